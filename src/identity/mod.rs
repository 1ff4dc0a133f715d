//! Identity: who someone is, how to reach them, and what they may act as.

pub mod email;
pub mod party;
pub mod password;
pub mod phone;
pub mod service;
