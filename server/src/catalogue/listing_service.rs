//! Listing products and changing listings.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    catalogue::{
        listing_details::{Category, Listing},
        listing_service::{ListingRefusal, Listings, Offer, Step, StockTake},
    },
    failure::{Failure, Missing},
    identity::party::{Anyone, ProducerStaff},
    once::OnceKey,
    page::{Page, Window},
};

use super::listing_store as store;
use crate::{
    fault::{Fault, Halt, failed},
    http::once_store,
    state::Parts,
};

/// Where a listing is worked on; its slug follows.
pub const BENCH: &str = "/xuong/san-pham/";

pub struct ListingsService {
    parts: Parts,
}

impl ListingsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }

    /// The slug that a form sent before was answered with.
    async fn answered(&self, once: &OnceKey) -> Result<Option<String>, Fault> {
        let location = once_store::answered(self.parts.database.read(), &once.owner, &once.token).await?;
        Ok(location.and_then(|location| location.strip_prefix(BENCH).map(str::to_owned)))
    }

    async fn created(
        &self,
        who: &ProducerStaff,
        offer: &Offer,
        once: &OnceKey,
    ) -> Result<String, Halt<ListingRefusal>> {
        if let Some(slug) = self.answered(once).await? {
            return Ok(slug);
        }
        let now = self.parts.clock.now();
        let transaction = self.parts.database.begin().await?;
        let slug = store::create(&transaction, who, offer, now).await?;
        let location = format!("{BENCH}{slug}");
        if once_store::keep(&transaction, &once.owner, &once.token, &location, now).await? {
            transaction.commit().await?;
            return Ok(slug);
        }
        transaction.rollback().await?;
        let first = self.answered(once).await?;
        first.ok_or_else(|| Fault::inconsistency("once", "location", &once.token).into())
    }
}

#[async_trait]
impl Listings for ListingsService {
    async fn own(&self, who: &ProducerStaff, window: Window) -> Result<Page<Listing>, Failure<Infallible>> {
        store::own(&self.parts.database, who, window).await.map_err(failed)
    }

    async fn one(&self, who: &ProducerStaff, slug: &str) -> Result<Listing, Failure<Missing>> {
        let found = store::one(&self.parts.database, who, slug).await.map_err(failed)?;
        found.ok_or(Failure::Refused(Missing::NotFound))
    }

    async fn categories(&self, who: &Anyone) -> Result<Vec<Category>, Failure<Infallible>> {
        store::categories(&self.parts.database, who).await.map_err(failed)
    }

    async fn create(
        &self,
        who: &ProducerStaff,
        offer: Offer,
        once: &OnceKey,
    ) -> Result<String, Failure<ListingRefusal>> {
        Ok(self.created(who, &offer, once).await?)
    }

    async fn change(
        &self,
        who: &ProducerStaff,
        slug: &str,
        offer: Offer,
        take: StockTake,
    ) -> Result<Listing, Failure<ListingRefusal>> {
        store::change(&self.parts.database, who, slug, &offer, take, self.parts.clock.now()).await?;
        let after = store::one(&self.parts.database, who, slug).await.map_err(failed)?;
        after.ok_or(Failure::Refused(ListingRefusal::NotFound))
    }

    async fn step(&self, who: &ProducerStaff, slug: &str, step: Step) -> Result<(), Failure<ListingRefusal>> {
        Ok(store::step(&self.parts.database, who, slug, step, self.parts.clock.now()).await?)
    }
}
