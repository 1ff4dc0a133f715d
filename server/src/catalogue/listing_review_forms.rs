//! The forms of reviewing listings and of taking them down.

use app::{form::Fault, words::Words};
use axum::{Router, extract::State, http::Uri, response::Response, routing::post};
use shop::{
    catalogue::{
        listing_flaw::{Flaw, text},
        listing_review_service::{REASON_MAX, ReviewRefusal, Verdict},
    },
    failure::Failure,
    identity::party::SignedIn,
};

use crate::{
    clock::from_ms,
    http::{form::Sent, guard::see_other, render, visit::Visit},
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new().route("/htx/duyet", post(decide)).route("/van-hanh/san-pham", post(take_down))
}

async fn decide(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let Some(who) = visit.who.as_ref().and_then(SignedIn::cooperative_staff) else {
        return render::turned_away(&market, &visit, &uri).await;
    };
    let slug = sent.line("listing");
    let (verdict, done) = if sent.raw("action") == Some("approve") {
        (Verdict::Approve, "duyet")
    } else {
        match reason(&sent, &slug, &visit) {
            Ok(reason) => (Verdict::SendBack(reason), "tra"),
            Err(fault) => return render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await,
        }
    };
    // What cannot be read was never seen.
    let seen = from_ms(sent.raw("seen").and_then(|seen| seen.parse().ok()).unwrap_or(-1));
    match market.reviews.decide(&who, &slug, seen, verdict).await {
        Ok(()) => see_other(&visit.language.path(&format!("/htx/duyet?xong={done}"))),
        Err(failure) => refused(&market, &visit, &uri, sent, ("queue", failure)).await,
    }
}

async fn take_down(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let Some(who) = visit.who.as_ref().and_then(SignedIn::operator) else {
        return render::turned_away(&market, &visit, &uri).await;
    };
    let slug = sent.line("listing");
    let reason = match reason(&sent, &slug, &visit) {
        Ok(reason) => reason,
        Err(fault) => return render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await,
    };
    match market.reviews.take_down(&who, &slug, reason).await {
        Ok(()) => see_other(&visit.language.path("/van-hanh/san-pham?xong=go")),
        Err(failure) => refused(&market, &visit, &uri, sent, ("shelf", failure)).await,
    }
}

/// What the producer is told. Its field bears the listing's slug: there are many on the page.
fn reason(sent: &Sent, slug: &str, visit: &Visit) -> Result<String, Fault> {
    let field = format!("reason-{slug}");
    text(&sent.text(&field), true, REASON_MAX).map_err(|flaw: Flaw| {
        let words = Words::of(visit.language);
        Fault::new(field, (words.catalogue.listing.flaw)(&flaw))
    })
}

/// `place` is where on the page the refusal is told.
async fn refused(
    market: &Market,
    visit: &Visit,
    uri: &Uri,
    sent: Sent,
    (place, failure): (&str, Failure<ReviewRefusal>),
) -> Response {
    let refusal = match failure {
        Failure::Refused(ReviewRefusal::NotFound) => return render::not_found(market, visit).await,
        Failure::Incident(id) => return render::incident(market, visit, id).await,
        Failure::Refused(refusal) => refusal,
    };
    let words = Words::of(visit.language);
    let fault = Fault::new(place, (words.catalogue.listing.review.refusal)(refusal));
    render::show_again(market, visit, uri, sent.back(vec![fault])).await
}
