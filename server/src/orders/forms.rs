//! The forms of orders: finding one again, and a producer's steps.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::Response,
    routing::post,
};
use shop::{
    failure::Failure,
    identity::{party::Anyone, phone::Phone},
    orders::{
        course::{Step, StepRefusal},
        lookup::{Lookup, LookupRefusal, tidy_code},
    },
};

use super::{answer_forms, ask_forms};
use crate::{
    http::{
        form::Sent,
        guard::{local_path, see_other, to_sign_in},
        render,
        visit::Visit,
    },
    state::Market,
};

/// The longest reason for giving an order up, in characters.
const REASON_MAX: usize = 300;

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/tra-cuu", post(find))
        .route("/xuong/don-hang/{code}/{step}", post(step))
        .merge(ask_forms::routes())
        .merge(answer_forms::routes())
}

/// Finds an order by code and phone number.
async fn find(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let words = &Words::of(visit.language).orders.find;
    let code = tidy_code(sent.raw("code").unwrap_or_default());
    let phone = Phone::parse(sent.raw("phone").unwrap_or_default());
    let (code, phone) = match (code, phone) {
        (Some(code), Ok(phone)) => (code, phone),
        (code, phone) => {
            let mut faults = Vec::new();
            if code.is_none() {
                faults.push(Fault::new("code", words.code_fault));
            }
            if phone.is_err() {
                faults.push(Fault::new("phone", words.phone_fault));
            }
            return render::show_again(&market, &visit, &uri, sent.back(faults)).await;
        }
    };
    match market.orders.find(&Anyone, Lookup { code, phone, from: visit.address }).await {
        Ok(found) => see_other(&visit.language.path(&format!("/don-hang/{}?khoa={}", found.code, found.key))),
        Err(Failure::Refused(refusal)) => {
            let fault = Fault::new("code", (words.refusal)(refusal));
            let mut response = render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await;
            if refusal == LookupRefusal::TooMany {
                *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
            }
            response
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

/// A producer takes a step with an order.
async fn step(
    State(market): State<Market>,
    visit: Visit,
    Path((code, step)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let here = format!("/xuong/don-hang/{code}");
    let Ok(page) = here.parse::<Uri>() else { return render::not_found(&market, &visit).await };
    let Some(who) = &visit.who else { return to_sign_in(&visit, &page) };
    let Some(staff) = who.producer_staff() else { return render::not_found(&market, &visit).await };
    let orders = &Words::of(visit.language).orders;
    let words = &orders.studio;
    let step = match step.as_str() {
        "xac-nhan" => Step::Confirm,
        "dong-goi" => Step::Pack,
        "giao" => Step::HandOver,
        "huy" => match reason(&sent) {
            Ok(note) => Step::Cancel { note },
            Err(length) => {
                let text = if length == 0 { words.reason_lacks } else { words.reason_too_long };
                let filled = sent.back(vec![Fault::new("reason", text)]);
                return render::show_again(&market, &visit, &page, filled).await;
            }
        },
        _ => return render::not_found(&market, &visit).await,
    };
    match market.orders.step(&staff, &code, step).await {
        Ok(()) => see_other(&visit.language.path(&back(&sent, &here, &code))),
        Err(Failure::Refused(StepRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(refusal)) => {
            let text = match refusal {
                StepRefusal::Unpaid => words.unpaid_refusal,
                StepRefusal::CancelAsked => orders.requests.desk.cancel_asked,
                _ => words.stale_refusal,
            };
            // The page shows the order as it is now; what was typed stays in it.
            let filled = sent.back(vec![Fault::new("step", text)]);
            let mut response = render::show_again(&market, &visit, &page, filled).await;
            if response.status() == StatusCode::UNPROCESSABLE_ENTITY {
                *response.status_mut() = StatusCode::CONFLICT;
            }
            response
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

/// What the shopper is told; the length when it is none or too long.
fn reason(sent: &Sent) -> Result<String, usize> {
    let note = sent.text("reason");
    match note.chars().count() {
        1..=REASON_MAX => Ok(note),
        length => Err(length),
    }
}

/// Where a step leads: to the list it was taken from, else to the order's page.
fn back(sent: &Sent, here: &str, code: &str) -> String {
    match sent.raw("back").and_then(local_path).filter(|path| path.starts_with("/xuong/don-hang?")) {
        Some(list) => format!("{list}&xong={code}"),
        None => here.to_owned(),
    }
}
