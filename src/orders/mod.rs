//! What producers ship, and its states.

pub mod course;
pub mod lookup;
pub mod order;
pub mod service;
pub mod state;
pub mod timeline;
pub mod tray;
