//! The forms of an order's own page: asking, cancelling, asking to cancel, asking to return. All are posted to the
//! page; the hidden field `do` says which it was.

use app::{
    form::Fault,
    orders::ask::units_field,
    words::{Words, orders::Requests},
};
use axum::{
    Router,
    extract::{Path, Request, State},
    http::{StatusCode, Uri},
    response::Response,
    routing::post,
};
use shop::{
    failure::Failure,
    id::PictureId,
    identity::party::KeyHolder,
    orders::{
        asking::{Ask, AskRefusal, Offers, WithdrawRefusal, read_units},
        request::{Message, ReturnReason},
    },
};

use crate::{
    http::{done, form::Sent, guard::key_holder, render, visit::Visit},
    media::upload::{self, Received, Sender},
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new().route("/don-hang/{code}", post(act))
}

/// One form, and where it came from.
struct Form<'a> {
    market: &'a Market,
    visit: &'a Visit,
    uri: &'a Uri,
    who: &'a KeyHolder,
    code: &'a str,
    words: &'static Words,
}

async fn act(
    State(market): State<Market>,
    Path(code): Path<String>,
    visit: Visit,
    uri: Uri,
    request: Request,
) -> Response {
    let Some(who) = key_holder(&uri) else { return render::not_found(&market, &visit).await };
    // Before anything is read: a form that may be large is listened to only with the order's key.
    let offers = match market.requests.opened(&who, &code).await {
        Ok(opened) => opened.offers,
        Err(Failure::Refused(_)) => return render::not_found(&market, &visit).await,
        Err(Failure::Incident(id)) => return render::incident(&market, &visit, id).await,
    };
    let received = match upload::receive(&market, Sender::Shopper(&who, &code), request).await {
        Ok(received) => received,
        Err(answer) => return answer,
    };
    let words = Words::of(visit.language);
    let form = Form { market: &market, visit: &visit, uri: &uri, who: &who, code: &code, words };
    let asks = &words.orders.requests;
    let (ask, what) = match received.sent.raw("do") {
        Some("withdraw") => return form.withdraw(received.sent).await,
        Some("question") => (message(&received.sent, "question", asks).map(Ask::Question), "hoi"),
        Some("cancel") => (message(&received.sent, "cancel-reason", asks).map(Ask::Cancel), "xin-huy"),
        Some("return") => (read_return(&received, &offers, words), "tra-hang"),
        _ => return render::not_found(&market, &visit).await,
    };
    match ask {
        Ok(ask) => form.ask(received.sent, ask, what).await,
        Err(faults) => render::show_again(&market, &visit, &uri, received.sent.back(faults)).await,
    }
}

impl Form<'_> {
    async fn ask(&self, sent: Sent, ask: Ask, what: &str) -> Response {
        let once = sent.raw("once").unwrap_or_default().to_owned();
        let first_line = match &ask {
            Ask::Return { lines, .. } => lines.first().map(|(line, _)| units_field(line)),
            Ask::Question(_) | Ask::Cancel(_) => None,
        };
        let refusal = match self.market.requests.ask(self.who, self.code, ask, &once).await {
            Ok(()) => return self.done(what),
            Err(Failure::Refused(refusal)) => refusal,
            Err(Failure::Incident(id)) => return render::incident(self.market, self.visit, id).await,
        };
        let text = (self.words.orders.requests.ask.refusal)(refusal);
        match refusal {
            AskRefusal::NotFound => render::not_found(self.market, self.visit).await,
            AskRefusal::NotBought => {
                let field = first_line.unwrap_or_else(|| "step".to_owned());
                self.back(sent, Fault::new(field, text), StatusCode::UNPROCESSABLE_ENTITY).await
            }
            AskRefusal::TooOften => self.back(sent, Fault::new("step", text), StatusCode::TOO_MANY_REQUESTS).await,
            _ => self.back(sent, Fault::new("step", text), StatusCode::CONFLICT).await,
        }
    }

    async fn withdraw(&self, sent: Sent) -> Response {
        match self.market.requests.withdraw(self.who, self.code).await {
            Ok(()) => self.done("huy"),
            Err(Failure::Refused(WithdrawRefusal::NotFound)) => render::not_found(self.market, self.visit).await,
            Err(Failure::Refused(refusal)) => {
                let text = (self.words.orders.requests.ask.withdraw_refusal)(refusal);
                self.back(sent, Fault::new("step", text), StatusCode::CONFLICT).await
            }
            Err(Failure::Incident(id)) => render::incident(self.market, self.visit, id).await,
        }
    }

    fn done(&self, what: &str) -> Response {
        let here = self.uri.path_and_query().map_or("/", |here| here.as_str());
        done::to(self.visit, here, what)
    }

    /// The page as it is now, with what was typed and why nothing happened.
    async fn back(&self, sent: Sent, fault: Fault, status: StatusCode) -> Response {
        let filled = sent.back(vec![fault]);
        let mut response = render::show_again(self.market, self.visit, self.uri, filled).await;
        if response.status() == StatusCode::UNPROCESSABLE_ENTITY {
            *response.status_mut() = status;
        }
        response
    }
}

/// The text of a field, or what is wrong with it.
fn message(sent: &Sent, field: &str, words: &Requests) -> Result<Message, Vec<Fault>> {
    Message::read(sent.text(field)).map_err(|fault| vec![Fault::new(field, (words.message_fault)(fault))])
}

/// What shall go back, or everything that is wrong with the form. Whether it may be asked for now is not decided here:
/// a form that is sent a second time has its answer already.
fn read_return(received: &Received, offers: &Offers, words: &Words) -> Result<Ask, Vec<Fault>> {
    let Received { sent, pictures, .. } = received;
    let requests = &words.orders.requests;
    let mut faults = Vec::new();
    let reason = sent.raw("return-reason").and_then(|name| name.parse::<ReturnReason>().ok());
    if reason.is_none() {
        faults.push(Fault::new("return-reason", requests.ask.reason_lacks));
    }
    let lines = read_units(&offers.left, |line| sent.line(&units_field(line))).unwrap_or_else(|wrong| {
        let told =
            wrong.into_iter().map(|(line, fault)| Fault::new(units_field(line), (requests.ask.units_fault)(fault)));
        faults.extend(told);
        Vec::new()
    });
    let text = message(sent, "return-text", requests).map_err(|wrong| faults.extend(wrong)).ok();
    // Where no return can be asked for, that is told, and not that its photos were not taken.
    if offers.goods_back.is_some() {
        faults.extend(received.told(words));
    }
    match (reason, text) {
        (Some(reason), Some(text)) if faults.is_empty() => {
            let photos: Vec<PictureId> = pictures.clone();
            Ok(Ask::Return { reason, text, lines, photos })
        }
        _ => Err(faults),
    }
}
