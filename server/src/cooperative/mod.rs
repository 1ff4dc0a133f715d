//! The cooperative's and the operator's office, run.

pub mod forms;
