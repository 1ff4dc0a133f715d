//! Cart and checkout, as people see it.

mod pages;
pub mod routes;

pub use routes::ROUTES;
