//! The forms of listing a product and of reviewing it.

use axum::Router;

use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new()
}
