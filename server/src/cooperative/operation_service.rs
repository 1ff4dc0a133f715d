//! The operator's office.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    cooperative::{
        operation::{LooseTransfer, Overview, Payee, TransferRefusal, User, UserRefusal},
        operation_service::{Operations, PayeeRefusal},
        payee::PayeeDraft,
    },
    failure::Failure,
    id::AccountId,
    identity::party::Operator,
    page::{Page, Window},
};

use super::{operation_store, payee_store, transfer_store};
use crate::{fault::failed, state::Parts};

pub struct OperationsService {
    parts: Parts,
}

impl OperationsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Operations for OperationsService {
    async fn overview(&self, who: &Operator) -> Result<Overview, Failure<Infallible>> {
        operation_store::overview(&self.parts.database, who).await.map_err(failed)
    }

    async fn users(&self, who: &Operator, typed: &str, window: Window) -> Result<Page<User>, Failure<Infallible>> {
        operation_store::users(&self.parts.database, who, typed, window).await.map_err(failed)
    }

    async fn set_enabled(&self, who: &Operator, account: AccountId, enabled: bool) -> Result<(), Failure<UserRefusal>> {
        let now = self.parts.clock.now();
        Ok(operation_store::set_enabled(&self.parts.database, who, account, enabled, now).await?)
    }

    async fn payees(&self, who: &Operator, window: Window) -> Result<Page<Payee>, Failure<Infallible>> {
        payee_store::payees(&self.parts.database, who, window).await.map_err(failed)
    }

    async fn payee(&self, who: &Operator, producer: &str) -> Result<Option<Payee>, Failure<Infallible>> {
        payee_store::one(&self.parts.database, who, producer).await.map_err(failed)
    }

    async fn set_payee(&self, who: &Operator, producer: &str, draft: PayeeDraft) -> Result<(), Failure<PayeeRefusal>> {
        Ok(payee_store::set(&self.parts.database, who, producer, &draft, self.parts.clock.now()).await?)
    }

    async fn transfers(
        &self,
        who: &Operator,
        settled: bool,
        window: Window,
    ) -> Result<Page<LooseTransfer>, Failure<Infallible>> {
        transfer_store::transfers(&self.parts.database, who, settled, window).await.map_err(failed)
    }

    async fn settle(&self, who: &Operator, transfer: i64, note: &str) -> Result<(), Failure<TransferRefusal>> {
        Ok(transfer_store::settle(&self.parts.database, who, transfer, note, self.parts.clock.now()).await?)
    }
}
