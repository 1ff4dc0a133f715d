//! What runs beside the requests: each job is a loop that looks, does what is due, and sleeps.

use crate::{media, state::Market};

/// Starts every job; they end with the process.
pub fn start(market: &Market) {
    tokio::spawn(media::queue::run(market.clone()));
}
