//! The forms of signing in and out.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::State,
    http::{Uri, header},
    response::{IntoResponse, Response},
    routing::post,
};
use shop::{
    failure::Failure,
    identity::{party::Anyone, service::Credentials},
};

use crate::{
    http::{
        cookies,
        form::Sent,
        guard::{local_path, see_other},
        render,
        visit::Visit,
    },
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new().route("/dang-nhap", post(sign_in)).route("/dang-xuat", post(sign_out))
}

async fn sign_in(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let typed =
        Credentials { email: sent.line("email"), password: sent.raw("password").unwrap_or_default().to_owned() };
    let words = Words::of(visit.language);
    match market.identity.sign_in(&Anyone, typed).await {
        Ok(opened) => {
            let next = sent.raw("tiep").and_then(local_path).map(str::to_owned);
            let next = next.unwrap_or_else(|| visit.language.path(opened.who.home()));
            let cookie = cookies::secret(&market.settings, cookies::SESSION, &opened.token, 30 * 86_400);
            ([(header::SET_COOKIE, cookie)], see_other(&next)).into_response()
        }
        Err(Failure::Refused(refusal)) => {
            let fault = Fault::new("email", (words.identity.refusal)(refusal));
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

async fn sign_out(State(market): State<Market>, visit: Visit) -> Response {
    if let (Some(who), Some(token)) = (&visit.who, &visit.session) {
        // The cookie goes in any case; a session that could not be deleted is in the log and ends by itself.
        let _ = market.identity.sign_out(who, token).await;
    }
    let gone = cookies::secret(&market.settings, cookies::SESSION, "", 0);
    ([(header::SET_COOKIE, gone)], see_other(&visit.language.path("/"))).into_response()
}
