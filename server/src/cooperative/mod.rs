//! The offices of the cooperative and of the operator, run.

pub mod forms;
pub mod operation_forms;
pub mod operation_service;
mod operation_store;
mod payee_store;
pub mod service;
mod store;
mod transfer_store;
