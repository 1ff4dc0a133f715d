//! Livestreams, run.

pub mod forms;
