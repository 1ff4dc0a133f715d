//! What became of each movement on an account, as its payee's list tells it.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use time::OffsetDateTime;

use super::matching::{Outcome, PaymentState, UnmatchedReason};
use crate::id::BankTransactionId;
use crate::money::Money;

/// What became of a movement on an account. [`Sorted::as_str`] is what `bank_transaction.outcome` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sorted {
    /// It paid an order to the đồng.
    Exact,
    /// It counts; some is still missing.
    Under,
    /// With it, too much arrived.
    Over,
    /// It came after the time.
    Late,
    /// The same full amount once more.
    Duplicate,
    /// It belongs to no payment.
    Unmatched(UnmatchedReason),
    /// Money that left the account.
    Outgoing,
    /// The payee said that it arrived.
    ByHand,
    /// The bank's word for what was confirmed by hand; it added nothing.
    Proof,
    /// Its payee said which order it pays.
    Assigned,
    /// It left the account, and is a refund.
    Refund,
}

/// A stored name that is no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown outcome of a transfer")]
pub struct UnknownOutcome;

impl Sorted {
    /// All of them.
    pub const ALL: [Sorted; 13] = [
        Sorted::Exact,
        Sorted::Under,
        Sorted::Over,
        Sorted::Late,
        Sorted::Duplicate,
        Sorted::Unmatched(UnmatchedReason::NoReference),
        Sorted::Unmatched(UnmatchedReason::UnknownReference),
        Sorted::Unmatched(UnmatchedReason::OtherAccount),
        Sorted::Outgoing,
        Sorted::ByHand,
        Sorted::Proof,
        Sorted::Assigned,
        Sorted::Refund,
    ];

    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Sorted::Exact => "exact",
            Sorted::Under => "under",
            Sorted::Over => "over",
            Sorted::Late => "late",
            Sorted::Duplicate => "duplicate",
            Sorted::Unmatched(UnmatchedReason::NoReference) => "unmatched:no_reference",
            Sorted::Unmatched(UnmatchedReason::UnknownReference) => "unmatched:unknown_reference",
            Sorted::Unmatched(UnmatchedReason::OtherAccount) => "unmatched:other_account",
            Sorted::Unmatched(UnmatchedReason::Outgoing) | Sorted::Outgoing => "outgoing",
            Sorted::ByHand => "by_hand",
            Sorted::Proof => "proof",
            Sorted::Assigned => "assigned",
            Sorted::Refund => "refund",
        }
    }

    /// Whether the movement's amount is part of what its payment received.
    #[must_use]
    pub const fn counts(self) -> bool {
        match self {
            Sorted::Exact | Sorted::Under | Sorted::Over | Sorted::Late | Sorted::Duplicate => true,
            Sorted::ByHand | Sorted::Assigned => true,
            Sorted::Unmatched(_) | Sorted::Outgoing | Sorted::Proof | Sorted::Refund => false,
        }
    }
}

impl From<Outcome> for Sorted {
    fn from(outcome: Outcome) -> Sorted {
        match outcome {
            Outcome::Exact => Sorted::Exact,
            Outcome::Under { .. } => Sorted::Under,
            Outcome::Over { .. } => Sorted::Over,
            Outcome::Late { .. } => Sorted::Late,
            Outcome::Duplicate => Sorted::Duplicate,
            Outcome::Unmatched(UnmatchedReason::Outgoing) => Sorted::Outgoing,
            Outcome::Unmatched(reason) => Sorted::Unmatched(reason),
        }
    }
}

impl fmt::Display for Sorted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Sorted {
    type Err = UnknownOutcome;

    fn from_str(name: &str) -> Result<Sorted, UnknownOutcome> {
        Sorted::ALL.into_iter().find(|sorted| sorted.as_str() == name).ok_or(UnknownOutcome)
    }
}

/// One movement on a payee's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Its number.
    pub number: BankTransactionId,
    /// When the bank booked it, or the payee said so.
    pub at: OffsetDateTime,
    /// How much.
    pub amount: Money,
    /// What became of it.
    pub sorted: Sorted,
    /// The free text of the transfer.
    pub text: String,
    /// What the payee wrote, when confirmed by hand.
    pub note: String,
    /// Whether a bank's message proved what was confirmed by hand.
    pub proven: bool,
    /// Whether a person decided about it.
    pub handled: bool,
    /// The order it counts for.
    pub order: Option<ArrivalOrder>,
}

/// Why a payee must look at a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// It belongs to no order: whose is it?
    Unmatched,
    /// It belongs to an order that was cancelled: it must go back.
    Cancelled,
    /// More arrived than was to be paid: the rest must go back.
    Over,
    /// The same amount arrived twice: once it must go back.
    Duplicate,
    /// Some is still missing.
    Under,
    /// It came after the time, and some is still missing.
    Late,
}

impl Matter {
    /// All of them, the most pressing first.
    pub const ALL: [Matter; 6] =
        [Matter::Unmatched, Matter::Cancelled, Matter::Over, Matter::Duplicate, Matter::Under, Matter::Late];
}

