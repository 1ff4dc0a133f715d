//! Orders, for shoppers and producers, as people see it.

pub mod answer;
pub mod ask;
mod order_page;
mod pages;
pub mod requests;
pub mod routes;
mod studio_order;
mod studio_pages;
pub mod views;

pub use routes::ROUTES;
