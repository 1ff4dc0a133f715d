//! The port of the operator's office.

use async_trait::async_trait;

/// What the operator of an installation does.
#[async_trait]
pub trait Operations: Send + Sync {}
