//! Livestreams.

pub mod card;
pub mod link;
pub mod page;
pub mod plan;
pub mod service;
pub mod state;
pub mod studio;
pub mod timetable;
