//! What producers ship, and its states.

pub mod asking;
pub mod course;
pub mod given_back;
pub mod lookup;
pub mod order;
pub mod request;
pub mod request_service;
pub mod service;
pub mod state;
pub mod terms;
pub mod timeline;
pub mod tray;
