//! The port of listings: how a producer's product comes onto the shelf and stays there.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;

use super::{
    listing::InvalidTransition,
    listing_details::{Category, Listing},
    listing_flaw::Flaw,
    listing_form::{Field, Filled},
};
use crate::{
    failure::{Failure, Missing},
    identity::party::{Anyone, ProducerStaff},
    once::OnceKey,
    page::{Page, Window},
};

/// A product to be listed, or what one is to become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The form, checked.
    pub filled: Filled,
    /// The hashes of its pictures, in order.
    pub pictures: Vec<String>,
    /// Whether it is to be reviewed now.
    pub submit: bool,
}

/// What an edit does to the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StockTake {
    /// The producer did not touch the number.
    Untouched,
    /// So many units were counted on the shelf, sold or not.
    Counted(i64),
}

/// A step that needs no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Hand a draft in for review.
    Submit,
    /// Take it off the shelf.
    Pause,
    /// Put it back on the shelf.
    Resume,
}

/// Why a listing was not changed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ListingRefusal {
    /// There is none of this producer at this address.
    #[error("not found")]
    NotFound,
    /// Fields that the market will not have.
    #[error("fields refused: {0:?}")]
    Fields(Vec<(Field, Flaw)>),
    /// It stands where it cannot go this way.
    #[error(transparent)]
    Step(#[from] InvalidTransition),
}

/// Listing products, for their producers.
#[async_trait]
pub trait Listings: Send + Sync {
    /// The producer's own listings in whatever state, those changed last first.
    async fn own(&self, who: &ProducerStaff, window: Window) -> Result<Page<Listing>, Failure<Infallible>>;
    /// One of the producer's own listings.
    async fn one(&self, who: &ProducerStaff, slug: &str) -> Result<Listing, Failure<Missing>>;
    /// The kinds of goods, in their order.
    async fn categories(&self, who: &Anyone) -> Result<Vec<Category>, Failure<Infallible>>;
    /// Lists a product, as a draft or for review, and gives its slug; the same `once` again gives the first slug again.
    async fn create(
        &self,
        who: &ProducerStaff,
        offer: Offer,
        once: &OnceKey,
    ) -> Result<String, Failure<ListingRefusal>>;
    /// Changes a listing; whether it is on the shelf afterwards or waits for review is for `ListingState::edit` to say.
    async fn change(
        &self,
        who: &ProducerStaff,
        slug: &str,
        offer: Offer,
        take: StockTake,
    ) -> Result<Listing, Failure<ListingRefusal>>;
    /// Submits, pauses or resumes a listing.
    async fn step(&self, who: &ProducerStaff, slug: &str, step: Step) -> Result<(), Failure<ListingRefusal>>;
}
