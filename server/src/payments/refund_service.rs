//! Refunds and the reconciliation desk.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    cooperative::payee::PayeeDraft,
    failure::{Failure, Missing},
    id::{BankTransactionId, RequestId},
    identity::party::{KeyHolder, Operator, ProducerStaff},
    payments::{
        loose::{Loose, LooseDecision, LooseRefusal},
        reference::Reference,
        refund::{OrderRefunds, Refund, RefundAsk, RefundSheet, Refundable},
        refund_service::{AccountRefusal, Once, OpenRefusal, Reconciliation, Refunds, SentRefusal},
        refund_withdrawal::{RefundWithdrawRefusal, RefundWithdrawal},
        shared::{SharedDecision, SharedMoney},
    },
};

use super::{loose_store, qr, refund_step_store, refund_store, sealing::Seal, shared_store, withdraw_store};
use crate::{fault::failed, http::once_store, random::Randomness, state::Parts};

pub struct RefundsService {
    parts: Parts,
}

impl RefundsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }

    fn seal<R>(&self) -> Result<Seal, Failure<R>> {
        Seal::of(&self.parts.settings).map_err(failed)
    }
}

#[async_trait]
impl Refunds for RefundsService {
    async fn list(&self, who: &ProducerStaff) -> Result<Vec<Refund>, Failure<Infallible>> {
        refund_store::list(&self.parts.database, who).await.map_err(failed)
    }

    async fn one(&self, who: &ProducerStaff, reference: &Reference) -> Result<RefundSheet, Failure<Missing>> {
        let seal = self.seal()?;
        let found = refund_store::one(&self.parts.database, &seal, who, reference).await.map_err(failed)?;
        let (refund, withdrawal) = found.ok_or(Failure::Refused(Missing::NotFound))?;
        let code = refund.state.is_owed().then(|| refund.code()).flatten();
        let qr = code.map(|code| qr::draw(code.payload())).transpose().map_err(failed)?;
        Ok(RefundSheet { refund, qr, withdrawal })
    }

    async fn refundable(
        &self,
        who: &ProducerStaff,
        order: &str,
        answers: Option<RequestId>,
    ) -> Result<Refundable, Failure<Missing>> {
        let found = refund_store::refundable(&self.parts.database, who, order, answers).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn open(
        &self,
        who: &ProducerStaff,
        order: &str,
        ask: &RefundAsk,
        once: Once,
    ) -> Result<Reference, Failure<OpenRefusal>> {
        let database = &self.parts.database;
        let (owner, token) = &once;
        let before = || once_store::answered(database.read(), owner, token);
        if let Some(reference) = before().await.map_err(failed)?.as_deref().and_then(reference_in) {
            return Ok(reference);
        }
        match refund_step_store::open(database, who, order, ask, &once, self.parts.clock.now()).await? {
            Some((reference, purchase)) => {
                self.parts.changes.tell(purchase);
                Ok(reference)
            }
            // The same form came twice at once; the other one has answered by now.
            None => before()
                .await
                .map_err(failed)?
                .as_deref()
                .and_then(reference_in)
                .ok_or(Failure::Refused(OpenRefusal::NotFound)),
        }
    }

    async fn address(
        &self,
        who: &ProducerStaff,
        reference: &Reference,
        account: &PayeeDraft,
    ) -> Result<(), Failure<AccountRefusal>> {
        let now = self.parts.clock.now();
        let seal = self.seal()?;
        let sealing = (&seal, &*self.parts.random as &dyn Randomness);
        Ok(refund_step_store::address(&self.parts.database, sealing, who, reference, account, now).await?)
    }

    async fn sent(&self, who: &ProducerStaff, reference: &Reference, note: &str) -> Result<(), Failure<SentRefusal>> {
        let now = self.parts.clock.now();
        let changed = refund_step_store::sent(&self.parts.database, who, reference, note, now).await?;
        changed.into_iter().for_each(|purchase| self.parts.changes.tell(purchase));
        Ok(())
    }

    async fn withdraw(
        &self,
        who: &ProducerStaff,
        reference: &Reference,
        asked: &RefundWithdrawal,
    ) -> Result<(), Failure<RefundWithdrawRefusal>> {
        let now = self.parts.clock.now();
        let changed = withdraw_store::withdraw(&self.parts.database, who, reference, asked, now).await?;
        changed.into_iter().for_each(|purchase| self.parts.changes.tell(purchase));
        Ok(())
    }

    async fn of_own_order(&self, who: &ProducerStaff, order: &str) -> Result<Vec<Refund>, Failure<Infallible>> {
        refund_store::of_own_order(&self.parts.database, who, order).await.map_err(failed)
    }

    async fn of_order(&self, who: &KeyHolder, order: &str) -> Result<OrderRefunds, Failure<Infallible>> {
        let seal = self.seal()?;
        refund_store::of_order(&self.parts.database, &seal, who, order).await.map_err(failed)
    }

    async fn tell(&self, who: &KeyHolder, order: &str, account: &PayeeDraft) -> Result<(), Failure<AccountRefusal>> {
        let now = self.parts.clock.now();
        let seal = self.seal()?;
        let sealing = (&seal, &*self.parts.random as &dyn Randomness);
        let purchase = refund_step_store::tell(&self.parts.database, sealing, who, order, account, now).await?;
        self.parts.changes.tell(purchase);
        Ok(())
    }
}

/// The refund that a form's kept answer leads to.
fn reference_in(location: &str) -> Option<Reference> {
    Reference::parse(location.strip_prefix("/xuong/tien/hoan/")?).ok()
}

#[async_trait]
impl Reconciliation for RefundsService {
    async fn loose(&self, who: &ProducerStaff, number: BankTransactionId) -> Result<Loose, Failure<Missing>> {
        let now = self.parts.clock.now();
        let found = loose_store::loose(&self.parts.database, who, number, now).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn decide(
        &self,
        who: &ProducerStaff,
        number: BankTransactionId,
        decision: &LooseDecision,
    ) -> Result<(), Failure<LooseRefusal>> {
        let now = self.parts.clock.now();
        let changed = loose_store::decide(&self.parts.database, who, number, decision, now).await?;
        changed.into_iter().for_each(|purchase| self.parts.changes.tell(purchase));
        Ok(())
    }

    async fn shared(&self, who: &Operator, number: BankTransactionId) -> Result<SharedMoney, Failure<Missing>> {
        let now = self.parts.clock.now();
        let found = shared_store::shared(&self.parts.database, who, number, now).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn decide_shared(
        &self,
        who: &Operator,
        number: BankTransactionId,
        decision: &SharedDecision,
    ) -> Result<(), Failure<LooseRefusal>> {
        let now = self.parts.clock.now();
        let changed = shared_store::decide(&self.parts.database, who, number, decision, now).await?;
        changed.into_iter().for_each(|purchase| self.parts.changes.tell(purchase));
        Ok(())
    }

    async fn withdraw_shared(
        &self,
        who: &Operator,
        number: BankTransactionId,
        asked: &RefundWithdrawal,
    ) -> Result<(), Failure<RefundWithdrawRefusal>> {
        let now = self.parts.clock.now();
        Ok(shared_store::withdraw(&self.parts.database, who, number, asked, now).await?)
    }
}
