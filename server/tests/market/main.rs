//! The market over its real router and both databases. One binary: linking takes longer than testing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod browsing;
mod checkout;
mod cooperative;
mod doctor;
mod house;
mod identity;
mod keeping;
mod kill;
mod listening;
mod listing;
mod live;
mod media;
mod migrations;
mod newcomers;
mod operation;
mod orders;
mod payments;
mod requests;
mod reviewing;
mod rush;
mod searching;
mod stock;
mod support;
mod workshop;
