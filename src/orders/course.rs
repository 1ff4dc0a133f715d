//! How far an order has come, and the steps by which its producer moves it on.
//!
//! Source of the rules: `domain.md`, *States*. The order, its parcel and its payment have their own machines; what
//! needs more than one of them is decided here: goods leave no hand before their money has come.

use thiserror::Error;
use time::OffsetDateTime;

use super::state::{CancelReason, InvalidTransition, OrderState, ShipmentState};
use crate::{money::Money, payments::matching::PaymentState};

/// What has come of the money of one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneySeen {
    /// The payment's state.
    pub state: PaymentState,
    /// What is to be paid.
    pub amount: Money,
    /// What arrived, all transfers together.
    pub received: Money,
    /// What went back.
    pub refunded: Money,
    /// What stands as sold: above zero once the money is complete, until the order is called off or all of it was given
    /// back.
    pub sold: Money,
}

/// That an order was given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// When.
    pub at: OffsetDateTime,
    /// Why, and by whom.
    pub reason: CancelReason,
}

/// What happened to an order so far; its states follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// When the shopper placed it.
    pub placed_at: OffsetDateTime,
    /// When its money was complete.
    pub paid_at: Option<OffsetDateTime>,
    /// When the producer took it on; stays when it is cancelled later.
    pub confirmed_at: Option<OffsetDateTime>,
    /// When the parcel was packed; stays when the order is cancelled later.
    pub packed_at: Option<OffsetDateTime>,
    /// When the parcel left the producer's hands: to the carrier, or to the shopper who came for it.
    pub handed_over_at: Option<OffsetDateTime>,
    /// That it was given up.
    pub cancelled: Option<Cancelled>,
    /// Its money.
    pub money: MoneySeen,
}

/// What a producer does with an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Takes it on.
    Confirm,
    /// Packs it; what is fetched at the workshop is ready then.
    Pack,
    /// Gives it to the carrier, or to the shopper who came for it.
    HandOver,
    /// Gives it up.
    Cancel {
        /// What the shopper is told.
        note: String,
    },
}

/// Why a step was not taken. Nothing is changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StepRefusal {
    /// This producer has no such order.
    #[error("no such order")]
    NotFound,
    /// Its money is not complete, or went back: only cancelling is possible.
    #[error("not paid")]
    Unpaid,
    /// The shopper asks to cancel it and waits for an answer: it does not leave the producer's hands before.
    #[error("cancellation is asked for")]
    CancelAsked,
    /// It is in another state than the page showed: sent twice, or someone else was faster.
    #[error(transparent)]
    Stale(#[from] InvalidTransition),
}

/// What an order waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Its money.
    Waiting,
    /// The producer's word.
    ToConfirm,
    /// A pair of hands.
    ToPack,
    /// The carrier, or the shopper.
    ToHandOver,
    /// Nothing more from its producer.
    HandedOver,
    /// Nothing: it was given up.
    Cancelled,
}

impl Course {
    /// The order's state.
    #[must_use]
    pub fn state(&self) -> OrderState {
        if let Some(Cancelled { at, reason }) = self.cancelled.clone() {
            return OrderState::Cancelled { at, reason };
        }
        match (self.handed_over_at, self.confirmed_at) {
            (Some(at), _) => OrderState::Completed { at },
            (None, Some(at)) => OrderState::Confirmed { at },
            (None, None) => OrderState::Placed,
        }
    }

    /// The parcel's state.
    #[must_use]
    pub fn parcel(&self) -> ShipmentState {
        match (self.handed_over_at, self.packed_at) {
            (Some(at), _) => ShipmentState::HandedOver { at },
            (None, Some(at)) => ShipmentState::Packed { at },
            (None, None) => ShipmentState::Draft,
        }
    }

    /// What it waits for.
    #[must_use]
    pub fn stage(&self) -> Stage {
        match (self.state(), self.parcel()) {
            (OrderState::Cancelled { .. }, _) => Stage::Cancelled,
            (OrderState::Completed { .. }, _) => Stage::HandedOver,
            (OrderState::Confirmed { .. }, ShipmentState::Draft) => Stage::ToPack,
            (OrderState::Confirmed { .. }, _) => Stage::ToHandOver,
            (OrderState::Placed, _) if self.money.sold.is_positive() => Stage::ToConfirm,
            (OrderState::Placed, _) => Stage::Waiting,
        }
    }

    /// What has to go back to the shopper: everything of a cancelled order, else what is too much or was given back.
    #[must_use]
    pub fn refund_due(&self) -> Money {
        let kept = match (&self.cancelled, self.paid_at) {
            (Some(_), _) => 0,
            (None, Some(_)) => self.money.sold.get(),
            (None, None) => self.money.amount.get(),
        };
        let here = self.money.received.get().saturating_sub(self.money.refunded.get());
        Money::dong(here.saturating_sub(kept).max(0))
    }

    /// Whether its producer may still give it up.
    #[must_use]
    pub fn may_be_cancelled(&self) -> bool {
        self.state().is_open()
    }

    /// The course after a step of the producer's.
    ///
    /// Only a paid order is confirmed, packed and handed over; only a confirmed one is packed; a parcel is packed
    /// before it leaves, and with its leaving the order is done; what has left cannot be cancelled.
    pub fn take(&self, step: Step, at: OffsetDateTime) -> Result<Course, StepRefusal> {
        let mut next = self.clone();
        match step {
            Step::Confirm => {
                self.state().confirm(at)?;
                self.must_be_paid()?;
                next.confirmed_at = Some(at);
            }
            Step::Pack => {
                if !matches!(self.state(), OrderState::Confirmed { .. }) {
                    return Err(InvalidTransition { from: self.state().as_str(), to: "packed" }.into());
                }
                self.parcel().pack(at)?;
                self.must_be_paid()?;
                next.packed_at = Some(at);
            }
            Step::HandOver => {
                self.state().complete(at)?;
                self.parcel().hand_over(at)?;
                self.must_be_paid()?;
                next.handed_over_at = Some(at);
            }
            Step::Cancel { note } => {
                let reason = CancelReason::ByProducer { note: Some(note).filter(|note| !note.is_empty()) };
                self.state().cancel(at, reason.clone())?;
                next.cancelled = Some(Cancelled { at, reason });
            }
        }
        Ok(next)
    }

    fn must_be_paid(&self) -> Result<(), StepRefusal> {
        let kept = self.money.sold.is_positive() && self.money.state != PaymentState::Disputed;
        if kept { Ok(()) } else { Err(StepRefusal::Unpaid) }
    }
}

#[cfg(test)]
#[path = "course_tests.rs"]
pub(super) mod tests;
