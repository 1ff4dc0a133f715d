//! Paying by transfer and seeing the money, as people see it.

pub mod routes;

pub use routes::ROUTES;
