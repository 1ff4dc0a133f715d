//! A form that changes something must come from our own pages: another site could make a visitor's browser send it.
//! Cookies are `SameSite=Lax`; this is the second lock.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};
use url::Url;

use super::{render, visit::Visit};
use crate::{settings::Settings, state::Market};

/// Addresses called by programs, not by browsers; they prove themselves by a signature.
const FOR_PROGRAMS: &str = "/webhooks/";

pub async fn check(State(market): State<Market>, visit: Visit, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE);
    if reads || request.uri().path().starts_with(FOR_PROGRAMS) || is_ours(&market.settings, request.headers()) {
        return next.run(request).await;
    }
    render::problem(&market, &visit, StatusCode::FORBIDDEN).await
}

/// Whether a request that changes something was made by one of our pages.
fn is_ours(settings: &Settings, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    // The browser's own word; a page cannot forge it. `none`: typed or reloaded by the person.
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    // A browser says where a form comes from, in one of these ways or another. What says nothing is a program that
    // someone runs for themselves; nobody made it send their cookies.
    let said = text("origin").or_else(|| text("referer"));
    said.is_none_or(|said| is_our_origin(settings, said, text(header::HOST.as_str())))
}

/// On loopback the machine has several names, and the one in the address bar will do.
fn is_our_origin(settings: &Settings, said: &str, host: Option<&str>) -> bool {
    let Ok(said) = Url::parse(said) else { return false };
    let origin = said.origin().ascii_serialization();
    origin == settings.public_url
        || settings.on_loopback() && host.is_some_and(|host| origin == format!("http://{}", host.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(settings: &[(&str, &str)], headers: &[(&'static str, &str)]) -> bool {
        let value = |name: &str| settings.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let settings = Settings::read(value).expect("good settings");
        is_ours(
            &settings,
            &headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect(),
        )
    }

    #[test]
    fn only_our_own_pages_may_send_forms() {
        let real = [("PUBLIC_URL", "https://cho.example"), ("SECRET_KEY", "0123456789abcdef0123456789abcdef")];
        for (headers, expected) in [
            (vec![("origin", "https://cho.example")], true),
            (vec![("referer", "https://cho.example/gio-hang?x=1")], true),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-origin"), ("origin", "null")], true),
            (vec![("sec-fetch-site", "same-site"), ("origin", "https://cho.example")], false),
            (vec![("sec-fetch-site", "cross-site")], false),
            (vec![("origin", "https://cho.example.evil.example")], false),
            (vec![("origin", "http://cho.example")], false),
            (vec![("origin", "null")], false),
            (vec![("origin", "https://evil.example"), ("host", "evil.example")], false),
            (vec![("origin", "https://evil.example"), ("referer", "https://cho.example/")], false),
            (vec![], true),
        ] {
            assert_eq!(ours(&real, &headers), expected, "{headers:?}");
        }
    }

    #[test]
    fn on_loopback_the_name_in_the_address_bar_will_do() {
        assert!(ours(&[], &[("origin", "http://localhost:3000"), ("host", "localhost:3000")]));
        assert!(!ours(&[], &[("origin", "http://evil.example"), ("host", "localhost:3000")]));
    }
}
