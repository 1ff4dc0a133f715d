//! The port of payments: asking for money and seeing it arrive.

use async_trait::async_trait;

/// Paying by transfer.
#[async_trait]
pub trait Payments: Send + Sync {}
