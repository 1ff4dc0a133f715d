//! States of an order and of its shipment: each carries its facts, transitions take the state and give the next.
//!
//! Source of the rules: `domain.md`, *States*. Payment has its own machine in `payments`.

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

/// A step that the machine does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{from} cannot become {to}")]
pub struct InvalidTransition {
    /// The state's name.
    pub from: &'static str,
    /// The name of the state asked for.
    pub to: &'static str,
}

/// The state of one producer's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderState {
    /// The shopper placed it.
    Placed,
    /// The producer takes it on.
    Confirmed {
        /// When.
        at: OffsetDateTime,
    },
    /// Everything was delivered and accepted.
    Completed {
        /// When.
        at: OffsetDateTime,
    },
    /// It will not be fulfilled.
    Cancelled {
        /// When.
        at: OffsetDateTime,
        /// Why, and by whom.
        reason: CancelReason,
    },
}

/// Why an order was cancelled, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelReason {
    /// The payment expired.
    Unpaid,
    /// Money came after the hold expired and the stock was gone.
    SoldOut,
    /// The shopper changed her mind.
    ByShopper,
    /// The producer cannot fulfil it.
    ByProducer {
        /// What the shopper is told.
        note: Option<String>,
    },
    /// The operator stopped it.
    ByOperator {
        /// What both sides are told.
        note: Option<String>,
    },
}

impl CancelReason {
    /// The name as stored.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            CancelReason::Unpaid => "unpaid",
            CancelReason::SoldOut => "sold_out",
            CancelReason::ByShopper => "by_shopper",
            CancelReason::ByProducer { .. } => "by_producer",
            CancelReason::ByOperator { .. } => "by_operator",
        }
    }

    /// What was written about it, if anything.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match self {
            CancelReason::ByProducer { note } | CancelReason::ByOperator { note } => note.as_deref(),
            CancelReason::Unpaid | CancelReason::SoldOut | CancelReason::ByShopper => None,
        }
    }

    /// The reason of a stored name and note; `None` for an unknown name.
    #[must_use]
    pub fn from_parts(name: &str, note: Option<String>) -> Option<CancelReason> {
        match name {
            "unpaid" => Some(CancelReason::Unpaid),
            "sold_out" => Some(CancelReason::SoldOut),
            "by_shopper" => Some(CancelReason::ByShopper),
            "by_producer" => Some(CancelReason::ByProducer { note }),
            "by_operator" => Some(CancelReason::ByOperator { note }),
            _ => None,
        }
    }
}

impl OrderState {
    /// The name of what nobody took on yet, as stored.
    pub const PLACED: &str = "placed";
    /// The name of what its producer took on, as stored.
    pub const CONFIRMED: &str = "confirmed";
    /// The name of what is done, as stored.
    pub const COMPLETED: &str = "completed";
    /// The name of what was called off, as stored.
    pub const CANCELLED: &str = "cancelled";

    /// The name as stored.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            OrderState::Placed => Self::PLACED,
            OrderState::Confirmed { .. } => Self::CONFIRMED,
            OrderState::Completed { .. } => Self::COMPLETED,
            OrderState::Cancelled { .. } => Self::CANCELLED,
        }
    }

    /// The producer takes on a placed order.
    pub fn confirm(self, at: OffsetDateTime) -> Result<OrderState, InvalidTransition> {
        match self {
            OrderState::Placed => Ok(OrderState::Confirmed { at }),
            other => Err(InvalidTransition { from: other.as_str(), to: "confirmed" }),
        }
    }

    /// A confirmed order is done.
    pub fn complete(self, at: OffsetDateTime) -> Result<OrderState, InvalidTransition> {
        match self {
            OrderState::Confirmed { .. } => Ok(OrderState::Completed { at }),
            other => Err(InvalidTransition { from: other.as_str(), to: "completed" }),
        }
    }

    /// A placed or confirmed order will not be fulfilled.
    pub fn cancel(self, at: OffsetDateTime, reason: CancelReason) -> Result<OrderState, InvalidTransition> {
        match self {
            OrderState::Placed | OrderState::Confirmed { .. } => Ok(OrderState::Cancelled { at, reason }),
            other => Err(InvalidTransition { from: other.as_str(), to: "cancelled" }),
        }
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self, OrderState::Placed | OrderState::Confirmed { .. })
    }
}

