//! Livestreams, as people see it.

pub mod routes;

pub use routes::ROUTES;
