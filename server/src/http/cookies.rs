//! The market's three cookies: session, visitor, and a mark that a cart has something in it.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{
    random::{Randomness, token},
    settings::Settings,
};

/// The session of someone signed in.
pub const SESSION: &str = "phien";
/// A browser's own key: its cart and what it bought.
pub const VISITOR: &str = "gio";
/// Readable by script: whether asking for the cart's badge is worth a request.
pub const HAS_CART: &str = "gio_co";

/// A cookie that came with a request.
pub fn value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name && !value.is_empty() && value.len() <= 200)
        .map(|(_, value)| value.to_owned())
}

/// A `Set-Cookie` that scripts cannot read.
pub fn secret(settings: &Settings, name: &str, value: &str, seconds: i64) -> HeaderValue {
    line(settings, name, value, seconds, "; HttpOnly")
}

/// A `Set-Cookie` that scripts may read.
pub fn open(settings: &Settings, name: &str, value: &str, seconds: i64) -> HeaderValue {
    line(settings, name, value, seconds, "")
}

fn line(settings: &Settings, name: &str, value: &str, seconds: i64, more: &str) -> HeaderValue {
    let secure = if settings.public_url.starts_with("https:") { "; Secure" } else { "" };
    HeaderValue::from_str(&format!("{name}={value}; Path=/; SameSite=Lax; Max-Age={seconds}{more}{secure}"))
        .unwrap_or_else(|_| HeaderValue::from_static("x=; Max-Age=0"))
}

/// A new visitor's key.
pub fn new_visitor(random: &dyn Randomness) -> String {
    token(random)
}
