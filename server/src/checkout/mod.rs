//! Buying, run.

pub mod forms;
pub mod service;
pub mod stock_store;
