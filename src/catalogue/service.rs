//! The port of browsing: what anyone may see of villages, producers and products.

use async_trait::async_trait;

/// What anyone may see.
#[async_trait]
pub trait Catalogue: Send + Sync {}
