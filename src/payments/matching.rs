//! What a bank transfer means for the payment its reference names. Decides only; storing is the caller's.
//!
//! Source of the rules: `domain.md`, *States* and *Cashless payment*. No tolerance: 1 ₫ short is underpaid.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use time::OffsetDateTime;

use super::vietqr::AccountNumber;
use crate::money::Money;

/// Which way the money went, seen from the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Money arrived.
    In,
    /// Money left; never matched to orders, offered to refunds and payouts only.
    Out,
}

impl Direction {
    /// `in` or `out`, as stored and as feeds say it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }
}

/// A stored name that is no direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown direction")]
pub struct UnknownDirection;

impl FromStr for Direction {
    type Err = UnknownDirection;

    fn from_str(name: &str) -> Result<Direction, UnknownDirection> {
        [Direction::In, Direction::Out].into_iter().find(|way| way.as_str() == name).ok_or(UnknownDirection)
    }
}

/// One movement on a bank account, from whichever source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// The account it was booked on.
    pub account: AccountNumber,
    /// The virtual account it was sent to, where the bank has such.
    pub sub_account: Option<AccountNumber>,
    /// Which way.
    pub direction: Direction,
    /// How much; above zero.
    pub amount: Money,
    /// When the bank booked it.
    pub at: OffsetDateTime,
    /// The bank's own reference; `None` where the source has none.
    pub bank_reference: Option<String>,
    /// The free text, in which our reference is searched.
    pub text: String,
}

/// The payment that a transfer's reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// The payee's account, frozen when the order was placed.
    pub account: AccountNumber,
    /// What is to be paid.
    pub amount: Money,
    /// The sum of the transfers counted so far, without this one.
    pub received: Money,
    /// Until when money is in time (this moment included).
    pub due_at: OffsetDateTime,
    /// Whether the payment expired or its order was cancelled.
    pub closed: bool,
}

/// What a transfer means for a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// With it the payment is paid to the đồng.
    Exact,
    /// It counts, and this much is still missing.
    Under {
        /// The amount still to pay, above zero.
        missing: Money,
    },
    /// With it more than the amount has arrived.
    Over {
        /// All that is too much, above zero; waits for refund.
        excess: Money,
    },
    /// It came after the time or after the payment was closed; stock must be taken again or the money refunded.
    Late {
        /// Whether the sum with it reaches the amount.
        covers: bool,
    },
    /// The same full amount once more on a payment already paid: overpaid, and listed as a duplicate.
    Duplicate,
    /// It belongs to no payment; waits at the reconciliation desk.
    Unmatched(UnmatchedReason),
}

/// Why a transfer belongs to no payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnmatchedReason {
    /// Its text has nothing like a reference. Found by the caller.
    NoReference,
    /// Its text has a reference that no payment has. Found by the caller.
    UnknownReference,
    /// It was booked on another account than the payee's.
    OtherAccount,
    /// Money that left.
    Outgoing,
}

impl UnmatchedReason {
    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            UnmatchedReason::NoReference => "no_reference",
            UnmatchedReason::UnknownReference => "unknown_reference",
            UnmatchedReason::OtherAccount => "other_account",
            UnmatchedReason::Outgoing => "outgoing",
        }
    }
}

