//! `POST /webhooks/sepay`: what the bank says, told by SePay.

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use shop::{failure::Failure, payments::service::BankFeed};

use super::signature::is_authentic;
use crate::state::Market;

/// A message has about one kilobyte.
const BODY_BYTES_MAX: usize = 64 * 1024;
/// The secret of the demo market (`contract.md`, *Demo sign-ins*), where no other is set.
const DEMO_SECRET: &str = "demo-sepay-secret";

/// Serves the account of the demo market or of the one payee; payees with secrets of their own will have addresses of
/// their own, which are unknown until then.
pub async fn sepay(State(market): State<Market>, request: Request) -> Response {
    let Some(secret) = secret(&market) else { return StatusCode::NOT_FOUND.into_response() };
    let (parts, body) = request.into_parts();
    let Some(body) = read(body).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    if !is_authentic(secret, &parts.headers, &body, market.clock.now()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match market.payments.receive(&BankFeed::Sepay, &body).await {
        Ok(()) => answer(StatusCode::OK, r#"{"success":true}"#),
        Err(Failure::Refused(_)) => answer(StatusCode::UNPROCESSABLE_ENTITY, r#"{"success":false}"#),
        // Not even kept: SePay will send it again.
        Err(Failure::Incident(_)) => answer(StatusCode::INTERNAL_SERVER_ERROR, r#"{"success":false}"#),
    }
}

fn secret(market: &Market) -> Option<&str> {
    let set = market.settings.sepay_secret.as_deref().filter(|secret| !secret.is_empty());
    set.or_else(|| market.demo.then_some(DEMO_SECRET))
}

async fn read(body: Body) -> Option<axum::body::Bytes> {
    to_bytes(body, BODY_BYTES_MAX).await.ok()
}

fn answer(status: StatusCode, json: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], json).into_response()
}
