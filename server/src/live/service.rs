//! Livestreams: load, decide by the rules of `shop::live`, save.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    failure::{Failure, Missing},
    id::ProducerId,
    identity::party::{Anyone, ProducerStaff},
    live::{
        card::LiveCard,
        page::LiveView,
        plan::{Draft, PlanFault, check_reason},
        service::{Live, LiveRefusal},
        state::{LiveState, LiveStateError},
        studio::{Desk, OwnSession},
        timetable::Phase,
    },
    once::OnceKey,
    page::{Page, Window},
};

use super::{plan_store, store, studio_store};
use crate::{
    catalogue::freshness_store::market_changed,
    fault::{Fault, Halt, failed},
    http::once_store,
    state::Parts,
};

pub struct LiveService {
    parts: Parts,
}

impl LiveService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }

    async fn schedule_once(
        &self,
        who: &ProducerStaff,
        once: OnceKey,
        draft: Draft,
    ) -> Result<String, Halt<LiveRefusal>> {
        let Parts { database, random, .. } = &self.parts;
        let now = self.parts.clock.now();
        let transaction = database.begin().await?;
        plan_store::lock(&transaction, who).await?;
        if let Some(address) = once_store::answered(&transaction, &once.owner, &once.token).await? {
            return Ok(address);
        }
        let own = plan_store::own_things(&transaction, who, None).await?;
        let plan = draft.check(&own, None, now).map_err(faulty)?;
        LiveState::schedule(plan.starts_at, now).map_err(refused)?;
        let slug = plan_store::insert(&transaction, who, &plan, &**random, now).await?;
        market_changed(&transaction).await?;
        let address = format!("/xuong/live/{slug}");
        if !once_store::keep(&transaction, &once.owner, &once.token, &address, now).await? {
            transaction.rollback().await?;
            let answered = once_store::answered(database.read(), &once.owner, &once.token).await?;
            return answered.ok_or_else(|| Fault::inconsistency("once", "token", &address).into());
        }
        transaction.commit().await?;
        Ok(address)
    }

    async fn change_known(&self, who: &ProducerStaff, slug: &str, draft: Draft) -> Result<(), Halt<LiveRefusal>> {
        let now = self.parts.clock.now();
        let transaction = self.parts.database.begin().await?;
        plan_store::lock(&transaction, who).await?;
        let known = plan_store::known(&transaction, who, slug).await?.ok_or(Halt::Refused(LiveRefusal::NotFound))?;
        if !Phase::at(&known.state, now).can_change() {
            return Err(Halt::Refused(LiveRefusal::Closed));
        }
        let own = plan_store::own_things(&transaction, who, Some(&known)).await?;
        let plan = draft.check(&own, Some(known.starts_at), now).map_err(faulty)?;
        if plan.starts_at != known.starts_at {
            known.state.clone().reschedule(plan.starts_at, now).map_err(refused)?;
        }
        plan_store::update(&transaction, known, &plan).await?;
        market_changed(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn cancel_known(&self, who: &ProducerStaff, slug: &str, reason: &str) -> Result<(), Halt<LiveRefusal>> {
        let now = self.parts.clock.now();
        let transaction = self.parts.database.begin().await?;
        plan_store::lock(&transaction, who).await?;
        let known = plan_store::known(&transaction, who, slug).await?.ok_or(Halt::Refused(LiveRefusal::NotFound))?;
        if !Phase::at(&known.state, now).can_change() {
            return Err(Halt::Refused(LiveRefusal::Closed));
        }
        let reason = check_reason(reason).map_err(Halt::Refused)?;
        known.state.clone().cancel(now, Some(reason.to_owned())).map_err(refused)?;
        plan_store::cancel(&transaction, known, now, reason).await?;
        market_changed(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

fn faulty(faults: Vec<PlanFault>) -> Halt<LiveRefusal> {
    Halt::Refused(LiveRefusal::Faulty(faults))
}

fn refused(error: LiveStateError) -> Halt<LiveRefusal> {
    Halt::Refused(match error {
        LiveStateError::StartInPast => LiveRefusal::Faulty(vec![PlanFault::StartInPast]),
        LiveStateError::InvalidTransition { .. } => LiveRefusal::Closed,
    })
}

#[async_trait]
impl Live for LiveService {
    async fn upcoming(
        &self,
        who: &Anyone,
        producer: Option<ProducerId>,
        limit: u32,
    ) -> Result<Vec<LiveCard>, Failure<Infallible>> {
        store::upcoming(&self.parts.database, who, producer, limit, self.parts.clock.now()).await.map_err(failed)
    }

    async fn view(&self, who: &Anyone, slug: &str) -> Result<LiveView, Failure<Missing>> {
        let found = store::view(&self.parts.database, who, slug, self.parts.clock.now()).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn own(&self, who: &ProducerStaff, window: Window) -> Result<Page<OwnSession>, Failure<Infallible>> {
        studio_store::own(&self.parts.database, who, window, self.parts.clock.now()).await.map_err(failed)
    }

    async fn desk(&self, who: &ProducerStaff, slug: Option<&str>) -> Result<Desk, Failure<Missing>> {
        let found =
            studio_store::desk(&self.parts.database, who, slug, self.parts.clock.now()).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn schedule(&self, who: &ProducerStaff, once: OnceKey, draft: Draft) -> Result<String, Failure<LiveRefusal>> {
        Ok(self.schedule_once(who, once, draft).await?)
    }

    async fn change(&self, who: &ProducerStaff, slug: &str, draft: Draft) -> Result<(), Failure<LiveRefusal>> {
        Ok(self.change_known(who, slug, draft).await?)
    }

    async fn cancel(&self, who: &ProducerStaff, slug: &str, reason: &str) -> Result<(), Failure<LiveRefusal>> {
        Ok(self.cancel_known(who, slug, reason).await?)
    }
}
