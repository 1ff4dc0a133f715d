//! Carts, and the step from a cart to orders.

pub mod buyer;
pub mod cart;
pub mod code;
pub mod delivery;
pub mod draft;
pub mod find_place;
pub mod holding;
pub mod place;
pub mod place_name;
pub mod quantity;
pub mod service;
