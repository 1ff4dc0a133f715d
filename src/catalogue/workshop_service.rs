//! The port of a producer's own place: how its shelf stands, profile, delivery prices, holiday pause.

use std::convert::Infallible;

use async_trait::async_trait;

use super::{
    pages::LegalForm,
    workshop_form::{About, Delivery, Pause},
};
use crate::{checkout::place::Place, failure::Failure, identity::party::ProducerStaff};

/// How a producer's shelf stands: what of it waits for a hand. Orders and money are told by their own ports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ShelfToday {
    /// Listings that a reviewer sent back.
    pub sent_back: u64,
    /// Listings that wait for a reviewer.
    pub in_review: u64,
    /// Listings published, with no unit left to sell.
    pub sold_out: u64,
    /// All listings.
    pub products: u64,
}

/// Where shoppers' money goes. Only the operator changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// The bank's identification number.
    pub bank_bin: String,
    /// The account.
    pub account: String,
    /// Whose it is, as the bank writes it.
    pub holder: String,
}

/// A producer as it sees itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its address: `/co-so/{slug}`.
    pub slug: String,
    /// Its legal name.
    pub name: String,
    /// The village's name.
    pub village: String,
    /// Under which law it works.
    pub legal_form: LegalForm,
    /// Registration or tax number.
    pub registration: String,
    /// What it says of itself.
    pub about: About,
    /// Where it is; unknown until it was told by a name of today.
    pub place: Option<Place>,
    /// How it delivers.
    pub delivery: Delivery,
    /// Its holiday, unless that is over.
    pub pause: Option<Pause>,
    /// Where its money goes, if the operator has said so.
    pub payee: Option<Payee>,
}

/// What a producer says of itself.
#[async_trait]
pub trait Workshops: Send + Sync {
    /// What on the shelf waits for a hand.
    async fn shelf(&self, who: &ProducerStaff) -> Result<ShelfToday, Failure<Infallible>>;
    /// The producer's own profile.
    async fn profile(&self, who: &ProducerStaff) -> Result<Profile, Failure<Infallible>>;
    /// Changes what the producer says of itself and where it is.
    async fn introduce(&self, who: &ProducerStaff, about: About, place: &Place) -> Result<(), Failure<Infallible>>;
    /// Changes how the producer delivers. Orders that were placed keep their price.
    async fn deliver(&self, who: &ProducerStaff, delivery: Delivery) -> Result<(), Failure<Infallible>>;
    /// Closes the workshop until a day, or opens it again.
    async fn rest(&self, who: &ProducerStaff, pause: Option<Pause>) -> Result<(), Failure<Infallible>>;
}
