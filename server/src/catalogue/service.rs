//! Browsing.

use async_trait::async_trait;
use shop::catalogue::service::Catalogue;

use crate::state::Parts;

pub struct CatalogueService {
    parts: Parts,
}

impl CatalogueService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Catalogue for CatalogueService {}
