//! Accounts and sessions, run.

pub mod forms;
pub mod password;
pub mod service;
mod store;
