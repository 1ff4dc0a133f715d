//! Buying, run.

pub(crate) mod cart_store;
pub(crate) mod check_store;
pub mod forms;
mod goods_store;
mod origin;
pub mod places;
mod placing;
mod placing_store;
pub mod service;
pub mod stock_store;
pub mod stock_take_store;
