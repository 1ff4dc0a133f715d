//! The back rooms around products: a producer's listings and profile, the cooperative's review, the operator's shelf.

mod edit;
mod fields;
mod parts;
mod profile;
mod profile_forms;
mod review;
pub mod routes;
mod shelf;
mod shown;
mod today;

pub use routes::ROUTES;
