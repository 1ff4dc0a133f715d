//! Pictures, from a phone to a page.

pub mod picture;
pub mod service;
