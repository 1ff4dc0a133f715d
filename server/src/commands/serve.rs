use std::sync::Arc;

use axum::{ServiceExt, extract::Request, serve::ListenerExt};
use tower::{Layer, util::MapRequestLayer};

use super::{CommandError, open_database};
use crate::{
    clock::SystemClock,
    http::{language::take_language, router::router},
    jobs,
    random::SystemRandomness,
    settings::Settings,
    state::Market,
};

pub async fn serve(settings: Settings) -> Result<(), CommandError> {
    let database = open_database(&settings).await?;
    let listener = tokio::net::TcpListener::bind(settings.listen_addr).await?;
    tracing::info!(address = %settings.public_url, "the market is open");
    let market = Market::new(settings, database, Arc::new(SystemClock), Arc::new(SystemRandomness));
    jobs::start(&market);
    let changes = market.changes.clone();
    let service = MapRequestLayer::new(take_language).layer(router(market));
    // Without TCP_NODELAY every page on a kept connection waits 40 ms for the client's acknowledgement.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    axum::serve(listener, ServiceExt::<Request>::into_make_service(service))
        .with_graceful_shutdown(async move {
            stop_signal().await;
            // Pages that watch their purchase would keep us waiting for ever.
            changes.close();
        })
        .await?;
    Ok(())
}

async fn stop_signal() {
    let _ = tokio::signal::ctrl_c().await;
}
