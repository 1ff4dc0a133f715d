//! Buying, run.

mod cart_store;
pub(crate) mod check_store;
pub mod forms;
mod goods_store;
pub mod places;
mod placing;
mod placing_store;
pub mod service;
pub mod stock_store;
pub mod stock_take_store;
