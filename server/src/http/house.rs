//! What stands around every address: the log, the headers, the checks at the gate, and words instead of blank errors.

use std::{
    panic::AssertUnwindSafe,
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::{Body, HttpBody},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures::{FutureExt, StreamExt};
use shop::language::Language;
use tower_http::timeout::RequestBodyTimeoutLayer;
use url::form_urlencoded;

use super::{
    form::whole,
    origin, render, security,
    visit::{self, Visit},
};
use crate::{fault::Fault, state::Market};

/// A page that takes longer is broken.
const PAGE_TIME: Duration = Duration::from_secs(30);
/// A form with photos over a weak network may take this long altogether …
const FORM_TIME: Duration = Duration::from_secs(15 * 60);
/// … as long as something arrives every so often.
const SILENCE: Duration = Duration::from_secs(60);
/// The character NUL as it stands in an address.
const NUL: &str = "%00";
/// What is read as a slash by some and as part of a name by others.
const SLASHES: [&str; 3] = ["\\", "%5c", "%2f"];

/// Puts the house around the addresses.
pub fn around(market: &Market, addresses: Router<Market>) -> Router {
    addresses
        .layer(RequestBodyTimeoutLayer::new(SILENCE))
        .layer(from_fn_with_state(market.clone(), end_streams))
        .layer(from_fn_with_state(market.clone(), origin::check))
        .layer(from_fn_with_state(market.clone(), refuse_crooked))
        .layer(from_fn_with_state(market.clone(), say_it_in_words))
        .layer(from_fn_with_state(market.clone(), catch))
        .layer(from_fn_with_state(market.clone(), visit::read))
        .layer(from_fn(drop_nul))
        .layer(from_fn_with_state(security::headers(&market.settings), security::add))
        .layer(from_fn(log))
        .with_state(market.clone())
}

/// One line for each request: never its query or headers, where keys stand.
async fn log(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let language = request.extensions().get::<Language>().copied().unwrap_or_default();
    let path = language.path(request.uri().path());
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), begun.elapsed().as_millis());
    if ["/assets/", "/anh/", "/health/"].iter().any(|quiet| path.starts_with(quiet)) {
        tracing::debug!(%method, path, status, ms, "request");
    } else {
        tracing::info!(%method, path, status, ms, "request");
    }
    response
}

/// The router of addresses, which knows who may come in, takes a path as it stands; the one of pages reads it as a
/// browser does. A path that the two would read differently is none of ours.
async fn refuse_crooked(State(market): State<Market>, visit: Visit, request: Request, next: Next) -> Response {
    if is_straight(request.uri().path()) {
        return next.run(request).await;
    }
    if is_for_programs(request.uri().path()) {
        return (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")]).into_response();
    }
    // Its links must not lead where such a path leads.
    let elsewhere = Visit { uri: Uri::from_static("/"), ..visit };
    render::not_found(&market, &elsewhere).await
}

/// Whether a path says the same to everyone: no way up (`..`), no other slashes, no other host (`//`). Nor has it the
/// character NUL, for which PostgreSQL has no place in a text.
fn is_straight(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let leads_elsewhere = !path.starts_with('/') || path.starts_with("//");
    let dots = |segment: &str| matches!(segment.replace("%2e", ".").as_str(), "." | "..");
    let disguised = SLASHES.iter().chain([&NUL]).any(|part| path.contains(part));
    !leads_elsewhere && !disguised && !path.split('/').any(dots)
}

/// No keyboard types that character: a question is read without it, like a form ([`whole`]).
async fn drop_nul(mut request: Request, next: Next) -> Response {
    if let Some(query) = request.uri().query().filter(|query| query.contains(NUL)) {
        let fields = form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (whole(&name), whole(&value)));
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        if let Ok(uri) = format!("{}?{query}", request.uri().path()).parse() {
            *request.uri_mut() = uri;
        }
    }
    next.run(request).await
}

/// A panic or a page that hangs becomes a page with a number; the story is in the log.
async fn catch(State(market): State<Market>, visit: Visit, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let time = if reads { PAGE_TIME } else { FORM_TIME };
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(time, answer).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => {
            let id = Fault::outside("panic", story(&*panic)).report();
            render::incident(&market, &visit, id).await
        }
        Err(_) => render::problem(&market, &visit, StatusCode::SERVICE_UNAVAILABLE).await,
    }
}

/// What a panic says of itself.
fn story(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "without a word".into())
}

/// Answers that a library made (no such method, too large, not readable) are blank or a line for programmers. People
/// get a page; programs keep what they got.
async fn say_it_in_words(State(market): State<Market>, visit: Visit, request: Request, next: Next) -> Response {
    let for_programs = is_for_programs(request.uri().path());
    let response = next.run(request).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if !failed || for_programs || !is_wordless(&response) {
        return response;
    }
    let (parts, _) = response.into_parts();
    let mut page = render::problem(&market, &visit, parts.status).await;
    for name in [header::ALLOW, header::RETRY_AFTER, header::SET_COOKIE] {
        for value in parts.headers.get_all(&name) {
            page.headers_mut().append(name.clone(), value.clone());
        }
    }
    page
}

/// Whether nobody reads what stands at an address as a page.
fn is_for_programs(path: &str) -> bool {
    ["/webhooks/", "/api/", "/health/", "/assets/", "/anh/"].iter().any(|begin| path.starts_with(begin))
}

fn is_wordless(response: &Response) -> bool {
    let plain = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/plain");
    response.headers().get(header::CONTENT_TYPE).is_none_or(plain) || response.body().size_hint().exact() == Some(0)
}

/// Streams of events have no end of their own; they end when the market closes, so that closing need not wait for them.
async fn end_streams(State(market): State<Market>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream")) {
        return response;
    }
    let closing = market.stopping.clone().cancelled_owned();
    response.map(|body| Body::from_stream(body.into_data_stream().take_until(closing)))
}

#[cfg(test)]
mod tests {
    use super::is_straight;

    #[test]
    fn a_path_says_the_same_to_everyone_or_is_refused() {
        for path in
            ["/", "/tim", "/san-pham/a..b", "/.well-known/x", "/san-pham/...", "/a/", "/a%20b", "/a//b", "/%2", "/%"]
        {
            assert!(is_straight(path), "{path}");
        }
        for path in [
            "//evil.example",
            "*",
            "",
            "/..",
            "/a/..",
            "/a/../b",
            "/./a",
            "/a/%2e",
            "/%2E%2e/a",
            "/.%2e",
            "/%2E.",
            "/a\\b",
            "/a%5cb",
            "/a%5Cb",
            "/a%2fb",
            "/a%2Fb",
            "/a%00b",
            "/a/.",
        ] {
            assert!(!is_straight(path), "{path}");
        }
    }
}
