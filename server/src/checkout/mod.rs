//! Buying, run.

pub mod forms;
pub mod places;
pub mod service;
pub mod stock_store;
