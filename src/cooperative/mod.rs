//! What a cooperative sees of its members, and what the operator of the market does.

pub mod operation_service;
pub mod service;
