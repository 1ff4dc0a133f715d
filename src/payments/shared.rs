//! Money on an account that several producers share: nobody knows by itself whose it is, so the operator says.
//!
//! A producer never sees what is not said to be theirs. Source of the rules: `domain.md`, *Cashless payment*.

use time::OffsetDateTime;

use super::desk::Outstanding;
use super::loose::{LooseRefusal, NOTE_CHARS_MAX};
use super::reference::Reference;
use super::refund::State;
use super::refund_withdrawal::{RefundWithdrawRefusal, Seen};
use crate::id::BankTransactionId;
use crate::money::Money;

/// A producer that is paid on the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedPayee {
    /// The producer's address.
    pub slug: String,
    /// The producer's name.
    pub name: String,
}

/// An order that awaits money on the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedOrder {
    /// The name of its producer.
    pub producer: String,
    /// What it awaits.
    pub awaited: Outstanding,
}

/// The refund with which the operator gave the money back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedRefund {
    /// Its reference.
    pub reference: Reference,
    /// The name of the producer who sends it.
    pub producer: String,
    /// What was noted about it.
    pub note: String,
    /// How far it has come.
    pub state: State,
    /// Whether it may be withdrawn as it stands now, or why not.
    pub withdrawal: Result<Seen, RefundWithdrawRefusal>,
}

/// Money that arrived on an account of several producers and found no place by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedMoney {
    /// Its number.
    pub number: BankTransactionId,
    /// How much.
    pub amount: Money,
    /// When the bank booked it.
    pub at: OffsetDateTime,
    /// The account.
    pub account: String,
    /// Its text.
    pub text: String,
    /// Who is paid there.
    pub payees: Vec<SharedPayee>,
    /// Orders that it may be meant for, the same amount first; none once it was given back.
    pub orders: Vec<SharedOrder>,
    /// Its refund, once it was given back.
    pub refund: Option<SharedRefund>,
}

/// What the operator decides about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedDecision {
    /// It pays the order of this code.
    Assign {
        /// The order's code.
        order: String,
    },
    /// It came by mistake, and this producer sends it back.
    GiveBack {
        /// The producer's address.
        producer: String,
        /// Who sent it, and why it goes back.
        note: String,
    },
}

impl SharedDecision {
    /// Whether it has the note that it needs.
    pub fn check(&self) -> Result<(), LooseRefusal> {
        match self {
            SharedDecision::Assign { .. } => Ok(()),
            SharedDecision::GiveBack { note, .. } => {
                let fits = (1..=NOTE_CHARS_MAX).contains(&note.trim().chars().count());
                if fits { Ok(()) } else { Err(LooseRefusal::NoNote) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_back_needs_a_word() {
        let back = |note: &str| SharedDecision::GiveBack { producer: "ba-lua".into(), note: note.into() };
        assert_eq!(back("nhầm").check(), Ok(()));
        assert_eq!(back("  ").check(), Err(LooseRefusal::NoNote));
        assert_eq!(back(&"a".repeat(501)).check(), Err(LooseRefusal::NoNote));
        assert_eq!(SharedDecision::Assign { order: String::new() }.check(), Ok(()));
    }
}
