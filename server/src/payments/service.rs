//! Payments.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    failure::{Failure, Missing},
    id::ProducerId,
    identity::party::{KeyHolder, ProducerStaff},
    payments::{
        desk::{Desk, Outstanding},
        purchase::{Purchase, Watched},
        service::{BankFeed, ConfirmRefusal, Confirmation, Payments, PurchaseAddress, Unreadable},
    },
};

use super::{
    confirm_store, desk_store, intake_store,
    message_store::{self, Message},
    purchase_store,
    reading::{Reading, read},
};
use crate::{fault::failed, state::Parts};

pub struct PaymentsService {
    parts: Parts,
}

impl PaymentsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Payments for PaymentsService {
    async fn purchase(&self, who: &KeyHolder, address: &PurchaseAddress) -> Result<Purchase, Failure<Missing>> {
        is_code(&address.code)?;
        let found = purchase_store::purchase(&self.parts.database, who, address).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn watch(&self, who: &KeyHolder, code: &str) -> Result<Watched, Failure<Missing>> {
        is_code(code)?;
        let found = purchase_store::watched(&self.parts.database, who, code).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn receive(&self, who: &BankFeed, body: &[u8]) -> Result<(), Failure<Unreadable>> {
        let payee = who.payee.map(ProducerId::get);
        let (number, to_work_on, fault) = match read(who.kind, body) {
            Reading::Transfer(number, _) => (number, true, None),
            Reading::Nothing(number) => (number, false, None),
            Reading::Unreadable { hash, why } => (hash, false, Some(why)),
        };
        let unreadable = fault.is_some();
        // Feeds count for each of their customers alone.
        let external_id = payee.map_or_else(|| number.clone(), |payee| format!("{payee}/{number}"));
        let message = Message { source: who.kind.as_str(), payee, external_id, body, to_work_on, fault };
        let now = self.parts.clock.now();
        let kept = message_store::keep(&self.parts.database, message, now).await.map_err(failed)?;
        if unreadable {
            return Err(Failure::Refused(Unreadable));
        }
        if let Some(message) = kept {
            // It is kept: what fails now is in the log, and the job tries again.
            let _ = work(&self.parts, message).await;
        }
        Ok(())
    }

    async fn desk(&self, who: &ProducerStaff) -> Result<Desk, Failure<Infallible>> {
        desk_store::desk(&self.parts.database, who, self.parts.clock.now()).await.map_err(failed)
    }

    async fn outstanding(&self, who: &ProducerStaff, order: &str) -> Result<Outstanding, Failure<Missing>> {
        is_code(order)?;
        let now = self.parts.clock.now();
        let found = desk_store::outstanding(&self.parts.database, who, order, now).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn confirm(&self, who: &ProducerStaff, told: &Confirmation) -> Result<(), Failure<ConfirmRefusal>> {
        is_code(&told.order).map_err(|missing| missing.map(|_| ConfirmRefusal::NotFound))?;
        let now = self.parts.clock.now();
        if let Some(purchase) = confirm_store::confirm(&self.parts.database, who, told, now).await? {
            self.parts.changes.tell(purchase);
        }
        Ok(())
    }
}

/// What no purchase or order could be called is not looked for: PostgreSQL takes some of it (a NUL) for a fault.
fn is_code(code: &str) -> Result<(), Failure<Missing>> {
    let plausible = code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if plausible { Ok(()) } else { Err(Failure::Refused(Missing::NotFound)) }
}

/// Works on a kept message and tells those who watch the purchase. `false` when it failed; that is in the log.
pub async fn work(parts: &Parts, message: i64) -> bool {
    match intake_store::work(&parts.database, message, parts.clock.now()).await {
        Ok(changed) => {
            changed.into_iter().for_each(|purchase| parts.changes.tell(purchase));
            true
        }
        Err(fault) => {
            fault.report();
            false
        }
    }
}
