//! The forms of the operator's office.

use app::{form::Fault, words::Words};
use axum::{Router, extract::State, http::Uri, response::Response, routing::post};
use shop::{
    cooperative::{
        operation::{TransferRefusal, UserRefusal},
        operation_service::PayeeRefusal,
        payee::{PayeeDraft, PayeeFault},
    },
    failure::Failure,
    identity::party::Operator,
    language::Language,
    payments::feed_secret::{PayeeFeed, SecretRefusal},
};

use crate::{
    http::{done, form::Sent, guard::to_sign_in, render, visit::Visit},
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/van-hanh/nguoi-dung", post(set_enabled))
        .route("/van-hanh/tai-khoan", post(set_payee))
        .route("/van-hanh/giao-dich", post(settle))
}

/// The operator who sent the form, or where the others go.
async fn operator(market: &Market, visit: &Visit, uri: &Uri) -> Result<Operator, Response> {
    match &visit.who {
        None => Err(to_sign_in(visit, uri)),
        Some(who) => match who.operator() {
            Some(who) => Ok(who),
            None => Err(render::not_found(market, visit).await),
        },
    }
}

/// The page that was posted to, with its query.
fn here(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/van-hanh", |path| path.as_str())
}

async fn set_enabled(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let who = match operator(&market, &visit, &uri).await {
        Ok(who) => who,
        Err(response) => return response,
    };
    let Ok(account) = sent.line("account").parse() else { return render::not_found(&market, &visit).await };
    let enable = sent.raw("do") == Some("enable");
    match market.operations.set_enabled(&who, account, enable).await {
        Ok(()) => done::to(&visit, here(&uri), if enable { "mo" } else { "khoa" }),
        Err(Failure::Refused(UserRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(UserRefusal::Oneself)) => {
            let words = &Words::of(visit.language).operation;
            let fault = Fault::new(format!("account-{account}"), words.users.oneself);
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

async fn set_payee(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let who = match operator(&market, &visit, &uri).await {
        Ok(who) => who,
        Err(response) => return response,
    };
    match sent.raw("do") {
        Some("secret") => return set_secret(&market, &visit, &uri, &who, sent).await,
        Some("forget") => return forget_secret(&market, &visit, &who, &sent).await,
        _ => {}
    }
    let draft = PayeeDraft {
        bank: sent.line("bank"),
        other_bank: sent.line("bin"),
        account: sent.line("account"),
        holder: sent.line("holder"),
    };
    match market.operations.set_payee(&who, &sent.line("producer"), draft).await {
        Ok(()) => done::to(&visit, "/van-hanh/tai-khoan", "dat"),
        Err(Failure::Refused(PayeeRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(PayeeRefusal::Faulty(faults))) => {
            render::show_again(&market, &visit, &uri, sent.back(payee_faults(visit.language, &faults))).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

/// What is wrong with an account, beside its fields.
pub fn payee_faults(language: Language, faults: &[PayeeFault]) -> Vec<Fault> {
    let words = &Words::of(language).operation.payees;
    faults.iter().map(|fault| Fault::new(payee_field(*fault), (words.fault)(*fault))).collect()
}

/// Where the feeds of a producer are set.
fn feeds_page(producer: &str) -> String {
    let producer: String = url::form_urlencoded::byte_serialize(producer.as_bytes()).collect();
    format!("/van-hanh/tai-khoan?co-so={producer}")
}

async fn set_secret(market: &Market, visit: &Visit, uri: &Uri, who: &Operator, sent: Sent) -> Response {
    let (producer, feed) = (sent.line("producer"), sent.line("feed"));
    let Ok(feed) = feed.parse::<PayeeFeed>() else { return render::not_found(market, visit).await };
    let field = format!("secret-{}", feed.as_str());
    let secret = sent.raw(&field).unwrap_or_default();
    match market.feed_secrets.set(who, &producer, feed, secret).await {
        Ok(()) => done::to(visit, &feeds_page(&producer), "khoa"),
        Err(Failure::Refused(SecretRefusal::NotFound)) => render::not_found(market, visit).await,
        Err(Failure::Refused(refusal)) => {
            let words = &Words::of(visit.language).payments.feeds;
            let fault = Fault::new(field, (words.refusal)(refusal));
            render::show_again(market, visit, uri, sent.back(vec![fault])).await
        }
        Err(Failure::Incident(id)) => render::incident(market, visit, id).await,
    }
}

async fn forget_secret(market: &Market, visit: &Visit, who: &Operator, sent: &Sent) -> Response {
    let (producer, feed) = (sent.line("producer"), sent.line("feed"));
    let Ok(feed) = feed.parse::<PayeeFeed>() else { return render::not_found(market, visit).await };
    match market.feed_secrets.remove(who, &producer, feed).await {
        Ok(()) => done::to(visit, &feeds_page(&producer), "bo-khoa"),
        Err(Failure::Refused(_)) => render::not_found(market, visit).await,
        Err(Failure::Incident(id)) => render::incident(market, visit, id).await,
    }
}

/// The field a fault stands beside.
const fn payee_field(fault: PayeeFault) -> &'static str {
    match fault {
        PayeeFault::BankWrong => "bank",
        PayeeFault::BankTwice => "bin",
        PayeeFault::AccountWrong | PayeeFault::Unchanged => "account",
        PayeeFault::HolderWrong => "holder",
    }
}

async fn settle(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let who = match operator(&market, &visit, &uri).await {
        Ok(who) => who,
        Err(response) => return response,
    };
    let Ok(transfer) = sent.line("transfer").parse::<i64>() else { return render::not_found(&market, &visit).await };
    let field = format!("note-{transfer}");
    match market.operations.settle(&who, transfer, &sent.text(&field)).await {
        Ok(()) => done::to(&visit, here(&uri), "xong"),
        Err(Failure::Refused(TransferRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(refusal)) => {
            let words = &Words::of(visit.language).operation;
            let fault = Fault::new(field, (words.transfers.refusal)(refusal));
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}
