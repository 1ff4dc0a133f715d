//! Browsing: home, categories, villages, producers, products, search.

mod pages;
pub mod routes;

pub use routes::ROUTES;
