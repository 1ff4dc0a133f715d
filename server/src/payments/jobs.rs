//! What payments do beside the requests: work on messages that were kept and not finished, and let run out what nobody
//! paid. Several processes may do so at once.

use std::time::Duration;

use super::{expiry_store, message_store, service::work};
use crate::{
    fault::Fault,
    jobs::every,
    state::{Market, Parts},
};

/// How often unfinished messages are looked for; the first time at the start.
const UNFINISHED_EVERY: Duration = Duration::from_secs(60);
/// How often payments are let run out.
const EXPIRY_EVERY: Duration = Duration::from_secs(15);
/// So many at once, so that a long queue does not keep shoppers waiting.
const BATCH: u64 = 50;

pub fn start(market: &Market) {
    every(market, UNFINISHED_EVERY, |market| async move { work_on_unfinished(&market.parts).await.map(drop) });
    every(market, EXPIRY_EVERY, |market| async move { expire(&market.parts).await.map(drop) });
}

/// Works on messages that were kept and not finished; says how many are done now. One that fails again stays, and does
/// not keep the next from its turn.
pub async fn work_on_unfinished(parts: &Parts) -> Result<usize, Fault> {
    let (mut done, mut last) = (0, 0);
    loop {
        let batch = message_store::waiting(&parts.database, last, BATCH).await?;
        let Some(end) = batch.last() else { return Ok(done) };
        last = *end;
        for message in batch {
            let parts = parts.clone();
            // On its own, so that even a panic over one keeps no other from its turn.
            let worked = tokio::spawn(async move { work(&parts, message).await }).await;
            done += usize::from(worked.unwrap_or_else(|error| {
                Fault::outside("work on a message", error).report();
                false
            }));
        }
    }
}

/// Lets payments run out for which nothing arrived in time; says of how many purchases.
pub async fn expire(parts: &Parts) -> Result<usize, Fault> {
    let mut expired = 0;
    loop {
        let now = parts.clock.now();
        let due = expiry_store::due(&parts.database, now, BATCH).await?;
        let mut moved = false;
        for purchase in due {
            match expiry_store::expire(&parts.database, purchase, now).await {
                Ok(true) => {
                    parts.changes.tell(purchase);
                    expired += 1;
                    moved = true;
                }
                Ok(false) => {}
                // One that cannot expire must not keep the others from it.
                Err(fault) => drop(fault.report()),
            }
        }
        // Nothing moved: nothing is due, or another process was first.
        if !moved {
            return Ok(expired);
        }
    }
}
