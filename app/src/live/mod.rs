//! Livestreams, as people see them.

mod pages;
pub mod routes;
mod session;
mod studio;
mod studio_form;
pub mod views;

pub use routes::ROUTES;
