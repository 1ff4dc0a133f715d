//! Paying by transfer and seeing the money, run.

pub mod forms;
