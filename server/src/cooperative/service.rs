//! The cooperative's office.

use async_trait::async_trait;
use shop::cooperative::service::Cooperatives;

use crate::state::Parts;

pub struct CooperativesService {
    parts: Parts,
}

impl CooperativesService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Cooperatives for CooperativesService {}
