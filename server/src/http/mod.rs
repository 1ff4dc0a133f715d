//! The market over HTTP: routing, the visit each request belongs to, pages, built files.

pub mod assets;
pub mod cookies;
pub mod form;
pub mod guard;
pub mod key;
pub mod language;
pub mod once_store;
pub mod render;
pub mod router;
pub mod visit;
