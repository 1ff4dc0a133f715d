//! Browsing and listing, run.

pub mod card_store;
pub mod files;
pub mod forms;
pub mod freshness;
pub mod freshness_store;
pub mod listing_forms;
pub mod listing_review_forms;
pub mod listing_review_service;
mod listing_review_store;
mod listing_rows_store;
pub mod listing_service;
mod listing_store;
mod listing_write_store;
mod maker_store;
mod product_store;
mod search_store;
pub mod service;
mod shelf_store;
mod store;
pub mod workshop_forms;
pub mod workshop_service;
mod workshop_store;
