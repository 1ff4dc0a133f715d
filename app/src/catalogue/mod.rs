//! Browsing: home, categories, villages, makers, products, search; and the market's own texts.

mod asked;
mod category;
mod crumbs;
mod documents;
mod home;
mod list;
mod maker;
mod makers;
mod offer;
mod product;
pub mod routes;
mod search;
pub mod studio;
pub mod views;
mod village;

pub use routes::ROUTES;
