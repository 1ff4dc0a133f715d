//! Livestreams, as people see it.

mod pages;
pub mod routes;
pub mod views;

pub use routes::ROUTES;
