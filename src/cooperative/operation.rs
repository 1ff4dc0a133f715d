//! What the operator of an installation sees.

use thiserror::Error;
use time::OffsetDateTime;

use super::payee::PayeeAccount;
use crate::{id::AccountId, money::Money, payments::matching::UnmatchedReason};

/// The longest note on a transfer, in characters.
pub const NOTE_CHARS_MAX: usize = 500;

/// The market in figures: what runs and what waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Accounts that may sign in.
    pub users: u64,
    /// Accounts that were disabled.
    pub disabled: u64,
    /// Producers.
    pub producers: u64,
    /// Producers without a bank account: nobody can pay them.
    pub without_account: u64,
    /// Listings on sale.
    pub listed: u64,
    /// Listings that wait for their review.
    pub in_review: u64,
    /// Transfers that belong to no order and wait for a person.
    pub unmatched: u64,
    /// Messages of banks that could not be read.
    pub unreadable: u64,
    /// What is to be sent and was not tried yet.
    pub waiting: u64,
    /// What is to be sent and failed so far.
    pub failing: u64,
}

/// What an account may act as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Buys with an account.
    Shopper,
    /// Acts for a producer.
    Producer,
    /// Acts for a cooperative.
    Cooperative,
    /// Runs the installation.
    Operator,
}

/// Someone who can sign in, or could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The account.
    pub account: AccountId,
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: String,
    /// What the account may act as.
    pub role: Role,
    /// The producer or cooperative it acts for; empty for others.
    pub acts_for: String,
    /// Since when it has been disabled.
    pub disabled_at: Option<OffsetDateTime>,
    /// Whether it is the operator who looks.
    pub oneself: bool,
}

/// A producer with the account on which it is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// The producer's address.
    pub slug: String,
    /// The producer's name.
    pub name: String,
    /// The account, if one was set.
    pub account: Option<PayeeAccount>,
    /// Since when.
    pub set_at: Option<OffsetDateTime>,
}

/// A transfer that belongs to no order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LooseTransfer {
    /// Its number.
    pub number: i64,
    /// When the bank booked it.
    pub at: OffsetDateTime,
    /// The account it was booked on.
    pub account: String,
    /// The producer whose account it is; empty where the account is nobody's, or that of several.
    pub producer: String,
    /// How many producers are paid there, where it is not known whose it is.
    pub payees: usize,
    /// Whether the operator's side gave it back: its page tells how that goes on.
    pub given_back: bool,
    /// How much.
    pub amount: Money,
    /// The transfer's free text.
    pub text: String,
    /// Why it belongs to no order.
    pub reason: UnmatchedReason,
    /// When a person settled it, and what they noted.
    pub handled: Option<(OffsetDateTime, String)>,
}

/// Why an account was not disabled or enabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UserRefusal {
    /// There is no such account.
    #[error("not found")]
    NotFound,
    /// Nobody locks themselves out.
    #[error("it is one's own account")]
    Oneself,
}

/// Why a transfer was not marked as settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TransferRefusal {
    /// There is no such transfer, or it belongs to an order.
    #[error("not found")]
    NotFound,
    /// Someone settled it meanwhile.
    #[error("already settled")]
    Settled,
    /// What was done about it must be told.
    #[error("the note is missing")]
    NoteMissing,
    /// The note is longer than [`NOTE_CHARS_MAX`].
    #[error("the note is too long")]
    NoteTooLong,
}

/// A note on what was done about a transfer.
pub fn check_note(note: &str) -> Result<&str, TransferRefusal> {
    match note.chars().count() {
        0 => Err(TransferRefusal::NoteMissing),
        1..=NOTE_CHARS_MAX => Ok(note),
        _ => Err(TransferRefusal::NoteTooLong),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_says_something_and_not_too_much() {
        assert_eq!(check_note(""), Err(TransferRefusal::NoteMissing));
        assert_eq!(check_note("Đã hoàn"), Ok("Đã hoàn"));
        assert!(check_note(&"ơ".repeat(500)).is_ok());
        assert_eq!(check_note(&"x".repeat(501)), Err(TransferRefusal::NoteTooLong));
    }
}
