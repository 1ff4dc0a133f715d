//! The job that takes away sessions, links, messages, carts and keys that have had their time.

use super::tidy_store;
use crate::{fault::Fault, state::Market};

pub async fn tidy(market: &Market) -> Result<(), Fault> {
    tidy_store::tidy(&market.database, market.clock.now()).await
}
