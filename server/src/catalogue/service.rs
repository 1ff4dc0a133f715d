//! Browsing.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    catalogue::{
        order_by::ListAsked,
        pages::{CategoryPage, Home, MakerPage, Named, ProductShown, VillagePage},
        search::{Found, Question},
        service::Catalogue,
    },
    failure::{Failure, Missing},
    identity::party::Anyone,
    page::Window,
    text::{decode_typing, is_slug},
};

use super::{product_store, search_store, store};
use crate::{
    fault::{Fault, failed},
    state::Parts,
};

/// A sitemap may hold 50,000 addresses, in two languages.
const ADDRESSES_MAX: u64 = 10_000;

pub struct CatalogueService {
    parts: Parts,
}

impl CatalogueService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }

    async fn find(&self, who: &Anyone, typed: &str, window: Window) -> Result<Found, Fault> {
        let (read, now) = (self.parts.database.read(), self.parts.clock.now());
        let question = Question::read(typed);
        let asked = question.text.clone();
        let (villages, makers) = search_store::places(read, who, &question).await?;
        let products = search_store::products(read, who, &question, window, now).await?;
        let found = Found { asked, understood: None, products, villages, makers };
        if found.products.total > 0 || !found.villages.is_empty() || !found.makers.is_empty() {
            return Ok(found);
        }
        let Some(decoded) = decode_typing(&found.asked) else { return Ok(found) };
        let question = Question::read(&decoded);
        let (villages, makers) = search_store::places(read, who, &question).await?;
        let products = search_store::products(read, who, &question, window, now).await?;
        Ok(Found { understood: Some(decoded), products, villages, makers, ..found })
    }
}

/// What cannot be a slug is not looked for: a database may not even be able to hold it.
fn checked(slug: &str) -> Result<&str, Failure<Missing>> {
    if is_slug(slug) { Ok(slug) } else { Err(Failure::Refused(Missing::NotFound)) }
}

#[async_trait]
impl Catalogue for CatalogueService {
    async fn categories(&self, who: &Anyone) -> Result<Vec<Named>, Failure<Infallible>> {
        store::categories(self.parts.database.read(), who).await.map_err(failed)
    }

    async fn home(&self, who: &Anyone) -> Result<Home, Failure<Infallible>> {
        store::home(self.parts.database.read(), who, self.parts.clock.now()).await.map_err(failed)
    }

    async fn category(&self, who: &Anyone, slug: &str, asked: ListAsked) -> Result<CategoryPage, Failure<Missing>> {
        let now = self.parts.clock.now();
        Ok(store::category(self.parts.database.read(), who, checked(slug)?, asked, now).await?)
    }

    async fn village(&self, who: &Anyone, slug: &str, asked: ListAsked) -> Result<VillagePage, Failure<Missing>> {
        let now = self.parts.clock.now();
        Ok(store::village(self.parts.database.read(), who, checked(slug)?, asked, now).await?)
    }

    async fn maker(&self, who: &Anyone, slug: &str, asked: ListAsked) -> Result<MakerPage, Failure<Missing>> {
        let now = self.parts.clock.now();
        Ok(store::maker(self.parts.database.read(), who, checked(slug)?, asked, now).await?)
    }

    async fn product(&self, who: &Anyone, slug: &str) -> Result<ProductShown, Failure<Missing>> {
        let now = self.parts.clock.now();
        Ok(product_store::product(self.parts.database.read(), who, checked(slug)?, now).await?)
    }

    async fn search(&self, who: &Anyone, typed: &str, window: Window) -> Result<Found, Failure<Infallible>> {
        self.find(who, typed, window).await.map_err(failed)
    }

    async fn addresses(&self, who: &Anyone) -> Result<Vec<String>, Failure<Infallible>> {
        store::addresses(self.parts.database.read(), who, ADDRESSES_MAX).await.map_err(failed)
    }
}
