//! Orders, run.

pub(crate) mod check_store;
pub mod forms;
pub mod keys;
mod lookup_store;
pub(crate) mod row;
pub mod service;
mod step_store;
mod store;
