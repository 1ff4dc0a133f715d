//! The cooperative's and the operator's office, as people see it.

pub mod operation;
mod chart;
mod pages;
pub mod routes;

pub use routes::ROUTES;
