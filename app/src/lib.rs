//! What people see of the market: pages, views and islands. Everything here is shown, nothing is decided.
//!
//! **Architecture invariant:** the features `ssr` and `hydrate` only pass through to Leptos; no code here asks for them.
#![allow(clippy::needless_pass_by_value, reason = "a component owns its properties")]

pub mod amount;
pub mod app;
pub mod catalogue;
pub mod checkout;
pub mod cooperative;
pub mod flash;
pub mod form;
pub mod identity;
pub mod layout;
pub mod live;
pub mod loader;
pub mod media;
pub mod office;
pub mod orders;
pub mod own_text;
pub mod pagination;
pub mod payments;
pub mod problem;
pub mod routes;
pub mod site;
pub mod words;
