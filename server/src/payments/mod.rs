//! Payments, run.

pub mod changes;
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
mod qr_file;
pub mod service;
pub(crate) mod settle_store;
mod signature;
mod webhook;
