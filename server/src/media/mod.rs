//! Pictures, run.

pub mod forms;
