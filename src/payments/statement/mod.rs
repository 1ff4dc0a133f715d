//! Bank statements as files: which column is what, what a row says, and what it would do before anything is written.

pub mod amount;
pub mod guess;
pub mod layout;
pub mod line;
pub mod moment;
pub mod outlook;
pub mod row;
pub mod service;
pub mod sheet;
