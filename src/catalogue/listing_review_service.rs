//! The port of those who answer for what is on the shelf: the cooperative reviews before, the operator takes down after.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;
use time::OffsetDateTime;

use super::listing_details::Listing;
use crate::{
    failure::Failure,
    identity::party::{CooperativeStaff, Operator},
    page::{Page, Window},
};

/// The longest reason for a refusal, in characters.
pub const REASON_MAX: usize = 1_000;

/// A listing with whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The listing in full.
    pub listing: Listing,
    /// The maker's name.
    pub producer: String,
    /// The maker's address: `/co-so/{slug}`.
    pub producer_slug: String,
    /// The village's name.
    pub village: String,
}

/// What a reviewer decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be sold.
    Approve,
    /// It goes back to its producer, who is told this.
    SendBack(String),
}

/// Why nothing was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ReviewRefusal {
    /// There is no such listing that this party may decide on.
    #[error("not found")]
    NotFound,
    /// It does not wait any more: someone else decided, or its producer took it back.
    #[error("decided already")]
    Decided,
    /// Its producer changed it after the reviewer saw it.
    #[error("changed since it was seen")]
    Changed,
}

/// Deciding what is sold.
#[async_trait]
pub trait Reviews: Send + Sync {
    /// What waits for review of the cooperative's members, what waited longest first.
    async fn queue(&self, who: &CooperativeStaff, window: Window) -> Result<Page<Candidate>, Failure<Infallible>>;
    /// Decides on the listing as it was handed in at `seen`. Of two who decide at once, one does.
    async fn decide(
        &self,
        who: &CooperativeStaff,
        slug: &str,
        seen: OffsetDateTime,
        verdict: Verdict,
    ) -> Result<(), Failure<ReviewRefusal>>;
    /// What is listed, published or paused; with `asked`, what is found by all of its words.
    async fn shelf(&self, who: &Operator, asked: &str, window: Window) -> Result<Page<Candidate>, Failure<Infallible>>;
    /// Removes a listing for good with what its producer is told. Orders that were placed go on.
    async fn take_down(&self, who: &Operator, slug: &str, reason: String) -> Result<(), Failure<ReviewRefusal>>;
}
