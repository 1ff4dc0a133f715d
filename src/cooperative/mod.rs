//! What a cooperative sees of its members, and what the operator of the market does.

pub mod operation;
pub mod operation_service;
pub mod payee;
pub mod period;
pub mod sales;
pub mod service;
pub mod sheet;
