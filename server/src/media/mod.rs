//! Pictures, run.

pub mod aside;
pub mod blobs;
pub mod forms;
mod gauge;
pub mod queue;
pub mod service;
pub mod store;
pub mod upload;
