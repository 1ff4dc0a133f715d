//! What is sold, by whom, and how it is listed.

pub mod card;
pub mod content;
pub mod listing;
pub mod listing_details;
pub mod listing_flaw;
pub mod listing_form;
pub mod listing_review_service;
pub mod listing_search;
pub mod listing_service;
pub mod order_by;
pub mod pages;
pub mod search;
pub mod service;
pub mod week;
pub mod workshop_form;
pub mod workshop_service;
