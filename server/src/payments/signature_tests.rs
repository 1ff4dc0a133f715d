use super::*;

const SECRET: &str = "sepay_test_secret";
const BODY: &[u8] = br#"{"id":92704}"#;

fn vectors() -> serde_json::Value {
    serde_json::from_str(include_str!("../../../tests/data/payment-vectors.json")).unwrap()
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

fn at(ms: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000).unwrap()
}

mod sepay {
    use super::*;

    const NOW: i64 = 1_717_000_000_000;

    /// The published vector of `payment-vectors.json`.
    fn published() -> String {
        let vector = &vectors()["sepay_hmac"];
        assert_eq!(vector["key"], SECRET);
        assert_eq!(vector["message"], format!("1717000000.{}", std::str::from_utf8(BODY).unwrap()));
        format!("sha256={}", vector["hmac_sha256"].as_str().unwrap())
    }

    fn is(secret: &str, signature: &str, timestamp: &str, body: &[u8], now: i64) -> bool {
        is_authentic(FeedKind::Sepay, secret, &headers(&[(SEPAY, signature), (SEPAY_TIME, timestamp)]), body, at(now))
    }

    #[test]
    fn the_published_vector_is_authentic_within_five_minutes() {
        for drift in [-300, 0, 300] {
            assert!(is(SECRET, &published(), "1717000000", BODY, NOW + drift * 1_000), "{drift}");
        }
        for drift in [-301, 301, 1_000_000] {
            assert!(!is(SECRET, &published(), "1717000000", BODY, NOW + drift * 1_000), "{drift}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        let signature = published();
        assert!(!is("another secret", &signature, "1717000000", BODY, NOW));
        assert!(!is(SECRET, &signature, "1717000000", br#"{"id":92705}"#, NOW));
        assert!(!is(SECRET, &signature, "1717000001", BODY, NOW));
        assert!(!is_authentic(FeedKind::Sepay, SECRET, &HeaderMap::new(), BODY, at(NOW)));
        for wrong in ["", "sha256=", "sha256=00", "sha256=zz", &signature[..70], &signature[7..]] {
            assert!(!is(SECRET, wrong, "1717000000", BODY, NOW), "{wrong}");
        }
        for wrong in ["", "abc", "-1", "99999999999999999999", "-9223372036854775808"] {
            assert!(!is(SECRET, &signature, wrong, BODY, NOW), "{wrong}");
        }
    }
}

mod casso {
    use super::*;

    const NOW: i64 = 1_727_948_258_788;

    /// Key, body with its names in another order than signed, and signature of the published vector.
    fn published() -> (String, String, String) {
        let vector = vectors()["casso_v2"].clone();
        let (_, sorted) = vector["message"].as_str().unwrap().split_once('.').unwrap();
        let data = sorted.strip_prefix(r#"{"data":"#).and_then(|rest| rest.strip_suffix(r#","error":0}"#)).unwrap();
        let body = format!(r#"{{ "error": 0, "data": {data} }}"#);
        let text = |name: &str| vector[name].as_str().unwrap().to_owned();
        (text("key"), body, text("hmac_sha512"))
    }

    fn is(secret: &str, header: &str, body: &str, now: i64) -> bool {
        is_authentic(FeedKind::Casso, secret, &headers(&[(CASSO, header)]), body.as_bytes(), at(now))
    }

    #[test]
    fn the_published_vector_is_authentic_within_five_minutes() {
        let (key, body, signature) = published();
        let header = format!("t=1727948258788,v1={signature}");
        for drift in [-300_000, 0, 300_000] {
            assert!(is(&key, &header, &body, NOW + drift), "{drift}");
        }
        for drift in [-300_001, 300_001, 9_000_000] {
            assert!(!is(&key, &header, &body, NOW + drift), "{drift}");
        }
        let rotated = format!("v1=00, t=1727948258788, v1={signature}");
        assert!(is(&key, &rotated, &body, NOW), "one of several will do");
    }

    #[test]
    fn anything_else_is_not() {
        let (key, body, signature) = published();
        let header = format!("t=1727948258788,v1={signature}");
        assert!(!is("another", &header, &body, NOW));
        assert!(!is(&key, &header, &body.replace("599000", "599001"), NOW));
        assert!(!is(&key, &header, &body.replace("599000", "599000.0"), NOW), "numbers are signed letter for letter");
        assert!(!is(&key, &header, &body.replace("\"error\": 0", "\"error\": 0, \"error\": 0"), NOW));
        for wrong in [
            String::new(),
            signature.clone(),
            format!("v1={signature}"),
            format!("t=1727948258789,v1={signature}"),
            format!("t=,v1={signature}"),
            "t=1727948258788".into(),
            "t=1727948258788,v1=".into(),
            format!("t=1727948258788,v0={signature}"),
        ] {
            assert!(!is(&key, &wrong, &body, NOW), "{wrong}");
        }
        let broken = is_authentic(FeedKind::Casso, &key, &headers(&[(CASSO, &header)]), b"\xff\xfe", at(NOW));
        assert!(!broken && !is(&key, &header, "", NOW) && !is(&key, &header, "[", NOW));
    }
}

mod payos {
    use super::*;

    fn published() -> (String, serde_json::Value) {
        let vector = vectors()["payos_webhook"].clone();
        let body = serde_json::json!({
            "code": "00", "desc": "success", "success": true,
            "data": vector["data"], "signature": vector["hmac_sha256"],
        });
        (vector["key"].as_str().unwrap().to_owned(), body)
    }

    fn is(secret: &str, body: &serde_json::Value) -> bool {
        is_authentic(FeedKind::Payos, secret, &HeaderMap::new(), body.to_string().as_bytes(), at(0))
    }

    #[test]
    fn the_published_vector_is_authentic_and_a_changed_one_is_not() {
        let (key, body) = published();
        assert!(is(&key, &body));
        assert!(!is("another", &body));
        let mut changed = body.clone();
        changed["data"]["amount"] = 3001.into();
        assert!(!is(&key, &changed));
        let mut unsigned = body;
        unsigned["signature"] = serde_json::Value::Null;
        assert!(!is(&key, &unsigned));
        assert!(!is_authentic(FeedKind::Payos, &key, &HeaderMap::new(), b"\xff{}", at(0)));
    }
}
