//! What is sold, by whom, and how it is listed.

pub mod card;
pub mod listing;
pub mod listing_service;
pub mod service;
pub mod workshop_service;
