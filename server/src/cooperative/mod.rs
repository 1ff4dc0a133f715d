//! The offices of the cooperative and of the operator, run.

pub mod forms;
pub mod operation_forms;
pub mod operation_service;
pub mod service;
mod store;
