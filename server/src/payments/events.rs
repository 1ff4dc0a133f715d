//! `GET /lan-mua/{code}/su-kien?khoa=`: server-sent events for an open payment page. It asks the database once when it
//! opens and once each time the purchase changes; while nothing happens it asks nothing, however many pages are open.

use std::{convert::Infallible, time::Duration};

use axum::{
    extract::{Path, State},
    http::{HeaderName, StatusCode, Uri, header},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures::stream::{Stream, unfold};
use shop::{failure::Failure, id::PurchaseId, identity::party::KeyHolder, payments::purchase::Watched};

use super::changes::{Heard, Seat, Watch};
use crate::{http::guard::key_holder, state::Market};

/// Shorter than the time after which proxies cut a silent connection.
const KEEP_ALIVE: Duration = Duration::from_secs(20);

/// A page that watches its purchase.
struct Page {
    market: Market,
    who: KeyHolder,
    code: String,
    watch: Watch,
    purchase: PurchaseId,
    /// What is to be told next; `None` while waiting.
    next: Option<Watched>,
    settled: bool,
    _seat: Seat,
}

pub async fn stream(State(market): State<Market>, Path(code): Path<String>, uri: Uri) -> Response {
    let Some(who) = key_holder(&uri) else { return StatusCode::NOT_FOUND.into_response() };
    // Listens before it looks: what changes in between is heard.
    let watch = market.changes.subscribe();
    let first = match market.payments.watch(&who, &code).await {
        Ok(first) => first,
        Err(Failure::Refused(_)) => return StatusCode::NOT_FOUND.into_response(),
        Err(Failure::Incident(_)) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    };
    let purchase = first.purchase;
    let Some(seat) = market.changes.seat(purchase) else { return StatusCode::TOO_MANY_REQUESTS.into_response() };
    let page = Page { market, who, code, watch, purchase, next: Some(first), settled: false, _seat: seat };
    let quiet = [
        (header::CACHE_CONTROL, "no-store"),
        // Proxies that gather answers would hold events back.
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (quiet, Sse::new(events(page)).keep_alive(KeepAlive::new().interval(KEEP_ALIVE))).into_response()
}

fn events(page: Page) -> impl Stream<Item = Result<Event, Infallible>> {
    unfold(page, |mut page| async move {
        let told = match page.next.take() {
            Some(first) => first,
            None if page.settled => return None,
            None => page.changed().await?,
        };
        page.settled = told.is_settled();
        Some((Ok(Event::default().data(told.json())), page))
    })
}

impl Page {
    /// Waits for a change of this purchase and looks once. `None` ends the stream; the browser comes back by itself.
    async fn changed(&mut self) -> Option<Watched> {
        loop {
            match self.watch.next().await {
                Heard::Changed(purchase) if purchase != self.purchase => {}
                Heard::Changed(_) | Heard::Missed => {
                    return self.market.payments.watch(&self.who, &self.code).await.ok();
                }
                Heard::Closing => return None,
            }
        }
    }
}