impl Arrival {
    /// Why the payee must look at it, as its order stands now; `None` when all is well.
    #[must_use]
    pub fn matter(&self) -> Option<Matter> {
        match (self.sorted, &self.order) {
            (Sorted::Unmatched(_), _) => (!self.handled).then_some(Matter::Unmatched),
            (Sorted::Outgoing | Sorted::Proof | Sorted::Refund, _) | (_, None) => None,
            (_, Some(order)) if order.cancelled => order.owed.is_positive().then_some(Matter::Cancelled),
            (Sorted::Over, Some(order)) => order.owed.is_positive().then_some(Matter::Over),
            (Sorted::Duplicate, Some(order)) => order.owed.is_positive().then_some(Matter::Duplicate),
            (Sorted::Under | Sorted::ByHand | Sorted::Assigned, Some(order)) => {
                (order.state == PaymentState::Underpaid).then_some(Matter::Under)
            }
            (Sorted::Late, Some(order)) => (order.state == PaymentState::Underpaid).then_some(Matter::Late),
            (Sorted::Exact, Some(_)) => None,
        }
    }
}

/// The order that a movement counts for, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrivalOrder {
    /// Its code.
    pub code: String,
    /// The state of its payment.
    pub state: PaymentState,
    /// What is to be paid.
    pub amount: Money,
    /// All that arrived for it.
    pub received: Money,
    /// What was promised back and not sent yet.
    pub owed: Money,
    /// Whether the order was cancelled for good: its money waits for refund. One that the clock ended may stand again.
    pub cancelled: bool,
}

/// An order whose money has not all arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outstanding {
    /// Its code.
    pub order: String,
    /// Who bought.
    pub buyer: String,
    /// The reference the transfer must carry.
    pub reference: String,
    /// The state of its payment.
    pub state: PaymentState,
    /// What is to be paid.
    pub amount: Money,
    /// What arrived so far.
    pub received: Money,
    /// Until when it may be paid.
    pub due_at: OffsetDateTime,
}

impl Outstanding {
    /// What is still missing.
    #[must_use]
    pub fn missing(&self) -> Money {
        Money::dong(self.amount.get().saturating_sub(self.received.get()).max(0))
    }
}

/// A producer's money.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desk {
    /// Movements on the producer's account, the newest first, so many at most as fit a page.
    pub arrivals: Vec<Arrival>,
    /// Orders whose money has not all arrived, the oldest first.
    pub outstanding: Vec<Outstanding>,
    /// Money that left the account and may be a refund that is owed: its amount is one's.
    pub maybe_refunds: Vec<Arrival>,
    /// How many refunds are owed.
    pub refunds_owed: u64,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_survives_storage() {
        for sorted in Sorted::ALL {
            assert_eq!(sorted.as_str().parse(), Ok(sorted));
        }
        assert_eq!("paid".parse::<Sorted>(), Err(UnknownOutcome));
    }

    #[test]
    fn a_movement_matters_until_its_order_is_settled() {
        let arrival = |sorted, state, cancelled| Arrival {
            number: BankTransactionId::new(1),
            handled: false,
            at: OffsetDateTime::UNIX_EPOCH,
            amount: Money::dong(1),
            sorted,
            text: String::new(),
            note: String::new(),
            proven: false,
            order: Some(ArrivalOrder {
                code: String::new(),
                state,
                amount: Money::dong(1),
                received: Money::dong(1),
                owed: Money::dong(if cancelled || state == PaymentState::Overpaid { 1 } else { 0 }),
                cancelled,
            }),
        };
        let matter = |sorted, state| arrival(sorted, state, false).matter();
        assert_eq!(matter(Sorted::Exact, PaymentState::Paid), None);
        assert_eq!(matter(Sorted::Under, PaymentState::Underpaid), Some(Matter::Under));
        assert_eq!(matter(Sorted::Under, PaymentState::Paid), None, "the rest arrived");
        assert_eq!(matter(Sorted::Duplicate, PaymentState::Overpaid), Some(Matter::Duplicate));
        assert_eq!(matter(Sorted::Over, PaymentState::Overpaid), Some(Matter::Over));
        assert_eq!(matter(Sorted::Late, PaymentState::Paid), None, "the stock was there");
        assert_eq!(arrival(Sorted::Exact, PaymentState::Paid, true).matter(), Some(Matter::Cancelled));
        let mut sent_back = arrival(Sorted::Exact, PaymentState::Refunded, true);
        sent_back.order.as_mut().unwrap().owed = Money::ZERO;
        assert_eq!(sent_back.matter(), None);
        let lost = Arrival { order: None, ..arrival(Sorted::Exact, PaymentState::Paid, false) };
        let lost = Arrival { sorted: Sorted::Unmatched(UnmatchedReason::NoReference), ..lost };
        assert_eq!(lost.matter(), Some(Matter::Unmatched));
        assert_eq!(Arrival { handled: true, ..lost }.matter(), None, "someone decided about it");
    }
}
