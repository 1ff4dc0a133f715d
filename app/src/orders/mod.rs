//! Orders, for shoppers and producers, as people see it.

mod pages;
pub mod routes;

pub use routes::ROUTES;
