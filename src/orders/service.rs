//! The port of orders, for shoppers and producers.

use async_trait::async_trait;

/// Seeing and moving orders.
#[async_trait]
pub trait Orders: Send + Sync {}
