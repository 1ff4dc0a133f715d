//! The forms of a producer's own place.

use axum::Router;

use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new()
}
