//! Livestreams.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    failure::Failure,
    id::ProducerId,
    identity::party::Anyone,
    live::{card::LiveCard, service::Live},
};

use crate::state::Parts;

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
    async fn upcoming(&self, _: &Anyone, _: Option<ProducerId>, _: u32) -> Result<Vec<LiveCard>, Failure<Infallible>> {
        let _ = &self.parts;
        Ok(Vec::new())
    }
}
