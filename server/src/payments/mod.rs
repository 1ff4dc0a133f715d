//! Payments, run.

pub mod changes;
pub mod forms;
pub mod service;
