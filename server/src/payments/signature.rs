//! Whether a message comes from the bank feed: HMAC-SHA256 over the moment and the raw body, compared in constant time.
//!
//! Source of the rule: `domain.md`, *SePay*.

use axum::http::HeaderMap;
use data_encoding::HEXLOWER_PERMISSIVE;
use hmac::{
    Hmac, Mac,
    digest::{FixedOutput, KeyInit},
};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use time::{Duration, OffsetDateTime};

const SIGNATURE: &str = "x-sepay-signature";
const TIMESTAMP: &str = "x-sepay-timestamp";
/// How far the sender's clock may be from ours, either way; what is older could be a replay.
const DRIFT_MAX: Duration = Duration::minutes(5);

/// Whether headers and body were signed with the secret, near now.
pub fn is_authentic(secret: &str, headers: &HeaderMap, body: &[u8], now: OffsetDateTime) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let (Some(signature), Some(timestamp)) = (text(SIGNATURE), text(TIMESTAMP)) else { return false };
    let Some(given) = signature.strip_prefix("sha256=") else { return false };
    let Ok(given) = HEXLOWER_PERMISSIVE.decode(given.as_bytes()) else { return false };
    is_near(timestamp, now) && signed(secret, timestamp, body).is_some_and(|right| right.ct_eq(&given).into())
}

fn is_near(timestamp: &str, now: OffsetDateTime) -> bool {
    let Ok(seconds) = timestamp.parse::<i64>() else { return false };
    now.unix_timestamp()
        .checked_sub(seconds)
        .is_some_and(|drift| drift.unsigned_abs() <= DRIFT_MAX.whole_seconds().unsigned_abs())
}

fn signed(secret: &str, timestamp: &str, body: &[u8]) -> Option<Vec<u8>> {
    // HMAC takes keys of any length; the error cannot be.
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac.finalize_fixed().to_vec())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const SECRET: &str = "sepay_test_secret";
    const BODY: &[u8] = br#"{"id":92704}"#;

    fn headers(signature: &str, timestamp: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(SIGNATURE, signature.parse().unwrap());
        headers.insert(TIMESTAMP, timestamp.parse().unwrap());
        headers
    }

    fn at(seconds: i64) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(seconds).unwrap()
    }

    /// The published vector of `payment-vectors.json`.
    fn published() -> HeaderMap {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../tests/data/payment-vectors.json")).unwrap();
        let vector = &vectors["sepay_hmac"];
        assert_eq!(vector["key"], SECRET);
        assert_eq!(vector["message"], format!("1717000000.{}", std::str::from_utf8(BODY).unwrap()));
        headers(&format!("sha256={}", vector["hmac_sha256"].as_str().unwrap()), "1717000000")
    }

    #[test]
    fn the_published_vector_is_authentic_within_five_minutes() {
        for drift in [-300, 0, 300] {
            assert!(is_authentic(SECRET, &published(), BODY, at(1_717_000_000 + drift)), "{drift}");
        }
        for drift in [-301, 301, 1_000_000] {
            assert!(!is_authentic(SECRET, &published(), BODY, at(1_717_000_000 + drift)), "{drift}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        let now = at(1_717_000_000);
        let signature = published()[SIGNATURE].to_str().unwrap().to_owned();
        assert!(!is_authentic("another secret", &published(), BODY, now));
        assert!(!is_authentic(SECRET, &published(), br#"{"id":92705}"#, now));
        assert!(!is_authentic(SECRET, &headers(&signature, "1717000001"), BODY, now));
        assert!(!is_authentic(SECRET, &HeaderMap::new(), BODY, now));
        for wrong in ["", "sha256=", "sha256=00", "sha256=zz", &signature[..70], &signature[7..]] {
            assert!(!is_authentic(SECRET, &headers(wrong, "1717000000"), BODY, now), "{wrong}");
        }
        for wrong in ["", "abc", "-1", "99999999999999999999", "-9223372036854775808"] {
            assert!(!is_authentic(SECRET, &headers(&signature, wrong), BODY, now), "{wrong}");
        }
    }
}
