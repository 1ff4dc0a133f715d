//! The market over its real router and both databases. One binary: linking takes longer than testing.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod identity;
mod support;
