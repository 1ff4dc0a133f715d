//! What every answer tells the browser to refuse.

use std::sync::Arc;

use app::loader;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use crate::settings::Settings;

/// The headers of every answer.
pub type Headers = Arc<[(HeaderName, HeaderValue)]>;

/// Makes them once. The one inline script is allowed by its hash, so that kept pages need no nonce.
pub fn headers(settings: &Settings) -> Headers {
    let fixed =
        |name: &'static str, value: &'static str| (HeaderName::from_static(name), HeaderValue::from_static(value));
    let mut headers = vec![
        fixed("referrer-policy", "same-origin"),
        fixed("x-content-type-options", "nosniff"),
        fixed("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
        fixed("cross-origin-opener-policy", "same-origin"),
    ];
    if let Ok(policy) = HeaderValue::from_str(&content_policy()) {
        headers.push((header::CONTENT_SECURITY_POLICY, policy));
    }
    if settings.over_https() {
        headers.push(fixed("strict-transport-security", "max-age=31536000"));
    }
    headers.into()
}

/// The content security policy of pages.
pub fn content_policy() -> String {
    let loader = BASE64.encode(&Sha256::digest(loader::SCRIPT.as_bytes()));
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{loader}'; img-src 'self' data:; \
         object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

/// Adds the headers; what a handler decided for its own answer stays.
pub async fn add(State(headers): State<Headers>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in headers.iter() {
        response.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    response
}
