//! The market of Vietnam's craft villages: its words, rules and state machines.
//!
//! **Architecture invariant:** nothing here reads a clock, a file, a network or the environment, and nothing here knows
//! how it is shown or stored. Instants are UTC, money is whole đồng, weights are grams.
#![warn(missing_docs)]

pub mod catalogue;
pub mod checkout;
pub mod clock;
pub mod cooperative;
pub mod failure;
pub mod id;
pub mod identity;
pub mod language;
pub mod live;
pub mod media;
pub mod money;
pub mod once;
pub mod orders;
pub mod page;
pub mod payments;
pub mod text;
