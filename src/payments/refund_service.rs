//! The port of refunds and of the reconciliation desk.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;

use super::loose::{Loose, LooseDecision, LooseRefusal};
use super::reference::Reference;
use super::refund::{OrderRefunds, Refund, RefundAsk, RefundFault, RefundSheet, Refundable};
use super::refund_withdrawal::{RefundWithdrawRefusal, RefundWithdrawal};
use super::shared::{SharedDecision, SharedMoney};
use crate::cooperative::payee::{PayeeDraft, PayeeFault};
use crate::failure::{Failure, Missing};
use crate::id::{BankTransactionId, RequestId};
use crate::identity::party::{KeyHolder, Operator, ProducerStaff};

/// A form that makes something, and which form it is: the hash of its session and its once-token.
pub type Once = (String, String);

/// Why a refund was not opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenRefusal {
    /// No such order of this producer's, or nothing of it can go back.
    #[error("not found")]
    NotFound,
    /// The return that it answers has its refund already.
    #[error("the return is refunded")]
    Answered,
    /// What was asked for is wrong.
    #[error("wrong")]
    Faults(Vec<RefundFault>),
}

/// Why an account was not kept.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AccountRefusal {
    /// No such refund.
    #[error("not found")]
    NotFound,
    /// It was sent already.
    #[error("not owed any more")]
    Settled,
    /// It was withdrawn.
    #[error("withdrawn")]
    Withdrawn,
    /// The producer wrote an account down: only a call changes it.
    #[error("the producer's word stands")]
    Kept,
    /// The account is wrong.
    #[error("wrong")]
    Faults(Vec<PayeeFault>),
}

/// Why a refund was not noted as sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SentRefusal {
    /// No such refund.
    #[error("not found")]
    NotFound,
    /// It was sent already.
    #[error("not owed any more")]
    Settled,
    /// It was withdrawn.
    #[error("withdrawn")]
    Withdrawn,
    /// No word about how it was sent.
    #[error("no note")]
    NoNote,
}

/// Refunds.
#[async_trait]
pub trait Refunds: Send + Sync {
    /// The producer's refunds: what is owed first, the oldest first; then what was sent, the newest first.
    async fn list(&self, who: &ProducerStaff) -> Result<Vec<Refund>, Failure<Infallible>>;

    /// One of them.
    async fn one(&self, who: &ProducerStaff, reference: &Reference) -> Result<RefundSheet, Failure<Missing>>;

    /// What of an order can be given back; for a return that was accepted, what of its goods.
    async fn refundable(
        &self,
        who: &ProducerStaff,
        order: &str,
        answers: Option<RequestId>,
    ) -> Result<Refundable, Failure<Missing>>;

    /// Promises money back to the buyer of an order.
    async fn open(
        &self,
        who: &ProducerStaff,
        order: &str,
        ask: &RefundAsk,
        once: Once,
    ) -> Result<Reference, Failure<OpenRefusal>>;

    /// The producer typed where the money goes.
    async fn address(
        &self,
        who: &ProducerStaff,
        reference: &Reference,
        account: &PayeeDraft,
    ) -> Result<(), Failure<AccountRefusal>>;

    /// The producer sent the money.
    async fn sent(&self, who: &ProducerStaff, reference: &Reference, note: &str) -> Result<(), Failure<SentRefusal>>;

    /// The producer takes back a refund that was noted by mistake, or that was said to be sent by mistake. One that was
    /// withdrawn before stays as it is.
    async fn withdraw(
        &self,
        who: &ProducerStaff,
        reference: &Reference,
        asked: &RefundWithdrawal,
    ) -> Result<(), Failure<RefundWithdrawRefusal>>;

    /// The refunds of one of the producer's orders, the oldest first.
    async fn of_own_order(&self, who: &ProducerStaff, order: &str) -> Result<Vec<Refund>, Failure<Infallible>>;

    /// The refunds of an order, for who holds its key.
    async fn of_order(&self, who: &KeyHolder, order: &str) -> Result<OrderRefunds, Failure<Infallible>>;

    /// The buyer tells where the money of an order's refunds goes. Only with the key that came with the purchase: one
    /// that was given out for a code and a phone number, which a parcel shows, moves no money.
    async fn tell(&self, who: &KeyHolder, order: &str, account: &PayeeDraft) -> Result<(), Failure<AccountRefusal>>;
}

/// The reconciliation desk: movements that found no place by themselves.
#[async_trait]
pub trait Reconciliation: Send + Sync {
    /// A movement that found no place, and where it may belong.
    async fn loose(&self, who: &ProducerStaff, number: BankTransactionId) -> Result<Loose, Failure<Missing>>;

    /// Puts it where its payee says.
    async fn decide(
        &self,
        who: &ProducerStaff,
        number: BankTransactionId,
        decision: &LooseDecision,
    ) -> Result<(), Failure<LooseRefusal>>;

    /// Money on an account that several producers share, which found no place by itself or was given back.
    async fn shared(&self, who: &Operator, number: BankTransactionId) -> Result<SharedMoney, Failure<Missing>>;

    /// Says whose it is: it pays an order of one who is paid there, or one of them sends it back.
    async fn decide_shared(
        &self,
        who: &Operator,
        number: BankTransactionId,
        decision: &SharedDecision,
    ) -> Result<(), Failure<LooseRefusal>>;

    /// Takes back a refund with which such money was given back by mistake; it waits for a decision again.
    async fn withdraw_shared(
        &self,
        who: &Operator,
        number: BankTransactionId,
        asked: &RefundWithdrawal,
    ) -> Result<(), Failure<RefundWithdrawRefusal>>;
}
