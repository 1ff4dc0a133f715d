//! Orders, for shoppers and producers, as people see it.

pub mod routes;

pub use routes::ROUTES;
