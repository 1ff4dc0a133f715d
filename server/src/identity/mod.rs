//! Accounts and sessions, run.

pub mod audit_store;
pub mod forms;
pub mod outbox_store;
pub mod password;
pub mod service;
mod store;
