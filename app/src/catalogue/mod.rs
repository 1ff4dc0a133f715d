//! Browsing: home, categories, villages, producers, products, search.

mod pages;
pub mod routes;
pub mod studio;

pub use routes::ROUTES;
