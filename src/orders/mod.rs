//! What producers ship, and its states.

pub mod service;
pub mod state;
