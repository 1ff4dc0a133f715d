//! Livestreams.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    failure::Failure,
    id::ProducerId,
    identity::party::Anyone,
    live::{card::LiveCard, service::Live},
};

use super::store;
use crate::{fault::failed, state::Parts};

pub struct LiveService {
    parts: Parts,
}

impl LiveService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
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
}
