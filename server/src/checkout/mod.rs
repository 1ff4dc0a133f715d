//! Cart and checkout, run.

pub mod forms;
