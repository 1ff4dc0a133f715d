use std::{sync::Arc, time::Duration};

use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::{CommandError, migrated};
use crate::{
    checkout::places::places,
    clock::SystemClock,
    database::Database,
    demo,
    http::{
        listening::{Bounds, listen},
        router::router,
    },
    jobs,
    random::SystemRandomness,
    settings::Settings,
    state::Market,
};

/// How long requests that are being answered are waited for when the market closes.
const PATIENCE: Duration = Duration::from_secs(10);

pub async fn serve(settings: Settings) -> Result<(), CommandError> {
    let settings = settings.with_secret_key(&SystemRandomness)?;
    let database = migrated(&settings).await?;
    refuse_demo(&settings, &database).await?;
    let listener = tokio::net::TcpListener::bind(settings.listen_addr)
        .await
        .map_err(|error| format!("LISTEN_ADDR {}: {error}", settings.listen_addr))?;
    tracing::info!(address = %settings.public_url, "the market is open");
    // Read in the meantime, so that the first shopper does not wait for it.
    tokio::task::spawn_blocking(places);
    let market = Market::new(settings, database, Arc::new(SystemClock), Arc::new(SystemRandomness));
    jobs::start(&market);
    let stopping = market.stopping.clone();
    tokio::spawn(close_on_signal(stopping.clone())?);
    tokio::select! {
        () = listen(listener, router(&market), Bounds::default(), stopping.clone()) => {}
        () = run_out(stopping) => tracing::warn!("some requests were still being answered; the market closes anyway"),
    }
    tracing::info!("the market is closed");
    Ok(())
}

/// The demo's passwords and secrets are printed in our documents: never where strangers can reach them.
async fn refuse_demo(settings: &Settings, database: &Database) -> Result<(), CommandError> {
    if settings.on_loopback() {
        return Ok(());
    }
    if let Some(name) = settings.demo_secret() {
        return Err(format!("{name} is the demo's secret, which everyone knows: choose another").into());
    }
    if demo::has_accounts(database).await? {
        return Err("this database holds the demo's accounts, whose password everyone knows: \
                    serve it on loopback only (PUBLIC_URL and LISTEN_ADDR), or begin with a new database"
            .into());
    }
    Ok(())
}

/// Waits for SIGINT or SIGTERM, then tells everything that waits that the market closes.
fn close_on_signal(stopping: CancellationToken) -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("the market closes");
        stopping.cancel();
    })
}

async fn run_out(stopping: CancellationToken) {
    stopping.cancelled().await;
    tokio::time::sleep(PATIENCE).await;
}
