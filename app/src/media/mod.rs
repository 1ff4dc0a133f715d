//! Pictures on pages.

pub mod views;
