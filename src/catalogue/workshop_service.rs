//! The port of a producer's own place: profile, pick-up address, delivery prices, holiday pause.

use async_trait::async_trait;

/// What a producer says of itself.
#[async_trait]
pub trait Workshops: Send + Sync {}
