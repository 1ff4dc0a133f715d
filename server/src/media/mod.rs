//! Pictures, run.

pub mod blobs;
pub mod forms;
pub mod service;
pub mod upload;
