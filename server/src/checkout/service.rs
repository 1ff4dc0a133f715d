//! Carts and checkout.

use async_trait::async_trait;
use shop::checkout::service::Checkout;

use crate::state::Parts;

pub struct CheckoutService {
    parts: Parts,
}

impl CheckoutService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Checkout for CheckoutService {}
