//! Addresses of this domain that are no pages: forms, files, events.

use axum::Router;

use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new()
}
