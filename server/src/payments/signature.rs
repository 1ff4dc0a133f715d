//! Whether a message comes from its feed: an HMAC over what that feed signs, compared in constant time, and near now
//! where the feed says when it signed.
//!
//! Source of the rules: `domain.md`, *SePay*, *Casso V2*, *payOS*.

use axum::http::HeaderMap;
use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{
    Hmac, Mac,
    digest::{FixedOutput, KeyInit},
};
use sha2::{Sha256, Sha512};
use shop::payments::{casso, payos, service::FeedKind};
use subtle::ConstantTimeEq;
use time::{Duration, OffsetDateTime};

const SEPAY: &str = "x-sepay-signature";
const SEPAY_TIME: &str = "x-sepay-timestamp";
const CASSO: &str = "x-casso-signature";
/// How far the sender's clock may be from ours, either way; what is older could be a replay.
const DRIFT_MAX: Duration = Duration::minutes(5);

/// Whether headers and body were signed with the feed's secret, and near now.
pub fn is_authentic(kind: FeedKind, secret: &str, headers: &HeaderMap, body: &[u8], now: OffsetDateTime) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let checked = match kind {
        FeedKind::Sepay => text(SEPAY).zip(text(SEPAY_TIME)).map(|(given, at)| sepay(secret, given, at, body, now)),
        FeedKind::Casso => text(CASSO).map(|given| casso(secret, given, body, now)),
        FeedKind::Payos => Some(payos(secret, body)),
    };
    checked.unwrap_or(false)
}

/// `sha256=` HMAC-SHA256 over the moment in seconds, a dot and the body.
fn sepay(secret: &str, given: &str, timestamp: &str, body: &[u8], now: OffsetDateTime) -> bool {
    let Some(given) = given.strip_prefix("sha256=") else { return false };
    let near = timestamp.parse().is_ok_and(|seconds: i64| is_near(i128::from(seconds) * 1_000, now));
    near && is_hmac::<Hmac<Sha256>>(secret, &[timestamp.as_bytes(), b".", body], given)
}

/// `t=` milliseconds, `v1=` HMAC-SHA512 over the moment, a dot and the body with its names sorted. While a secret is
/// changed there may be several `v1`.
fn casso(secret: &str, given: &str, body: &[u8], now: OffsetDateTime) -> bool {
    let parts: Vec<(&str, &str)> = given.split(',').filter_map(|part| part.trim().split_once('=')).collect();
    let Some((_, timestamp)) = parts.iter().find(|(name, _)| *name == "t") else { return false };
    let near = timestamp.parse().is_ok_and(|ms: i64| is_near(i128::from(ms), now));
    let text = std::str::from_utf8(body).ok().and_then(|body| casso::signed_text(timestamp, body));
    let Some(text) = text.filter(|_| near) else { return false };
    let mut signatures = parts.iter().filter(|(name, _)| *name == "v1").map(|(_, signature)| signature);
    signatures.any(|signature| is_hmac::<Hmac<Sha512>>(secret, &[text.as_bytes()], signature))
}

/// HMAC-SHA256 over the fields of `data`; it stands in the body, and says no time.
fn payos(secret: &str, body: &[u8]) -> bool {
    let signed = std::str::from_utf8(body).ok().and_then(payos::signed_text);
    signed.is_some_and(|(text, given)| is_hmac::<Hmac<Sha256>>(secret, &[text.as_bytes()], &given))
}

fn is_near(ms: i128, now: OffsetDateTime) -> bool {
    let drift = now.unix_timestamp_nanos() / 1_000_000 - ms;
    drift.unsigned_abs() <= DRIFT_MAX.whole_milliseconds().unsigned_abs()
}

/// Whether the hex digits are the HMAC of the parts, one after the other.
fn is_hmac<M: Mac + KeyInit + FixedOutput>(secret: &str, parts: &[&[u8]], given: &str) -> bool {
    // HMAC takes keys of any length; the error cannot be.
    let Ok(mut mac) = <M as KeyInit>::new_from_slice(secret.as_bytes()) else { return false };
    let Ok(given) = HEXLOWER_PERMISSIVE.decode(given.as_bytes()) else { return false };
    parts.iter().for_each(|part| Mac::update(&mut mac, part));
    mac.finalize_fixed().as_slice().ct_eq(&given).into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "signature_tests.rs"]
mod tests;
