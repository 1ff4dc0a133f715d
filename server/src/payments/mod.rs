//! Payments, run.

pub mod changes;
mod confirm_store;
mod desk_store;
mod events;
mod expiry_store;
pub mod feed_secret_service;
mod feed_secret_store;
pub mod forms;
mod intake_store;
pub mod jobs;
mod message_store;
mod purchase_store;
mod qr;
mod reading;
mod sealing;
pub mod service;
pub(crate) mod settle_store;
mod signature;
mod statement_file;
pub mod statement_forms;
pub mod statement_service;
mod statement_store;
mod telling_store;
mod webhook;
