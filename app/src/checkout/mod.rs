//! Cart and checkout, as people see it.

mod address_views;
mod cart_page;
mod checkout_page;
mod goods_views;
pub mod routes;

pub use routes::ROUTES;
