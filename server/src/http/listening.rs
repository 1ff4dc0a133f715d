//! Takes connections: so many at once, none that keeps us waiting, none cut off when the market closes.

use std::{net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

use super::language::take_language;

/// The most that a request's head may take, in bytes, and what is read or written at once.
const BUFFER: usize = 64 * 1024;

/// What a connection may take from the others.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How long the head of a request may take to arrive, counted from the answer before it: a connection that is kept
    /// without being used ends then too.
    pub head: Duration,
    /// How many connections there are at once; more of them wait until one ends.
    pub connections: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { head: Duration::from_secs(15), connections: 4_000 }
    }
}

/// Answers until the market closes, then until what was asked before is answered.
pub async fn listen(mut listener: TcpListener, router: Router, bounds: Bounds, stopping: CancellationToken) {
    let places = Arc::new(Semaphore::new(bounds.connections));
    let answering = TaskTracker::new();
    loop {
        let taken = async {
            let place = places.clone().acquire_owned().await;
            // Waits and tries again by itself when the system has no more files to open.
            let (stream, address) = Listener::accept(&mut listener).await;
            (place, stream, address)
        };
        let (place, stream, address) = tokio::select! {
            taken = taken => taken,
            () = stopping.cancelled() => break,
        };
        // Without TCP_NODELAY every page on a kept connection waits 40 ms for the client's acknowledgement.
        let _ = stream.set_nodelay(true);
        let asked = move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo::<SocketAddr>(address));
            take_language(request)
        };
        let service = TowerToHyperService::new(router.clone().map_request(asked));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(bounds.head)
            .max_buf_size(BUFFER)
            .serve_connection(TokioIo::new(stream), service);
        let closing = stopping.clone();
        answering.spawn(async move {
            let _place = place;
            let mut connection = pin!(connection);
            // How a connection ends is the client's matter.
            tokio::select! {
                _ = connection.as_mut() => return,
                () = closing.cancelled() => connection.as_mut().graceful_shutdown(),
            }
            let _ = connection.await;
        });
    }
    drop(listener);
    answering.close();
    answering.wait().await;
}
