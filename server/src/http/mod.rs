//! The market over HTTP: routing, the visit each request belongs to, pages, built files.

pub mod assets;
pub mod cache;
pub mod cookies;
pub mod encoding;
pub mod form;
pub mod guard;
pub mod language;
pub mod menu;
pub mod once_store;
pub mod render;
pub mod router;
pub mod visit;
