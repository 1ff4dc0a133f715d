//! What producers ship, and its states.

pub mod state;
