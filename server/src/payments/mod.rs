//! Payments, run.

pub mod changes;
mod confirm_store;
mod desk_store;
mod events;
mod expiry_store;
pub mod forms;
mod intake_store;
pub mod jobs;
mod ledger_store;
mod loose_store;
mod message_store;
pub(crate) mod promise_store;
mod purchase_store;
mod qr;
mod qr_file;
pub mod refund_forms;
mod refund_row;
pub mod refund_service;
mod refund_step_store;
mod refund_store;
mod send_store;
pub mod service;
pub(crate) mod settle_store;
mod signature;
mod webhook;
