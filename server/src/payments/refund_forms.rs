//! The forms about money that goes back, and about movements that found no place.

use app::{form::Fault, payments::refund_views::WITHDRAW_NOTE, words::Words};
use axum::{
    Router,
    extract::{Path, State},
    http::Uri,
    response::Response,
    routing::post,
};
use shop::{
    cooperative::payee::PayeeDraft,
    failure::Failure,
    id::{BankTransactionId, OrderLineId},
    identity::party::ProducerStaff,
    money::Money,
    payments::{
        loose::{LooseDecision, LooseRefusal},
        reference::Reference,
        refund::{RefundAsk, RefundFault},
        refund_service::{AccountRefusal, OpenRefusal, SentRefusal},
        refund_withdrawal::{RefundWithdrawRefusal, RefundWithdrawal},
    },
};

use super::shared_forms;
use crate::{
    cooperative::operation_forms::payee_faults,
    http::{
        done,
        form::Sent,
        guard::{key_holder, see_other, to_sign_in},
        render,
        visit::Visit,
    },
    random::hashed,
    state::Market,
};

/// The longest note that is kept, in characters.
const NOTE_CHARS_MAX: usize = 500;

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/xuong/don-hang/{code}/hoan-tien", post(open))
        .route("/xuong/tien/hoan/{reference}/tai-khoan", post(address))
        .route("/xuong/tien/hoan/{reference}/da-chuyen", post(sent_back))
        .route("/xuong/tien/hoan/{reference}/rut-lai", post(withdraw))
        .route("/xuong/tien/giao-dich/{number}", post(decide))
        .route("/don-hang/{code}/hoan-tien", post(tell))
        .merge(shared_forms::routes())
}

/// The producer who sent the form, or where the others go.
async fn producer(market: &Market, visit: &Visit, uri: &Uri) -> Result<ProducerStaff, Response> {
    match &visit.who {
        None => Err(to_sign_in(visit, uri)),
        Some(who) => match who.producer_staff() {
            Some(who) => Ok(who),
            None => Err(render::not_found(market, visit).await),
        },
    }
}

