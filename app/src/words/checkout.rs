//! Texts: Cart and checkout.

pub struct Checkout {}

pub const VIETNAMESE: Checkout = Checkout {};

pub const ENGLISH: Checkout = Checkout {};
