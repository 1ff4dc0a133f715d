//! Every address of the market, in one place.

use app::routes::{Audience, table};
use axum::{
    Router,
    extract::{Request, State},
    middleware::from_fn,
    response::Response,
    routing::get,
};

use super::{assets, cache, encoding, health, house, render, visit::Visit};
use crate::{catalogue, checkout, cooperative, identity, live, media, orders, payments, state::Market};

/// The router without the language layer, which must stand outside it ([`super::language::take_language`]).
pub fn router(market: &Market) -> Router {
    house::around(market, addresses())
}

fn addresses() -> Router<Market> {
    pages()
        .merge(catalogue::forms::routes())
        .merge(catalogue::listing_forms::routes())
        .merge(catalogue::listing_review_forms::routes())
        .merge(catalogue::workshop_forms::routes())
        .merge(checkout::forms::routes())
        .merge(cooperative::forms::routes())
        .merge(cooperative::operation_forms::routes())
        .merge(identity::forms::routes())
        .merge(live::forms::routes())
        .merge(orders::forms::routes())
        .merge(payments::forms::routes())
        .merge(payments::refund_forms::routes())
        .merge(payments::statement_forms::routes())
        .merge(media::forms::routes())
        .merge(health::routes())
        .route("/assets/{file}", get(assets::serve))
        .fallback(nothing)
        .layer(from_fn(encoding::compress))
}

/// One GET for each page of the table; pages that are the same for all are kept.
fn pages() -> Router<Market> {
    table().into_iter().fold(Router::new(), |router, page| {
        let show = move |State(market): State<Market>, visit: Visit, request: Request| async move {
            if let Some(file) = live::forms::calendar(&market, &visit, request.uri()).await {
                return file;
            }
            match page.audience {
                Audience::Public => cache::show(market, page, visit, request).await,
                audience => render::show(market, audience, visit, request).await,
            }
        };
        router.route(page.path, get(show))
    })
}

async fn nothing(State(market): State<Market>, visit: Visit, _request: Request) -> Response {
    render::not_found(&market, &visit).await
}
