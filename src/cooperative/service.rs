//! The port of a cooperative's office.

use async_trait::async_trait;

/// What a cooperative sees of its members' sales.
#[async_trait]
pub trait Cooperatives: Send + Sync {}
