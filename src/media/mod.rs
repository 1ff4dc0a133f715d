//! Pictures, from a phone to a page.

pub mod photo;
pub mod picture;
pub mod service;
