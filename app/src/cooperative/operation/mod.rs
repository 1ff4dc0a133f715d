//! The operator's office, as people see it.

mod feeds;
mod overview;
mod payees;
pub mod routes;
mod transfers;
mod users;

pub use routes::ROUTES;