async fn open(State(market): State<Market>, visit: Visit, Path(code): Path<String>, uri: Uri, sent: Sent) -> Response {
    let who = match producer(&market, &visit, &uri).await {
        Ok(who) => who,
        Err(response) => return response,
    };
    let ask = match read(&sent, visit.language) {
        Ok(ask) => ask,
        Err(faults) => return render::show_again(&market, &visit, &uri, sent.back(faults)).await,
    };
    let once = (visit.session.as_deref().map(hashed).unwrap_or_default(), sent.line("once"));
    match market.refunds.open(&who, &code, &ask, once).await {
        Ok(reference) => done::to(&visit, &format!("/xuong/tien/hoan/{reference}"), "mo"),
        Err(Failure::Refused(OpenRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(OpenRefusal::Answered)) => {
            let fault = Fault::new("note", Words::of(visit.language).payments.refund.answered);
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
        Err(Failure::Refused(OpenRefusal::Faults(faults))) => {
            let words = &Words::of(visit.language).payments.refund;
            let faults = faults.into_iter().map(|fault| Fault::new(field(fault), (words.fault)(fault))).collect();
            render::show_again(&market, &visit, &uri, sent.back(faults)).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

/// The field that a fault stands beside.
fn field(fault: RefundFault) -> String {
    match fault {
        RefundFault::Quantity(line) => line_field(line),
        RefundFault::NoNote => "note".to_owned(),
        RefundFault::Nothing | RefundFault::TooMuch | RefundFault::CallOff => "further".to_owned(),
    }
}

fn line_field(line: OrderLineId) -> String {
    format!("line-{line}")
}

fn read(sent: &Sent, language: shop::language::Language) -> Result<RefundAsk, Vec<Fault>> {
    let words = Words::of(language);
    let mut faults = Vec::new();
    let mut lines = Vec::new();
    for (name, typed) in &sent.0 {
        let Some(line) = name.strip_prefix("line-").and_then(|number| number.parse().ok()) else { continue };
        match typed.trim() {
            "" => {}
            typed => match typed.parse::<i64>() {
                Ok(quantity) => lines.push((line, quantity)),
                Err(_) => faults.push(Fault::new(name, (words.payments.refund.fault)(RefundFault::Quantity(line)))),
            },
        }
    }
    let further = sent.line("further");
    let further = if further.is_empty() { Ok(Money::ZERO) } else { Money::parse(&further) };
    if let Err(error) = further {
        faults.push(Fault::new("further", (words.payments.amount_fault)(error)));
    }
    let note: String = sent.text("note").chars().take(NOTE_CHARS_MAX).collect();
    match further {
        Ok(further) if faults.is_empty() => {
            let answers = sent.raw("answers").and_then(|number| number.parse().ok());
            Ok(RefundAsk { lines, delivery: sent.ticked("delivery"), further, note, answers })
        }
        _ => Err(faults),
    }
}

fn draft(sent: &Sent) -> PayeeDraft {
    PayeeDraft {
        bank: sent.line("bank"),
        other_bank: sent.line("bin"),
        account: sent.line("account"),
        holder: sent.line("holder"),
    }
}

/// The producer who sent the form and the refund it is about, or where the others go.
async fn own(
    market: &Market,
    visit: &Visit,
    uri: &Uri,
    reference: &str,
) -> Result<(ProducerStaff, Reference), Response> {
    let who = producer(market, visit, uri).await?;
    match Reference::parse(reference) {
        Ok(reference) => Ok((who, reference)),
        Err(_) => Err(render::not_found(market, visit).await),
    }
}

/// The page of a refund, to be shown again after a refusal.
fn page_of(reference: &Reference) -> Uri {
    format!("/xuong/tien/hoan/{reference}").parse().unwrap_or_default()
}

async fn address(
    State(market): State<Market>,
    visit: Visit,
    Path(reference): Path<String>,
    uri: Uri,
    sent: Sent,
) -> Response {
    let (who, reference) = match own(&market, &visit, &uri, &reference).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let page = page_of(&reference);
    match market.refunds.address(&who, &reference, &draft(&sent)).await {
        Ok(()) => done::to(&visit, page.path(), "tai-khoan"),
        Err(failure) => {
            let gone = Fault::new("account", Words::of(visit.language).payments.refund.gone);
            wrong_account(&market, &visit, &page, sent, failure, gone).await
        }
    }
}

/// `gone` tells whoever asks that the refund was withdrawn.
async fn wrong_account(
    market: &Market,
    visit: &Visit,
    page: &Uri,
    sent: Sent,
    failure: Failure<AccountRefusal>,
    gone: Fault,
) -> Response {
    let words = Words::of(visit.language);
    let faults = match failure {
        Failure::Refused(AccountRefusal::NotFound) => return render::not_found(market, visit).await,
        Failure::Incident(id) => return render::incident(market, visit, id).await,
        Failure::Refused(AccountRefusal::Settled) => vec![Fault::new("account", words.payments.refund.settled)],
        Failure::Refused(AccountRefusal::Withdrawn) => vec![gone],
        Failure::Refused(AccountRefusal::Kept) => {
            vec![Fault::new("account", words.payments.refund.shopper.kept)]
        }
        Failure::Refused(AccountRefusal::Faults(faults)) => payee_faults(visit.language, &faults),
    };
    render::show_again(market, visit, page, sent.back(faults)).await
}

async fn tell(State(market): State<Market>, visit: Visit, Path(code): Path<String>, uri: Uri, sent: Sent) -> Response {
    let Some(who) = key_holder(&uri) else { return render::not_found(&market, &visit).await };
    let query = uri.query().unwrap_or_default();
    let Ok(page) = format!("/don-hang/{code}?{query}").parse::<Uri>() else {
        return render::not_found(&market, &visit).await;
    };
    match market.refunds.tell(&who, &code, &draft(&sent)).await {
        Ok(()) => see_other(&visit.language.path(&format!("/don-hang/{code}?{query}#hoan-tien"))),
        Err(failure) => {
            // No account is asked for any more: the fault leads to where the refunds are listed.
            let gone = Fault::new("hoan-tien", Words::of(visit.language).payments.refund.shopper.gone);
            wrong_account(&market, &visit, &page, sent, failure, gone).await
        }
    }
}

async fn sent_back(
    State(market): State<Market>,
    visit: Visit,
    Path(reference): Path<String>,
    uri: Uri,
    sent: Sent,
) -> Response {
    let (who, reference) = match own(&market, &visit, &uri, &reference).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let page = page_of(&reference);
    let note: String = sent.text("note").chars().take(NOTE_CHARS_MAX).collect();
    let words = &Words::of(visit.language).payments.refund;
    let text = match market.refunds.sent(&who, &reference, &note).await {
        Ok(()) => return done::to(&visit, page.path(), "da-chuyen"),
        Err(Failure::Incident(id)) => return render::incident(&market, &visit, id).await,
        Err(Failure::Refused(SentRefusal::NotFound)) => return render::not_found(&market, &visit).await,
        Err(Failure::Refused(SentRefusal::Settled)) => words.settled,
        Err(Failure::Refused(SentRefusal::Withdrawn)) => words.gone,
        Err(Failure::Refused(SentRefusal::NoNote)) => words.note_lacks,
    };
    render::show_again(&market, &visit, &page, sent.back(vec![Fault::new("note", text)])).await
}

async fn withdraw(
    State(market): State<Market>,
    visit: Visit,
    Path(reference): Path<String>,
    uri: Uri,
    sent: Sent,
) -> Response {
    let (who, reference) = match own(&market, &visit, &uri, &reference).await {
        Ok(found) => found,
        Err(response) => return response,
    };
    let Some(asked) = read_withdrawal(&sent) else { return render::not_found(&market, &visit).await };
    let page = page_of(&reference);
    match market.refunds.withdraw(&who, &reference, &asked).await {
        Ok(()) => done::to(&visit, page.path(), "rut-lai"),
        Err(failure) => not_withdrawn(&market, &visit, &page, sent, failure).await,
    }
}

/// The page with the reason why a refund stays as it is.
pub async fn not_withdrawn(
    market: &Market,
    visit: &Visit,
    page: &Uri,
    sent: Sent,
    failure: Failure<RefundWithdrawRefusal>,
) -> Response {
    match failure {
        Failure::Incident(id) => render::incident(market, visit, id).await,
        Failure::Refused(RefundWithdrawRefusal::NotFound) => render::not_found(market, visit).await,
        Failure::Refused(refusal) => {
            let text = (Words::of(visit.language).payments.refund.withdraw.refusal)(refusal);
            render::show_again(market, visit, page, sent.back(vec![Fault::new(WITHDRAW_NOTE, text)])).await
        }
    }
}

/// What was typed about a withdrawal; `None` for a form that no page holds.
pub fn read_withdrawal(sent: &Sent) -> Option<RefundWithdrawal> {
    let seen = sent.raw("seen")?.parse().ok()?;
    Some(RefundWithdrawal { seen, note: sent.text(WITHDRAW_NOTE) })
}

async fn decide(
    State(market): State<Market>,
    visit: Visit,
    Path(number): Path<String>,
    uri: Uri,
    sent: Sent,
) -> Response {
    let who = match producer(&market, &visit, &uri).await {
        Ok(who) => who,
        Err(response) => return response,
    };
    let Ok(number) = number.parse::<BankTransactionId>() else { return render::not_found(&market, &visit).await };
    let (decision, field) = match sent.raw("decision").unwrap_or_default() {
        "don" => (LooseDecision::Assign { order: sent.line("order") }, "order"),
        "hoan" => (LooseDecision::IsRefund { reference: sent.line("reference") }, "reference"),
        "tra-lai" => (LooseDecision::GiveBack { note: sent.text("note-tra-lai") }, "note-tra-lai"),
        "bo-qua" => (LooseDecision::Dismiss { note: sent.text("note-bo-qua") }, "note-bo-qua"),
        _ => return render::not_found(&market, &visit).await,
    };
    let leads = if matches!(decision, LooseDecision::GiveBack { .. }) { "/xuong/tien/hoan" } else { "/xuong/tien" };
    match market.reconciliation.decide(&who, number, &decision).await {
        Ok(()) => done::to(&visit, leads, "xep"),
        Err(Failure::Refused(LooseRefusal::NotFound)) => render::not_found(&market, &visit).await,
        Err(Failure::Refused(refusal)) => {
            let words = &Words::of(visit.language).payments.refund.loose;
            let fault = Fault::new(field, (words.refusal)(refusal));
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}
