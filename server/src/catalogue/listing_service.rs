//! Listing, reviewing, taking down.

use async_trait::async_trait;
use shop::catalogue::listing_service::Listings;

use crate::state::Parts;

pub struct ListingsService {
    parts: Parts,
}

impl ListingsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Listings for ListingsService {}
