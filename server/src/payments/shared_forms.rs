//! The operator's forms about money on an account that several producers share.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::{Path, State},
    http::Uri,
    response::Response,
    routing::post,
};
use shop::{
    failure::Failure,
    id::BankTransactionId,
    identity::party::Operator,
    payments::{loose::LooseRefusal, shared::SharedDecision},
};

use super::refund_forms::{not_withdrawn, read_withdrawal};
use crate::{
    http::{done, form::Sent, guard::to_sign_in, render, visit::Visit},
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/van-hanh/giao-dich/{number}", post(decide))
        .route("/van-hanh/giao-dich/{number}/rut-lai", post(withdraw))
}

/// The operator who sent the form and the money it is about, or where the others go.
async fn operator(
    market: &Market,
    visit: &Visit,
    page: &Uri,
    number: &str,
) -> Result<(Operator, BankTransactionId), Response> {
    let Some(who) = &visit.who else { return Err(to_sign_in(visit, page)) };
    match (who.operator(), number.parse()) {
        (Some(who), Ok(number)) => Ok((who, number)),
        _ => Err(render::not_found(market, visit).await),
    }
}

/// The page of money, without what was typed for its number.
fn page_of(number: &str) -> Uri {
    format!("/van-hanh/giao-dich/{number}").parse().unwrap_or_default()
}

async fn decide(State(market): State<Market>, visit: Visit, Path(number): Path<String>, sent: Sent) -> Response {
    let page = page_of(&number);
    let (who, number) = match operator(&market, &visit, &page, &number).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let decision = match sent.raw("decision") {
        Some("don") => SharedDecision::Assign { order: sent.line("order") },
        Some("tra-lai") => {
            SharedDecision::GiveBack { producer: sent.line("producer"), note: sent.text("note-tra-lai") }
        }
        _ => return render::not_found(&market, &visit).await,
    };
    // What was given back stays in sight on its own page.
    let leads = match decision {
        SharedDecision::Assign { .. } => "/van-hanh/giao-dich",
        SharedDecision::GiveBack { .. } => page.path(),
    };
    match market.reconciliation.decide_shared(&who, number, &decision).await {
        Ok(()) => done::to(&visit, leads, "xep"),
        Err(Failure::Refused(LooseRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(refusal)) => {
            let field = match refusal {
                LooseRefusal::NoPayee => "producer",
                LooseRefusal::NoNote => "note-tra-lai",
                _ => "order",
            };
            let text = (Words::of(visit.language).payments.refund.loose.refusal)(refusal);
            render::show_again(&market, &visit, &page, sent.back(vec![Fault::new(field, text)])).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

async fn withdraw(State(market): State<Market>, visit: Visit, Path(number): Path<String>, sent: Sent) -> Response {
    let page = page_of(&number);
    let (who, number) = match operator(&market, &visit, &page, &number).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let Some(asked) = read_withdrawal(&sent) else { return render::not_found(&market, &visit).await };
    match market.reconciliation.withdraw_shared(&who, number, &asked).await {
        Ok(()) => done::to(&visit, page.path(), "rut-lai"),
        Err(failure) => not_withdrawn(&market, &visit, &page, sent, failure).await,
    }
}
