//! `POST /webhooks/{feed}` and `/webhooks/{feed}/{payee}`: what the bank says, told by SePay, Casso or payOS.

use axum::{
    body::{Body, to_bytes},
    extract::{Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use shop::{
    failure::Failure,
    id::ProducerId,
    identity::party::Anyone,
    payments::service::{BankFeed, FeedKind},
};

use super::{feed_secret_store, sealing::Seal, signature::is_authentic};
use crate::{fault::Fault, state::Market};

/// A message has about one kilobyte.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// Serves the accounts of the demo market or of one cooperative, with the secret of the settings.
pub async fn sepay(State(market): State<Market>, request: Request) -> Response {
    shared(&market, FeedKind::Sepay, request).await
}

/// See [`sepay`].
pub async fn casso(State(market): State<Market>, request: Request) -> Response {
    shared(&market, FeedKind::Casso, request).await
}

/// See [`sepay`]; its messages are kept and nothing more.
pub async fn payos(State(market): State<Market>, request: Request) -> Response {
    shared(&market, FeedKind::Payos, request).await
}

/// Serves the accounts of one payee, with its own secret.
pub async fn sepay_of(State(market): State<Market>, Path(payee): Path<String>, request: Request) -> Response {
    own(&market, FeedKind::Sepay, &payee, request).await
}

/// See [`sepay_of`].
pub async fn casso_of(State(market): State<Market>, Path(payee): Path<String>, request: Request) -> Response {
    own(&market, FeedKind::Casso, &payee, request).await
}

async fn shared(market: &Market, kind: FeedKind, request: Request) -> Response {
    let settings = &market.settings;
    // The demo's secrets (`contract.md`, *Demo sign-ins*) hold where no other is set.
    let (set, demo) = match kind {
        FeedKind::Sepay => (&settings.sepay_secret, "demo-sepay-secret"),
        FeedKind::Casso => (&settings.casso_secret, "demo-casso-secret"),
        FeedKind::Payos => (&settings.payos_checksum_key, "demo-payos-key"),
    };
    let set = set.as_deref().filter(|secret| !secret.is_empty());
    let Some(secret) = set.or_else(|| market.demo.then_some(demo)) else { return nothing() };
    receive(market, BankFeed { kind, payee: None }, secret, request).await
}

async fn own(market: &Market, kind: FeedKind, payee: &str, request: Request) -> Response {
    match secret_of(market, kind, payee).await {
        Ok(Some((payee, secret))) => receive(market, BankFeed { kind, payee: Some(payee) }, &secret, request).await,
        Ok(None) => nothing(),
        Err(fault) => {
            fault.report();
            try_again()
        }
    }
}

async fn secret_of(market: &Market, kind: FeedKind, payee: &str) -> Result<Option<(ProducerId, String)>, Fault> {
    let Ok(seal) = Seal::of(&market.settings) else { return Ok(None) };
    feed_secret_store::secret(&market.database, &Anyone, &seal, payee, kind.as_str()).await
}

async fn receive(market: &Market, feed: BankFeed, secret: &str, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(body) = read(body).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    if !is_authentic(feed.kind, secret, &parts.headers, &body, market.clock.now()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match market.payments.receive(&feed, &body).await {
        Ok(()) => answer(StatusCode::OK, r#"{"success":true}"#),
        Err(Failure::Refused(_)) => answer(StatusCode::UNPROCESSABLE_ENTITY, r#"{"success":false}"#),
        // Not even kept: the feed will send it again.
        Err(Failure::Incident(_)) => try_again(),
    }
}

async fn read(body: Body) -> Option<axum::body::Bytes> {
    to_bytes(body, BODY_BYTES_MAX).await.ok()
}

fn nothing() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

fn try_again() -> Response {
    answer(StatusCode::INTERNAL_SERVER_ERROR, r#"{"success":false}"#)
}

fn answer(status: StatusCode, json: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}
