//! The port of buying: a cart, and its becoming a purchase.

use async_trait::async_trait;

/// Carts and checkout.
#[async_trait]
pub trait Checkout: Send + Sync {}
