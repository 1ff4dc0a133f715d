//! What is sold, by whom, and how it is listed.

pub mod listing;