/// Decides what a transfer means for the payment its reference names.
///
/// The sum decides, not the single transfer. What comes for a payment already paid is too much, never late.
#[must_use]
pub fn judge(payment: &Awaited, transfer: &Transfer) -> Outcome {
    if transfer.direction == Direction::Out {
        return Outcome::Unmatched(UnmatchedReason::Outgoing);
    }
    let to_payee = transfer.account == payment.account || transfer.sub_account.as_ref() == Some(&payment.account);
    if !to_payee {
        return Outcome::Unmatched(UnmatchedReason::OtherAccount);
    }
    // Saturating: a sum beyond 64 bits is over in any case, and a feed must not end the process.
    let sum = Money::dong(payment.received.get().saturating_add(transfer.amount.get()));
    let difference = Money::dong(sum.get().saturating_sub(payment.amount.get()));
    if payment.received >= payment.amount {
        let again = transfer.amount == payment.amount;
        return if again { Outcome::Duplicate } else { Outcome::Over { excess: difference } };
    }
    if payment.closed || transfer.at > payment.due_at {
        return Outcome::Late { covers: sum >= payment.amount };
    }
    match difference.get() {
        0 => Outcome::Exact,
        missing if missing < 0 => Outcome::Under { missing: Money::dong(missing.saturating_neg()) },
        _ => Outcome::Over { excess: difference },
    }
}

/// The state of a payment, derived from its events and stored for querying by one writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// Nothing arrived yet.
    Awaiting,
    /// Some money arrived, not enough.
    Underpaid,
    /// The exact amount arrived.
    Paid,
    /// More than the amount arrived; it ships and the excess waits for refund.
    Overpaid,
    /// Nothing arrived in time.
    Expired,
    /// Some of the money went back.
    PartlyRefunded,
    /// All of the money went back.
    Refunded,
    /// The payer's bank asked for the money back (cards only); set by an event, never by sums.
    Disputed,
}

/// A stored name that is no payment state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown payment state")]
pub struct UnknownPaymentState;

impl PaymentState {
    /// All states.
    pub const ALL: [PaymentState; 8] = [
        PaymentState::Awaiting,
        PaymentState::Paid,
        PaymentState::Underpaid,
        PaymentState::Overpaid,
        PaymentState::Expired,
        PaymentState::PartlyRefunded,
        PaymentState::Refunded,
        PaymentState::Disputed,
    ];

    /// The name as stored and as `data-state` says it (`contract.md`, *Marks in the pages*).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            PaymentState::Awaiting => "awaiting",
            PaymentState::Underpaid => "underpaid",
            PaymentState::Paid => "paid",
            PaymentState::Overpaid => "overpaid",
            PaymentState::Expired => "expired",
            PaymentState::PartlyRefunded => "partly_refunded",
            PaymentState::Refunded => "refunded",
            PaymentState::Disputed => "disputed",
        }
    }

    /// Whether the full amount has arrived and none of it went back or is disputed.
    #[must_use]
    pub const fn is_covered(self) -> bool {
        matches!(self, PaymentState::Paid | PaymentState::Overpaid)
    }

    /// Whether nothing more is expected to happen. An expired payment is not settled: its money may still come.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        !matches!(self, PaymentState::Awaiting | PaymentState::Underpaid | PaymentState::Expired)
    }
}

impl fmt::Display for PaymentState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for PaymentState {
    type Err = UnknownPaymentState;

    fn from_str(name: &str) -> Result<PaymentState, UnknownPaymentState> {
        PaymentState::ALL.into_iter().find(|state| state.as_str() == name).ok_or(UnknownPaymentState)
    }
}

/// The state that follows from the sums: what is to be paid, what arrived, what went back.
///
/// `expired` counts only while nothing arrived: money that did arrive must stay in sight until it is settled.
#[must_use]
pub fn state_of(amount: Money, received: Money, refunded: Money, expired: bool) -> PaymentState {
    if refunded.is_positive() {
        return if refunded >= received { PaymentState::Refunded } else { PaymentState::PartlyRefunded };
    }
    match received.cmp(&amount) {
        std::cmp::Ordering::Equal => PaymentState::Paid,
        std::cmp::Ordering::Greater => PaymentState::Overpaid,
        std::cmp::Ordering::Less if received.is_positive() => PaymentState::Underpaid,
        std::cmp::Ordering::Less if expired => PaymentState::Expired,
        std::cmp::Ordering::Less => PaymentState::Awaiting,
    }
}

#[cfg(test)]
#[path = "matching_tests.rs"]
mod tests;
