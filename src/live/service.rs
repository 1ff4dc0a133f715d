//! The port of livestreams.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;

use super::{
    card::LiveCard,
    page::LiveView,
    plan::{Draft, PlanFault},
    studio::{Desk, OwnSession},
};
use crate::{
    failure::{Failure, Missing},
    id::ProducerId,
    identity::party::{Anyone, ProducerStaff},
    once::OnceKey,
    page::{Page, Window},
};

/// Why a session was not announced, changed or called off.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LiveRefusal {
    /// There is no such session, or it is someone else's.
    #[error("not found")]
    NotFound,
    /// It is over or was called off, so nothing about it can be changed.
    #[error("it is over or was called off")]
    Closed,
    /// What was typed cannot be announced.
    #[error("the draft has faults")]
    Faulty(Vec<PlanFault>),
    /// No reason was given for calling it off.
    #[error("the reason is missing")]
    ReasonMissing,
    /// The reason is too long.
    #[error("the reason is too long")]
    ReasonTooLong,
}

/// Announcing, changing and watching livestreams.
#[async_trait]
pub trait Live: Send + Sync {
    /// What is on air or to come, the next first; at most `limit`, of one producer if asked for.
    async fn upcoming(
        &self,
        who: &Anyone,
        producer: Option<ProducerId>,
        limit: u32,
    ) -> Result<Vec<LiveCard>, Failure<Infallible>>;

    /// One session, whatever became of it.
    async fn view(&self, who: &Anyone, slug: &str) -> Result<LiveView, Failure<Missing>>;

    /// The producer's sessions, the latest start first.
    async fn own(&self, who: &ProducerStaff, window: Window) -> Result<Page<OwnSession>, Failure<Infallible>>;

    /// What the form for a session needs; for a new one without `slug`.
    async fn desk(&self, who: &ProducerStaff, slug: Option<&str>) -> Result<Desk, Failure<Missing>>;

    /// Announces a session; the path of its page in the workshop. The same `once` again gives the first answer.
    async fn schedule(&self, who: &ProducerStaff, once: OnceKey, draft: Draft) -> Result<String, Failure<LiveRefusal>>;

    /// Changes an announced session; its address stays.
    async fn change(&self, who: &ProducerStaff, slug: &str, draft: Draft) -> Result<(), Failure<LiveRefusal>>;

    /// Calls an announced session off; those who look for it read the reason.
    async fn cancel(&self, who: &ProducerStaff, slug: &str, reason: &str) -> Result<(), Failure<LiveRefusal>>;
}
