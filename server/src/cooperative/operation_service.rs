//! The operator's office.

use async_trait::async_trait;
use shop::cooperative::operation_service::Operations;

use crate::state::Parts;

pub struct OperationsService {
    parts: Parts,
}

impl OperationsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Operations for OperationsService {}
