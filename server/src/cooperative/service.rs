//! The cooperative's office.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    cooperative::{period::Period, sales::Sales, service::Cooperatives},
    failure::Failure,
    identity::party::CooperativeStaff,
};

use super::store;
use crate::{
    fault::{Fault, failed},
    state::Parts,
};

pub struct CooperativesService {
    parts: Parts,
}

impl CooperativesService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Cooperatives for CooperativesService {
    async fn sales(&self, who: &CooperativeStaff, period: Period) -> Result<Sales, Failure<Infallible>> {
        let members = store::members(&self.parts.database, who).await.map_err(failed)?;
        let sales = store::sales(&self.parts.database, who, period).await.map_err(failed)?;
        Sales::of(period, members, sales).map_err(|error| failed(Fault::outside("sums of sales", error)))
    }
}
