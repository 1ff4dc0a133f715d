//! Orders, run.

pub mod forms;
mod lookup_store;
mod row;
pub mod service;
mod step_store;
mod store;
