//! Carts, and the step from a cart to orders.

pub mod delivery;
pub mod service;
