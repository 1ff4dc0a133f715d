//! The port of pictures.

use async_trait::async_trait;

/// Taking pictures in and telling how far they are.
#[async_trait]
pub trait Media: Send + Sync {}
