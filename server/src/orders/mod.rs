//! Orders, run.

pub mod forms;
pub mod keys;
pub mod service;
