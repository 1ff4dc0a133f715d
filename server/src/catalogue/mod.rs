//! Browsing and listing, run.

pub mod forms;
