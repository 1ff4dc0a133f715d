//! The cooperative's and the operator's office, as people see it.

mod chart;
pub mod operation;
mod pages;
pub mod routes;

pub use routes::ROUTES;
