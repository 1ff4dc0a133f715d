//! Pictures, run.

pub mod blobs;
pub mod darkroom;
pub mod encode;
pub mod forms;
pub mod queue;
pub mod recognise;
pub mod service;
pub mod store;
pub mod upload;
