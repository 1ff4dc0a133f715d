//! Livestreams.

pub mod card;
pub mod service;
pub mod state;
pub mod timetable;
