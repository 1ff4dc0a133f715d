//! Orders, for shoppers and producers, run.

pub mod forms;