/// The state of one parcel until it leaves the producer's hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShipmentState {
    /// To be packed.
    Draft,
    /// Ready for the carrier.
    Packed {
        /// When.
        at: OffsetDateTime,
    },
    /// With the carrier; now on-hand and allocated stock fall.
    HandedOver {
        /// When.
        at: OffsetDateTime,
    },
}

impl ShipmentState {
    /// The name as stored.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            ShipmentState::Draft => "draft",
            ShipmentState::Packed { .. } => "packed",
            ShipmentState::HandedOver { .. } => "handed_over",
        }
    }

    /// A drafted parcel is packed.
    pub fn pack(self, at: OffsetDateTime) -> Result<ShipmentState, InvalidTransition> {
        match self {
            ShipmentState::Draft => Ok(ShipmentState::Packed { at }),
            other => Err(InvalidTransition { from: other.as_str(), to: "packed" }),
        }
    }

    /// A packed parcel goes to the carrier.
    pub fn hand_over(self, at: OffsetDateTime) -> Result<ShipmentState, InvalidTransition> {
        match self {
            ShipmentState::Packed { .. } => Ok(ShipmentState::HandedOver { at }),
            other => Err(InvalidTransition { from: other.as_str(), to: "handed_over" }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn every_order() -> [OrderState; 4] {
        let cancelled = OrderState::Cancelled { at: AT, reason: CancelReason::Unpaid };
        [OrderState::Placed, OrderState::Confirmed { at: AT }, OrderState::Completed { at: AT }, cancelled]
    }

    #[test]
    fn an_order_is_placed_then_confirmed_then_completed() {
        let done = OrderState::Placed.confirm(AT).and_then(|order| order.complete(AT));
        assert_eq!(done, Ok(OrderState::Completed { at: AT }));
    }

    #[test]
    fn an_order_makes_no_other_step() {
        assert_eq!(every_order().map(|order| order.confirm(AT).is_ok()), [true, false, false, false]);
        assert_eq!(every_order().map(|order| order.complete(AT).is_ok()), [false, true, false, false]);
        let cancelled = every_order().map(|order| order.cancel(AT, CancelReason::ByShopper).is_ok());
        assert_eq!(cancelled, [true, true, false, false]);
        assert_eq!(every_order().map(|order| order.is_open()), [true, true, false, false]);
        let refused = InvalidTransition { from: "placed", to: "completed" };
        assert_eq!(OrderState::Placed.complete(AT), Err(refused));
    }

    #[test]
    fn a_parcel_is_packed_before_it_leaves() {
        let left = ShipmentState::Draft.pack(AT).and_then(|parcel| parcel.hand_over(AT));
        assert_eq!(left.as_ref().map(ShipmentState::as_str), Ok("handed_over"));
        assert!(ShipmentState::Draft.hand_over(AT).is_err());
        assert!(ShipmentState::Packed { at: AT }.pack(AT).is_err());
        assert!(ShipmentState::HandedOver { at: AT }.hand_over(AT).is_err());
    }

    #[test]
    fn a_reason_survives_storage() {
        let note = Some("hết hàng".to_owned());
        let reasons = [CancelReason::Unpaid, CancelReason::SoldOut, CancelReason::ByShopper];
        let noted = [CancelReason::ByProducer { note: note.clone() }, CancelReason::ByOperator { note }];
        for reason in reasons.into_iter().chain(noted) {
            let stored = CancelReason::from_parts(reason.as_str(), reason.note().map(str::to_owned));
            assert_eq!(stored, Some(reason));
        }
    }
}
