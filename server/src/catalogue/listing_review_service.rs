//! Reviewing and taking down.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    catalogue::listing_review_service::{Candidate, ReviewRefusal, Reviews, Verdict},
    failure::Failure,
    identity::party::{CooperativeStaff, Operator},
    page::{Page, Window},
};
use time::OffsetDateTime;

use super::listing_review_store as store;
use crate::{fault::failed, state::Parts};

pub struct ReviewsService {
    parts: Parts,
}

impl ReviewsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Reviews for ReviewsService {
    async fn queue(&self, who: &CooperativeStaff, window: Window) -> Result<Page<Candidate>, Failure<Infallible>> {
        store::queue(&self.parts.database, who, window).await.map_err(failed)
    }

    async fn decide(
        &self,
        who: &CooperativeStaff,
        slug: &str,
        seen: OffsetDateTime,
        verdict: Verdict,
    ) -> Result<(), Failure<ReviewRefusal>> {
        Ok(store::decide(&self.parts.database, who, slug, seen, &verdict, self.parts.clock.now()).await?)
    }

    async fn shelf(&self, who: &Operator, asked: &str, window: Window) -> Result<Page<Candidate>, Failure<Infallible>> {
        store::shelf(&self.parts.database, who, asked, window).await.map_err(failed)
    }

    async fn take_down(&self, who: &Operator, slug: &str, reason: String) -> Result<(), Failure<ReviewRefusal>> {
        Ok(store::take_down(&self.parts.database, who, slug, &reason, self.parts.clock.now()).await?)
    }
}
