//! Orders, run.

pub mod forms;
pub mod keys;
mod lookup_store;
mod row;
pub mod service;
mod step_store;
mod store;
