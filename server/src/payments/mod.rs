//! Payments, run.

pub mod changes;
pub(crate) mod check_store;
mod confirm_store;
mod desk_store;
mod events;
mod expiry_store;
pub mod forms;
mod intake_store;
pub mod jobs;
mod message_store;
mod purchase_store;
mod qr;
pub mod service;
pub(crate) mod settle_store;
mod signature;
mod webhook;
