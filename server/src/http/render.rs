//! Shows a page of `app`: with the visit and the ports in its context, and after a refused form with what was typed.

use std::sync::Arc;

use app::{
    app::document,
    form::{Filled, OnceToken},
    problem::Status,
    routes::Audience,
    site::{CategoryLink, Reply, Site},
};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header},
    response::Response,
};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::{ResponseOptions, render_app_async_with_context};

use shop::failure::IncidentId;

use super::{
    guard::{Door, door, key_holder, to_sign_in},
    menu,
    visit::Visit,
};
use crate::{random::token, state::Market};

/// No page is larger; one that were would be cut.
pub const PAGE_BYTES_MAX: usize = 8 * 1024 * 1024;

/// An address that no page has.
const NOWHERE: &str = "/khong-co";

/// Tells Leptos which executor runs its futures. Once for the process; again does nothing.
pub fn prepare() {
    // An error means that it was told before.
    let _ = any_spawner::Executor::init_tokio();
}

/// Answers the GET of a page.
pub async fn show(market: Market, audience: Audience, visit: Visit, request: Request) -> Response {
    match door(audience, visit.who.as_ref()) {
        Door::Open => page(&market, audience, &visit, request.uri(), None).await,
        Door::SignIn => to_sign_in(&visit, request.uri()),
        Door::Hidden => not_found(&market, &visit).await,
    }
}

/// Shows the page that a form came from again, with what was typed and what is wrong: 422.
pub async fn show_again(market: &Market, visit: &Visit, uri: &Uri, filled: Filled) -> Response {
    let mut response = page(market, Audience::Visitor, visit, uri, Some(filled)).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    response
}

/// The form again, with 429: too many attempts.
pub async fn wait(market: &Market, visit: &Visit, uri: &Uri, filled: Filled) -> Response {
    let mut response = show_again(market, visit, uri, filled).await;
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

/// Where someone goes who may not send a form: to sign in, or where there is nothing.
pub async fn turned_away(market: &Market, visit: &Visit, uri: &Uri) -> Response {
    if visit.who.is_none() { to_sign_in(visit, uri) } else { not_found(market, visit).await }
}

/// The page that says there is no such page.
pub async fn not_found(market: &Market, visit: &Visit) -> Response {
    instead(market, visit, || {}).await
}

/// The page that tells of an incident by its number: 500.
pub async fn incident(market: &Market, visit: &Visit, id: IncidentId) -> Response {
    instead(market, visit, move || provide_context(id.clone())).await
}

/// The page that says in words why there is no answer.
pub async fn problem(market: &Market, visit: &Visit, status: StatusCode) -> Response {
    instead(market, visit, move || provide_context(Status(status.as_u16()))).await
}

/// A page instead of the one that was asked for. It stands at an address that no page has; the visit's own address is
/// what its links to the other language are made of.
async fn instead(market: &Market, visit: &Visit, tell: impl Fn() + Clone + Send + Sync + 'static) -> Response {
    let menu = menu::categories(market, visit.language).await;
    let provide = provider(market.clone(), visit.clone(), visit.uri.clone(), None, menu);
    let provide_all = move || {
        provide();
        tell();
    };
    respond(provide_all, &Uri::from_static(NOWHERE), Audience::Visitor).await
}

async fn page(market: &Market, audience: Audience, visit: &Visit, uri: &Uri, filled: Option<Filled>) -> Response {
    let menu = menu::categories(market, visit.language).await;
    let provide = provider(market.clone(), visit.clone(), uri.clone(), filled, menu);
    respond(provide, uri, audience).await
}

async fn respond(provide: impl Fn() + Clone + Send + Sync + 'static, uri: &Uri, audience: Audience) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    *request.uri_mut() = uri.clone();
    let mut response = trimmed(render_app_async_with_context(provide, document)(request).await).await;
    let cache = match audience {
        Audience::Public => "no-cache",
        _ => "no-store",
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// Puts into the page's context what it may need. A party is there only if it is signed in.
fn provider(
    market: Market,
    visit: Visit,
    uri: Uri,
    filled: Option<Filled>,
    categories: Arc<Vec<CategoryLink>>,
) -> impl Fn() + Clone + Send + Sync + 'static {
    let once = OnceToken(token(&*market.random));
    let key_holder = key_holder(&uri);
    move || {
        provide_context(Site {
            language: visit.language,
            path: uri.path().to_owned(),
            query: uri.query().unwrap_or_default().to_owned(),
            public_url: market.settings.public_url.clone(),
            demo: market.demo,
            contact: market.settings.mail_from.to_string(),
            assets: market.assets.clone(),
            who: visit.who.clone(),
            categories: categories.clone(),
            now: market.clock.now(),
        });
        provide_context(once.clone());
        provide_reply();
        if let Some(filled) = filled.clone() {
            provide_context(filled);
        }
        if let Some(visitor) = visit.known_visitor() {
            provide_context(visitor);
        }
        if let Some(key_holder) = key_holder.clone() {
            provide_context(key_holder);
        }
        if let Some(who) = &visit.who {
            provide_context(who.clone());
            who.producer_staff().into_iter().for_each(provide_context);
            who.cooperative_staff().into_iter().for_each(provide_context);
            who.operator().into_iter().for_each(provide_context);
        }
        market.provide_ports();
    }
}

fn provide_reply() {
    if let Some(options) = use_context::<ResponseOptions>() {
        provide_context(Reply(Arc::new(move |status| {
            if let Ok(status) = StatusCode::from_u16(status) {
                options.set_status(status);
            }
        })));
    }
}

/// Leptos ends a document with scripts for resources that our pages do not have and our content policy does not allow:
/// the document ends where its HTML ends.
async fn trimmed(response: Response) -> Response {
    const END: &[u8] = b"</html>";
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, PAGE_BYTES_MAX).await.unwrap_or_default();
    let end = bytes.windows(END.len()).rposition(|window| window == END).map_or(bytes.len(), |at| at + END.len());
    Response::from_parts(parts, Body::from(bytes.slice(..end)))
}
