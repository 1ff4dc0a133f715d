//! The port of listings: how a producer's product comes onto the shelf, and who lets it.

use async_trait::async_trait;

/// Listing, reviewing, taking down.
#[async_trait]
pub trait Listings: Send + Sync {}
