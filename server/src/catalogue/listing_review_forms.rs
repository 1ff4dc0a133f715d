//! The forms of reviewing listings and of taking them down.

use axum::Router;

use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new()
}
