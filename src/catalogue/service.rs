//! The port of browsing: what anyone may see of villages, makers and products. Only published listings are seen.

use std::convert::Infallible;

use async_trait::async_trait;

use super::{
    order_by::ListAsked,
    pages::{CategoryPage, Home, MakerPage, Named, ProductShown, VillagePage},
    search::Found,
};
use crate::{
    failure::{Failure, Missing},
    identity::party::Anyone,
    page::Window,
};

/// What anyone may see.
#[async_trait]
pub trait Catalogue: Send + Sync {
    /// The kinds of goods, in their order.
    async fn categories(&self, who: &Anyone) -> Result<Vec<Named>, Failure<Infallible>>;
    /// The front page.
    async fn home(&self, who: &Anyone) -> Result<Home, Failure<Infallible>>;
    /// A kind of goods; not found when there is no such kind or no such page of its list.
    async fn category(&self, who: &Anyone, slug: &str, asked: ListAsked) -> Result<CategoryPage, Failure<Missing>>;
    /// A village; not found when there is none or no such page of its list.
    async fn village(&self, who: &Anyone, slug: &str, asked: ListAsked) -> Result<VillagePage, Failure<Missing>>;
    /// A maker; not found when there is none or no such page of its list.
    async fn maker(&self, who: &Anyone, slug: &str, asked: ListAsked) -> Result<MakerPage, Failure<Missing>>;
    /// A product; gone when it was taken down, not found when it was never published or waits for its review.
    async fn product(&self, who: &Anyone, slug: &str) -> Result<ProductShown, Failure<Missing>>;
    /// The products that have every word of what was typed, accents aside.
    async fn search(&self, who: &Anyone, typed: &str, window: Window) -> Result<Found, Failure<Infallible>>;
    /// The paths of all pages that search engines may list, without language.
    async fn addresses(&self, who: &Anyone) -> Result<Vec<String>, Failure<Infallible>>;
}
