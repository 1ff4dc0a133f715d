//! Accounts, sessions, passwords and mail, run.

pub mod audit_store;
pub mod forms;
mod link_store;
pub mod mail;
pub mod newcomer;
mod newcomer_store;
pub mod outbox;
pub mod outbox_store;
pub mod password;
mod reset_mail;
pub mod service;
mod store;
mod tidy_store;
pub mod tidying;
