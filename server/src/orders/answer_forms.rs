//! The form with which a producer answers one request.

use app::{
    form::Fault,
    orders::answer::answer_field,
    words::{Words, orders::Requests},
};
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, Uri},
    response::Response,
    routing::post,
};
use shop::{
    failure::Failure,
    id::RequestId,
    orders::request::{Answer, AnswerRefusal, Message},
};

use crate::{
    http::{done, form::Sent, guard::to_sign_in, render, visit::Visit},
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new().route("/xuong/don-hang/{code}/yeu-cau/{request}", post(answer))
}

async fn answer(
    State(market): State<Market>,
    visit: Visit,
    Path((code, request)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let here = format!("/xuong/don-hang/{code}");
    let Ok(page) = here.parse::<Uri>() else { return render::not_found(&market, &visit).await };
    let Some(who) = &visit.who else { return to_sign_in(&visit, &page) };
    let Some(staff) = who.producer_staff() else { return render::not_found(&market, &visit).await };
    let Ok(request) = request.parse::<RequestId>() else { return render::not_found(&market, &visit).await };
    let words = &Words::of(visit.language).orders.requests;
    let answer = match read(&sent, request, words) {
        Some(Ok(answer)) => answer,
        Some(Err(fault)) => return render::show_again(&market, &visit, &page, sent.back(vec![fault])).await,
        None => return render::not_found(&market, &visit).await,
    };
    let refusal = match market.requests.answer(&staff, &code, request, answer).await {
        Ok(()) => return done::to(&visit, &here, "tra-loi"),
        Err(Failure::Refused(AnswerRefusal::NotFound)) => return render::not_found(&market, &visit).await,
        Err(Failure::Refused(refusal)) => refusal,
        Err(Failure::Incident(id)) => return render::incident(&market, &visit, id).await,
    };
    let (field, status) = match refusal {
        AnswerRefusal::WordsMissing => (answer_field(request), StatusCode::UNPROCESSABLE_ENTITY),
        AnswerRefusal::Misfit => ("step".to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
        AnswerRefusal::Settled(_) | AnswerRefusal::OrderWentOn | AnswerRefusal::NotFound => {
            ("step".to_owned(), StatusCode::CONFLICT)
        }
    };
    let filled = sent.back(vec![Fault::new(field, (words.desk.refusal)(refusal))]);
    let mut response = render::show_again(&market, &visit, &page, filled).await;
    if response.status() == StatusCode::UNPROCESSABLE_ENTITY {
        *response.status_mut() = status;
    }
    response
}

/// The answer as it was typed; `None` for a button that the page does not have.
fn read(sent: &Sent, request: RequestId, words: &Requests) -> Option<Result<Answer, Fault>> {
    let field = answer_field(request);
    let text = sent.text(&field);
    let silent = text.is_empty();
    let message = Message::read(text);
    let wrong = |text: String| Err(Fault::new(field.clone(), text));
    Some(match (sent.raw("do")?, message) {
        ("accept", _) if silent => Ok(Answer::Accept(None)),
        ("decline", _) if silent => wrong(words.desk.decline_lacks.to_owned()),
        ("accept", Ok(message)) => Ok(Answer::Accept(Some(message))),
        ("decline", Ok(message)) => Ok(Answer::Decline(message)),
        ("reply", Ok(message)) => Ok(Answer::Reply(message)),
        ("accept" | "decline" | "reply", Err(fault)) => wrong((words.message_fault)(fault)),
        _ => return None,
    })
}
