//! The port of payments: seeing and watching what is to be paid, taking in what banks say, and the payee's own word.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;

use super::desk::{Desk, Outstanding};
use super::purchase::{Purchase, Watched};
use crate::failure::{Failure, Missing};
use crate::id::ProducerId;
use crate::identity::party::{KeyHolder, ProducerStaff};
use crate::money::Money;

/// Who sends messages about what happened on accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedKind {
    /// SePay's webhook.
    Sepay,
    /// Casso's webhook, version 2.
    Casso,
    /// payOS' webhook: kept, and no feed for our own QR.
    Payos,
}

impl FeedKind {
    /// The name as stored and as it stands in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            FeedKind::Sepay => "sepay",
            FeedKind::Casso => "casso",
            FeedKind::Payos => "payos",
        }
    }
}

/// The acting party of bank messages: a feed that proved itself by its signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BankFeed {
    /// Which feed.
    pub kind: FeedKind,
    /// The payee whose secret it was signed with; its word counts for that payee's accounts only. `None`: the secret of
    /// the installation.
    pub payee: Option<ProducerId>,
}

/// An authentic message that says nothing we can read. It is kept and shown to the operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the message cannot be read")]
pub struct Unreadable;

/// The address of a purchase, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurchaseAddress {
    /// The purchase's code.
    pub code: String,
    /// The secret key; the keys of the orders are derived from it.
    pub key: String,
}

/// The payee's word that money arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// The order's code.
    pub order: String,
    /// How much; above zero.
    pub amount: Money,
    /// How the payee knows.
    pub note: String,
    /// The hash of the session that sent it, and its once-token.
    pub once: (String, String),
}

/// Why a confirmation was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ConfirmRefusal {
    /// No such order, or someone else's.
    #[error("not found")]
    NotFound,
    /// The money has all arrived already.
    #[error("already paid")]
    Paid,
}

/// Payments.
#[async_trait]
pub trait Payments: Send + Sync {
    /// A purchase with what is to be paid, for who holds its key.
    async fn purchase(&self, who: &KeyHolder, address: &PurchaseAddress) -> Result<Purchase, Failure<Missing>>;

    /// The states of a purchase's payments, for who holds its key.
    async fn watch(&self, who: &KeyHolder, code: &str) -> Result<Watched, Failure<Missing>>;

    /// Keeps a bank's message, then does what it says. Done also when the message is known already, or names no payment
    /// of ours, or could be kept but not yet be worked on.
    async fn receive(&self, who: &BankFeed, body: &[u8]) -> Result<(), Failure<Unreadable>>;

    /// The producer's money.
    async fn desk(&self, who: &ProducerStaff) -> Result<Desk, Failure<Infallible>>;

    /// One order of the producer whose money has not all arrived.
    async fn outstanding(&self, who: &ProducerStaff, order: &str) -> Result<Outstanding, Failure<Missing>>;

    /// Takes the payee's word that money arrived.
    async fn confirm(&self, who: &ProducerStaff, told: &Confirmation) -> Result<(), Failure<ConfirmRefusal>>;
}
