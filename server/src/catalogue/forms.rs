//! Addresses of browsing that are no pages: files for search engines and phones.

use axum::{Router, routing::get};

use super::files::{manifest, robots, sitemap};
use crate::state::Market;

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(sitemap))
        .route("/manifest.webmanifest", get(manifest))
}
