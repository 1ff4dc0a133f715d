//! The market on a port: what `cho-lang serve` opens, and what tests open that need real connections.

use std::net::SocketAddr;

use axum::{ServiceExt, extract::Request, serve::ListenerExt};
use tokio::net::TcpListener;
use tower::{Layer, util::MapRequestLayer};

use super::{language::take_language, router::router};
use crate::state::Market;

/// Answers on the listener until `close` is done and every request is answered.
pub async fn answer(
    market: &Market,
    listener: TcpListener,
    close: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let service = MapRequestLayer::new(take_language).layer(router(market));
    // Without TCP_NODELAY every page on a kept connection waits 40 ms for the client's acknowledgement.
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let make_service = ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(service);
    axum::serve(listener, make_service).with_graceful_shutdown(close).await
}
