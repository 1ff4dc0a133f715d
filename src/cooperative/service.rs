//! The port of a cooperative's office.

use std::convert::Infallible;

use async_trait::async_trait;

use super::{period::Period, sales::Sales};
use crate::{failure::Failure, identity::party::CooperativeStaff};

/// What a cooperative sees of its members' sales.
#[async_trait]
pub trait Cooperatives: Send + Sync {
    /// What the members sold in a period.
    async fn sales(&self, who: &CooperativeStaff, period: Period) -> Result<Sales, Failure<Infallible>>;
}
