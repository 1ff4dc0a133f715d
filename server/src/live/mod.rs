//! Livestreams, run.

mod calendar_file;
pub mod forms;
mod plan_store;
mod row;
pub mod service;
mod store;
mod studio_store;
