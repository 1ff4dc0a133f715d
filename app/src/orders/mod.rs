//! Orders, for shoppers and producers, as people see it.

mod order_page;
mod pages;
pub mod routes;
mod studio_order;
mod studio_pages;
mod views;

pub use routes::ROUTES;
