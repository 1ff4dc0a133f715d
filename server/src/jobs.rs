//! What runs beside the requests: each job is a loop that looks, does what is due, and sleeps.

use std::time::Duration;

use crate::{
    catalogue::freshness,
    fault::Fault,
    identity::{outbox, tidying},
    media, payments,
    state::Market,
};

/// Starts every job; they end when the market closes.
pub fn start(market: &Market) {
    tokio::spawn(freshness::watch(market.clone()));
    tokio::spawn(media::queue::run(market.clone()));
    payments::jobs::start(market);
    every(market, Duration::from_secs(1), |market| async move { outbox::send_due(&market).await.map(drop) });
    every(market, Duration::from_secs(3600), |market| async move { tidying::tidy(&market).await });
}

/// Does a job again and again, with a pause after each time. A job that fails or panics is told to the log and done
/// again after its pause.
pub fn every<F>(market: &Market, pause: Duration, job: impl Fn(Market) -> F + Send + 'static)
where
    F: Future<Output = Result<(), Fault>> + Send + 'static,
{
    let market = market.clone();
    tokio::spawn(async move {
        while !market.stopping.is_cancelled() {
            // In a task of its own, so that a panic ends this time and not the job.
            match tokio::spawn(job(market.clone())).await {
                Ok(Ok(())) => {}
                Ok(Err(fault)) => drop(fault.report()),
                Err(panic) => drop(Fault::outside("job", panic).report()),
            }
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = market.stopping.cancelled() => {}
            }
        }
    });
}
