//! Cart and checkout, as people see it.

pub mod routes;

pub use routes::ROUTES;
