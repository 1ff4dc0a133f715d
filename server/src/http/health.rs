//! Whether the market runs, for those who watch over it. Says nothing else: anyone may ask.

use axum::{Router, extract::State, http::StatusCode, routing::get};

use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new().route("/health/live", get(live)).route("/health/ready", get(ready))
}

/// The process answers.
async fn live() -> &'static str {
    "ok\n"
}

/// The database answers, and its tables are the ones this program knows.
async fn ready(State(market): State<Market>) -> (StatusCode, &'static str) {
    if market.stopping.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, "closing\n");
    }
    match market.database.is_migrated().await {
        Ok(true) => (StatusCode::OK, "ok\n"),
        Ok(false) => (StatusCode::SERVICE_UNAVAILABLE, "migrations are not applied\n"),
        Err(error) => {
            tracing::warn!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
