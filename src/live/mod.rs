//! Livestreams and their states.

pub mod state;
