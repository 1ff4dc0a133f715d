//! Browsing and listing, run.

pub mod forms;
pub mod freshness_store;
pub mod listing_forms;
pub mod listing_service;
pub mod service;
pub mod workshop_forms;
pub mod workshop_service;
