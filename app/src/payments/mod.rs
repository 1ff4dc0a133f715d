//! Paying by transfer and seeing the money, as people see it.

mod pages;
pub mod routes;

pub use routes::ROUTES;
