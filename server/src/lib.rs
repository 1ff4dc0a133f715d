//! Runs the market: HTTP, storage, pictures, mail and jobs around the rules of `shop` and the pages of `app`.

pub mod catalogue;
pub mod checkout;
pub mod clock;
pub mod commands;
pub mod cooperative;
pub mod database;
pub mod demo;
pub mod doctor;
pub mod entity;
pub mod fault;
pub mod http;
pub mod identity;
pub mod jobs;
pub mod live;
pub mod media;
pub mod orders;
pub mod payments;
pub mod random;
pub mod settings;
pub mod state;
