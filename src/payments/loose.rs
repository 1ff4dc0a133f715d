//! Movements on a payee's account that found no place by themselves, and what a person may decide about them.
//!
//! Source of the rules: `domain.md`, *Cashless payment* (reconciliation desk).

use thiserror::Error;
use time::OffsetDateTime;

use super::desk::Outstanding;
use super::matching::Direction;
use super::refund::Refund;
use crate::id::BankTransactionId;
use crate::money::Money;

/// The longest note, in characters.
pub const NOTE_CHARS_MAX: usize = 500;

/// A movement that found no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loose {
    /// Its number.
    pub number: BankTransactionId,
    /// Which way the money went.
    pub direction: Direction,
    /// How much.
    pub amount: Money,
    /// When the bank booked it.
    pub at: OffsetDateTime,
    /// Its text.
    pub text: String,
    /// Orders that incoming money may be meant for, the same amount first.
    pub orders: Vec<Outstanding>,
    /// Refunds that outgoing money may be, of the same amount.
    pub refunds: Vec<Refund>,
    /// The refund that outgoing money names and that was withdrawn.
    pub withdrawn: Option<Refund>,
}

/// What a person decides about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LooseDecision {
    /// It pays the order of this code.
    Assign {
        /// The order's code.
        order: String,
    },
    /// It is the refund of this reference, sent.
    IsRefund {
        /// The refund's reference, as typed.
        reference: String,
    },
    /// It came by mistake and goes back to who sent it.
    GiveBack {
        /// Who sent it, and why it goes back.
        note: String,
    },
    /// It has nothing to do with the market.
    Dismiss {
        /// What it is.
        note: String,
    },
}

/// Why a decision was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LooseRefusal {
    /// No such movement of this payee's, or it found its place meanwhile.
    #[error("not found")]
    NotFound,
    /// No such order of this payee's, or one that takes no money.
    #[error("no such order")]
    NoOrder,
    /// No such refund of this payee's, or of another amount, or settled.
    #[error("no such refund")]
    NoRefund,
    /// No note, or too long a one.
    #[error("no note")]
    NoNote,
    /// Nobody was named who is paid on the account.
    #[error("no such payee")]
    NoPayee,
    /// Outgoing money pays no order, and incoming money is no refund.
    #[error("the wrong way")]
    WrongWay,
}

impl LooseDecision {
    /// Whether it can be taken about money that went this way, with a note where one is needed.
    pub fn check(&self, direction: Direction) -> Result<(), LooseRefusal> {
        let (needs, note) = match self {
            LooseDecision::Assign { .. } => (Some(Direction::In), None),
            LooseDecision::IsRefund { .. } => (Some(Direction::Out), None),
            LooseDecision::GiveBack { note } => (Some(Direction::In), Some(note)),
            LooseDecision::Dismiss { note } => (None, Some(note)),
        };
        if needs.is_some_and(|needed| needed != direction) {
            return Err(LooseRefusal::WrongWay);
        }
        let fits = |note: &String| (1..=NOTE_CHARS_MAX).contains(&note.trim().chars().count());
        if note.is_none_or(fits) { Ok(()) } else { Err(LooseRefusal::NoNote) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_goes_only_where_it_can_and_what_is_no_order_needs_a_word() {
        let note = |note: &str| note.to_owned();
        let assign = LooseDecision::Assign { order: note("CL-AAAAAAAA") };
        let refund = LooseDecision::IsRefund { reference: note("CLAAAAAAAA") };
        assert_eq!(assign.check(Direction::In), Ok(()));
        assert_eq!(assign.check(Direction::Out), Err(LooseRefusal::WrongWay));
        assert_eq!(refund.check(Direction::Out), Ok(()));
        assert_eq!(refund.check(Direction::In), Err(LooseRefusal::WrongWay));
        let back = |text: &str| LooseDecision::GiveBack { note: note(text) };
        assert_eq!(back("nhầm").check(Direction::In), Ok(()));
        assert_eq!(back("nhầm").check(Direction::Out), Err(LooseRefusal::WrongWay));
        assert_eq!(back(" ").check(Direction::In), Err(LooseRefusal::NoNote));
        let dismiss = |text: String| LooseDecision::Dismiss { note: text };
        assert_eq!(dismiss(note("tiền điện")).check(Direction::Out), Ok(()));
        assert_eq!(dismiss("a".repeat(501)).check(Direction::In), Err(LooseRefusal::NoNote));
    }
}
