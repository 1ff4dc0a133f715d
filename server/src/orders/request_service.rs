//! What shoppers ask and producers answer.

use std::{convert::Infallible, time::Duration};

use async_trait::async_trait;
use shop::{
    clock::day_in_vietnam,
    failure::{Failure, Missing},
    id::RequestId,
    identity::party::{KeyHolder, Operator, ProducerStaff},
    orders::{
        asking::{Ask, AskRefusal, WithdrawRefusal},
        request::{Answer, AnswerRefusal, Request},
        request_service::{AllLate, OpenedRequests, OrderRequests, Waiting},
    },
};

use super::{answer_store, ask_store, request_store};
use crate::{fault::failed, http::limits::Limiter, state::Parts};

/// Requests with one key at once, and the pause before each further one.
const OF_A_KEY: (u32, Duration) = (10, Duration::from_secs(60));

pub struct RequestsService {
    parts: Parts,
    keys: Limiter,
}

impl RequestsService {
    pub fn new(parts: Parts) -> Self {
        let (at_once, pause) = OF_A_KEY;
        let keys = Limiter::new(parts.settings.rate_limits, at_once, pause);
        Self { parts, keys }
    }
}

#[async_trait]
impl OrderRequests for RequestsService {
    async fn opened(&self, who: &KeyHolder, code: &str) -> Result<OpenedRequests, Failure<Missing>> {
        let now = self.parts.clock.now();
        let opened = request_store::opened(&self.parts.database, who, code, now).await.map_err(failed)?;
        opened.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn ask(&self, who: &KeyHolder, code: &str, ask: Ask, once: &str) -> Result<(), Failure<AskRefusal>> {
        if !self.keys.admits(&who.hash) {
            return Err(Failure::Refused(AskRefusal::TooOften));
        }
        let now = self.parts.clock.now();
        Ok(ask_store::ask(&self.parts.database, who, code, &ask, once, now).await?)
    }

    async fn withdraw(&self, who: &KeyHolder, code: &str) -> Result<(), Failure<WithdrawRefusal>> {
        let purchase = ask_store::withdraw(&self.parts.database, who, code, self.parts.clock.now()).await?;
        self.parts.changes.tell(purchase);
        Ok(())
    }

    async fn own(&self, who: &ProducerStaff, code: &str) -> Result<Vec<Request>, Failure<Missing>> {
        let own = request_store::own(&self.parts.database, who, code).await.map_err(failed)?;
        own.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn answer(
        &self,
        who: &ProducerStaff,
        code: &str,
        request: RequestId,
        answer: Answer,
    ) -> Result<(), Failure<AnswerRefusal>> {
        let now = self.parts.clock.now();
        let purchase = answer_store::answer(&self.parts.database, who, code, request, answer, now).await?;
        self.parts.changes.tell(purchase);
        Ok(())
    }

    async fn waiting(&self, who: &ProducerStaff) -> Result<Vec<Waiting>, Failure<Infallible>> {
        request_store::waiting(&self.parts.database, who).await.map_err(failed)
    }

    async fn late(&self, who: &Operator) -> Result<AllLate, Failure<Infallible>> {
        let today = day_in_vietnam(self.parts.clock.now());
        request_store::late(&self.parts.database, who, today).await.map_err(failed)
    }
}
