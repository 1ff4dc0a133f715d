//! The port of livestreams.

use std::convert::Infallible;

use async_trait::async_trait;

use super::card::LiveCard;
use crate::{failure::Failure, id::ProducerId, identity::party::Anyone};

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
}
