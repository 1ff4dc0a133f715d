//! The forms of signing in and out, and of choosing a password.

use app::{
    form::{Fault, Filled},
    words::Words,
};
use axum::{
    Router,
    extract::State,
    http::{Uri, header},
    response::{IntoResponse, Response},
    routing::post,
};
use shop::{
    failure::Failure,
    identity::{
        party::Anyone,
        service::{ChooseRefusal, Chosen, Credentials, ForgetRefusal, Forgetful, Opened, SignInRefusal},
    },
};

use super::store::SESSION;
use crate::{
    http::{
        client::household,
        cookies,
        form::Sent,
        guard::{key_holder, local_path, see_other},
        render,
        visit::Visit,
    },
    state::Market,
};

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/dang-nhap", post(sign_in))
        .route("/dang-xuat", post(sign_out))
        .route("/quen-mat-khau", post(forget))
        .route("/dat-mat-khau", post(choose))
}

async fn sign_in(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let typed = Credentials {
        email: sent.line("email"),
        password: sent.raw("password").unwrap_or_default().to_owned(),
        household: household(visit.address),
        replaces: visit.session.clone(),
    };
    let words = Words::of(visit.language);
    match market.identity.sign_in(&Anyone, typed).await {
        Ok(opened) => {
            let next = sent.raw("tiep").and_then(local_path).map(str::to_owned);
            let next = next.unwrap_or_else(|| visit.language.path(opened.who.home()));
            go_on(&market, &opened, &next)
        }
        Err(Failure::Refused(refusal)) => {
            let filled = sent.back(vec![Fault::new("email", (words.identity.refusal)(refusal))]);
            match refusal {
                SignInRefusal::Wrong => render::show_again(&market, &visit, &uri, filled).await,
                SignInRefusal::TooMany => render::wait(&market, &visit, &uri, filled).await,
            }
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

/// The session's cookie, and on to the next page.
fn go_on(market: &Market, opened: &Opened, next: &str) -> Response {
    let cookie = cookies::secret(&market.settings, cookies::SESSION, &opened.token, SESSION.whole_seconds());
    ([(header::SET_COOKIE, cookie)], see_other(next)).into_response()
}

async fn sign_out(State(market): State<Market>, visit: Visit) -> Response {
    if let (Some(who), Some(token)) = (&visit.who, &visit.session) {
        // The cookie goes in any case; a session that could not be deleted is in the log and ends by itself.
        let _ = market.identity.sign_out(who, token).await;
    }
    let gone = cookies::secret(&market.settings, cookies::SESSION, "", 0);
    ([(header::SET_COOKIE, gone)], see_other(&visit.language.path("/"))).into_response()
}

async fn forget(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let words = &Words::of(visit.language).identity;
    let whose = Forgetful { email: sent.line("email"), language: visit.language, household: household(visit.address) };
    match market.identity.forget(&Anyone, whose).await {
        Ok(()) => see_other(&visit.language.path("/quen-mat-khau?da-gui=1")),
        Err(Failure::Refused(ForgetRefusal::Email(error))) => {
            let fault = Fault::new("email", (words.email_fault)(error));
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
        Err(Failure::Refused(ForgetRefusal::TooMany)) => {
            render::wait(&market, &visit, &uri, sent.back(vec![Fault::new("email", words.too_many)])).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

async fn choose(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let words = &Words::of(visit.language).identity;
    // Without a key the page itself says that the link does not work.
    let Some(who) = key_holder(&uri) else {
        return render::show_again(&market, &visit, &uri, Filled::default()).await;
    };
    let password = sent.raw("password").unwrap_or_default().to_owned();
    match market.identity.choose_password(&who, Chosen { password, language: visit.language }).await {
        Ok(opened) => go_on(&market, &opened, &visit.language.path(opened.who.home())),
        Err(Failure::Refused(refusal)) => {
            let faults = match refusal {
                ChooseRefusal::Link(_) => Vec::new(),
                ChooseRefusal::Password(fault) => vec![Fault::new("password", (words.password_fault)(fault))],
                ChooseRefusal::Busy => vec![Fault::new("password", words.busy)],
            };
            render::show_again(&market, &visit, &uri, Filled { values: Vec::new(), faults }).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}
