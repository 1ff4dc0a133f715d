//! The forms of the operator's office.

use axum::Router;

use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new()
}
