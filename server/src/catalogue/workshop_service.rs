//! A producer's own place.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    catalogue::{
        workshop_form::{About, Delivery, Pause},
        workshop_service::{Profile, ShelfToday, Workshops},
    },
    checkout::place::Place,
    failure::Failure,
    identity::party::ProducerStaff,
};

use super::workshop_store as store;
use crate::{fault::failed, state::Parts};

pub struct WorkshopsService {
    parts: Parts,
}

impl WorkshopsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Workshops for WorkshopsService {
    async fn shelf(&self, who: &ProducerStaff) -> Result<ShelfToday, Failure<Infallible>> {
        store::shelf(&self.parts.database, who).await.map_err(failed)
    }

    async fn profile(&self, who: &ProducerStaff) -> Result<Profile, Failure<Infallible>> {
        store::profile(&self.parts.database, who, self.parts.clock.now()).await.map_err(failed)
    }

    async fn introduce(&self, who: &ProducerStaff, about: About, place: &Place) -> Result<(), Failure<Infallible>> {
        store::introduce(&self.parts.database, who, &about, place).await.map_err(failed)
    }

    async fn deliver(&self, who: &ProducerStaff, delivery: Delivery) -> Result<(), Failure<Infallible>> {
        store::deliver(&self.parts.database, who, delivery).await.map_err(failed)
    }

    async fn rest(&self, who: &ProducerStaff, pause: Option<Pause>) -> Result<(), Failure<Infallible>> {
        store::rest(&self.parts.database, who, pause.as_ref()).await.map_err(failed)
    }
}
