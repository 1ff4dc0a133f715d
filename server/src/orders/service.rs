//! Orders.

use async_trait::async_trait;
use shop::orders::service::Orders;

use crate::state::Parts;

pub struct OrdersService {
    parts: Parts,
}

impl OrdersService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Orders for OrdersService {}
