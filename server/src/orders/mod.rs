//! Orders, run.

pub mod forms;
pub mod service;
