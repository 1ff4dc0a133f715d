//! Payments.

use async_trait::async_trait;
use shop::payments::service::Payments;

use crate::state::Parts;

pub struct PaymentsService {
    parts: Parts,
}

impl PaymentsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Payments for PaymentsService {}
