//! Livestreams, run.

pub mod forms;
mod row;
pub mod service;
mod store;
