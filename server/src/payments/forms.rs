//! Addresses of this domain that are no pages: the bank's messages, events, a code's picture, and the producer's word.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::State,
    http::Uri,
    response::Response,
    routing::{get, post},
};
use shop::{
    failure::Failure,
    language::Language,
    money::Money,
    payments::service::{ConfirmRefusal, Confirmation},
};

use super::{confirm_store::DONE, events, qr_file, webhook};
use crate::{
    http::{
        form::Sent,
        guard::{see_other, to_sign_in},
        render,
        visit::Visit,
    },
    random::hashed,
    state::Market,
};

/// The shortest note that says how the payee knows, and the longest that is kept, in characters.
const NOTE_CHARS: std::ops::RangeInclusive<usize> = 3..=500;

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/webhooks/sepay", post(webhook::sepay))
        .route("/webhooks/sepay/{payee}", post(webhook::sepay_of))
        .route("/webhooks/casso", post(webhook::casso))
        .route("/webhooks/casso/{payee}", post(webhook::casso_of))
        .route("/webhooks/payos", post(webhook::payos))
        .route("/lan-mua/{code}/su-kien", get(events::stream))
        .route("/lan-mua/{code}/qr/{file}", get(qr_file::download))
        .route("/xuong/tien", post(confirm))
}

async fn confirm(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let Some(who) = &visit.who else { return to_sign_in(&visit, &uri) };
    let Some(staff) = who.producer_staff() else { return render::not_found(&market, &visit).await };
    let told = match read(&sent, visit.language, visit.session.as_deref()) {
        Ok(told) => told,
        Err(faults) => return render::show_again(&market, &visit, &uri, sent.back(faults)).await,
    };
    match market.payments.confirm(&staff, &told).await {
        Ok(()) => see_other(&visit.language.path(DONE)),
        Err(Failure::Refused(ConfirmRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(ConfirmRefusal::Paid)) => {
            let fault = Fault::new("amount", Words::of(visit.language).payments.already_paid);
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

fn read(sent: &Sent, language: Language, session: Option<&str>) -> Result<Confirmation, Vec<Fault>> {
    let words = Words::of(language);
    let mut faults = Vec::new();
    let amount = Money::parse(&sent.line("amount"))
        .and_then(|amount| if amount.is_positive() { Ok(amount) } else { Err(shop::money::MoneyError::Empty) });
    if let Err(error) = amount {
        faults.push(Fault::new("amount", (words.payments.amount_fault)(error)));
    }
    let note = sent.text("note");
    if !NOTE_CHARS.contains(&note.chars().count()) {
        faults.push(Fault::new("note", words.payments.note_fault));
    }
    let amount = amount.map_err(|_| faults.clone())?;
    if !faults.is_empty() {
        return Err(faults);
    }
    let once = (session.map(hashed).unwrap_or_default(), sent.line("once"));
    Ok(Confirmation { order: sent.line("order"), amount, note, once })
}
