//! The port of the operator's office.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;

use super::{
    operation::{LooseTransfer, Overview, Payee, TransferRefusal, User, UserRefusal},
    payee::{PayeeDraft, PayeeFault},
};
use crate::{
    failure::Failure,
    id::AccountId,
    identity::party::Operator,
    page::{Page, Window},
};

/// Why a payee's account was not set.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PayeeRefusal {
    /// There is no such producer.
    #[error("not found")]
    NotFound,
    /// What was typed is no account, or no other one.
    #[error("the account has faults")]
    Faulty(Vec<PayeeFault>),
}

/// What the operator of an installation does.
#[async_trait]
pub trait Operations: Send + Sync {
    /// The market in figures.
    async fn overview(&self, who: &Operator) -> Result<Overview, Failure<Infallible>>;

    /// The accounts whose name or e-mail address has what was typed, accents aside; all of them for nothing.
    async fn users(&self, who: &Operator, typed: &str, window: Window) -> Result<Page<User>, Failure<Infallible>>;

    /// Lets an account sign in, or not; disabling ends its sessions and its links for a new password.
    async fn set_enabled(&self, who: &Operator, account: AccountId, enabled: bool) -> Result<(), Failure<UserRefusal>>;

    /// Every producer with the account on which it is paid.
    async fn payees(&self, who: &Operator, window: Window) -> Result<Page<Payee>, Failure<Infallible>>;

    /// One producer with the account on which it is paid; `None` when there is no such producer.
    async fn payee(&self, who: &Operator, producer: &str) -> Result<Option<Payee>, Failure<Infallible>>;

    /// Sets the account on which a producer is paid from now on. What was placed before keeps its account.
    async fn set_payee(&self, who: &Operator, producer: &str, draft: PayeeDraft) -> Result<(), Failure<PayeeRefusal>>;

    /// The transfers that belong to no order, the newest first: those that wait, or those that were settled.
    async fn transfers(
        &self,
        who: &Operator,
        settled: bool,
        window: Window,
    ) -> Result<Page<LooseTransfer>, Failure<Infallible>>;

    /// Marks a transfer as settled by a person, with what was done about it.
    async fn settle(&self, who: &Operator, transfer: i64, note: &str) -> Result<(), Failure<TransferRefusal>>;
}
