//! The market over HTTP: routing, the visit each request belongs to, pages, built files.

pub mod assets;
pub mod cache;
pub mod client;
pub mod cookies;
pub mod done;
pub mod encoding;
pub mod form;
pub mod guard;
pub mod health;
pub mod house;
pub mod language;
pub mod limits;
pub mod listening;
pub mod menu;
pub mod once_store;
mod origin;
pub mod render;
pub mod router;
pub mod security;
pub mod visit;
