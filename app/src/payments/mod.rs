//! Paying by transfer and seeing the money, as people see it.

#[cfg(target_arch = "wasm32")]
mod browser;
mod desk_page;
mod desk_views;
pub mod islands;
mod loose_page;
mod pages;
pub mod refund_form;
mod refund_pages;
pub mod refund_views;
pub mod routes;
mod shared_page;
mod statement_page;
mod statement_views;
mod views;

pub use routes::ROUTES;
