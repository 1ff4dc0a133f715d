//! Carts, and the step from a cart to orders.

pub mod delivery;
pub mod find_place;
pub mod place;
pub mod place_name;
pub mod service;
