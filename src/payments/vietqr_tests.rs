#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

const VECTORS: &str = include_str!("../../tests/data/payment-vectors.json");

fn vectors() -> Vec<(String, String, String)> {
    let vectors: serde_json::Value = serde_json::from_str(VECTORS).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let cases = vectors["vietqr"].as_array().unwrap().iter();
    cases.map(|case| (text(&case["case"]), text(&case["payload"]), text(&case["expect"]))).collect()
}

#[test]
fn every_published_vector_is_read_or_refused_as_it_must() {
    assert_eq!(vectors().len(), 10);
    for (case, payload, expect) in vectors() {
        let parsed = VietQr::parse(&payload);
        match expect.as_str() {
            "ok" => assert_eq!(parsed.unwrap().payload(), payload, "{case}"),
            "bad_length" => assert_eq!(parsed, Err(VietQrError::BadLength), "{case}"),
            "bad_crc" => assert_eq!(parsed, Err(VietQrError::BadCrc), "{case}"),
            other => panic!("unknown expectation {other}"),
        }
    }
}

fn signed(body: &str) -> String {
    let body = format!("{body}6304");
    let crc = crc(body.as_bytes());
    format!("{body}{crc:04x}")
}

const PAYEE: &str = "38540010A00000072701240006970423011000999999990208QRIBFTTA";

#[test]
fn tags_may_come_in_any_order_with_unknown_ones_and_a_lower_case_checksum() {
    let payload = signed(&format!("5802VN{PAYEE}9902XX53037040002015404500062070803abc010212"));
    let qr = VietQr::parse(&payload).unwrap();
    assert_eq!((qr.amount, qr.purpose.as_deref()), (Some(Money::dong(5000)), Some("abc")));
    assert_eq!((qr.bank.name(), qr.account.as_str()), (Some("TPBank"), "0099999999"));
}

#[test]
fn a_field_that_runs_over_its_end_is_refused() {
    for body in [format!("{PAYEE}5802VN9905ab"), format!("{PAYEE}58"), format!("{PAYEE}58x2VN"), "5400".to_owned()] {
        assert!(matches!(VietQr::parse(&signed(&body)), Err(VietQrError::BadLength | VietQrError::BadCrc)), "{body}");
    }
}

#[test]
fn bad_amounts_are_refused() {
    for amount in ["0", "-5", "1.5", "5000.00", "abc", "+5", "99999999999999"] {
        let payload = signed(&format!("000201{PAYEE}530370454{:02}{amount}5802VN", amount.len()));
        assert_eq!(VietQr::parse(&payload), Err(VietQrError::BadAmount), "{amount}");
    }
}

#[test]
fn another_currency_country_or_a_field_given_twice_is_refused() {
    for body in [
        format!("000201{PAYEE}53038405802VN"),
        format!("000201{PAYEE}53037045802US"),
        format!("{PAYEE}53037045802VN"),
        format!("000201{PAYEE}53037045403100540320053037045802VN"),
        "00020153037045802VN".to_owned(),
        String::new(),
    ] {
        assert_eq!(VietQr::parse(&signed(&body)), Err(VietQrError::NotVietQr), "{body}");
    }
    assert_eq!(VietQr::parse(""), Err(VietQrError::BadCrc));
    assert_eq!(VietQr::parse("xin chào"), Err(VietQrError::NotVietQr));
}

#[test]
fn the_purpose_is_folded_and_cut() {
    let mut qr = VietQr::parse(&vectors()[1].1).unwrap();
    qr.amount = Some(Money::dong(40_123));
    qr.purpose = Some("Chuyển khoản: đơn ĐẶC-BIỆT số 12345".to_owned());
    let parsed = VietQr::parse(&qr.payload()).unwrap();
    assert_eq!(parsed.purpose.as_deref(), Some("Chuyen khoan don DAC BIET"));
    assert!(qr.payload().starts_with("000201010212"));
}

#[test]
fn banks_and_accounts_are_checked() {
    assert_eq!(BankBin::parse("970436").unwrap().name(), Some("Vietcombank"));
    assert_eq!(BankBin::parse("97043"), Err(VietQrError::BadBank));
    assert_eq!(AccountNumber::parse("0011 0012-345").unwrap().as_str(), "00110012345");
    for bad in ["", "12345678901234567890", "12é", "1/2"] {
        assert_eq!(AccountNumber::parse(bad), Err(VietQrError::BadAccount), "{bad}");
    }
    assert!(serde_json::from_str::<BankBin>("\"12\"").is_err());
}

proptest! {
    #[test]
    fn what_was_built_is_read_back(
        bin in "[0-9]{6}",
        account in "[A-Z0-9]{1,19}",
        card: bool,
        amount in prop::option::of(1_i64..=9_999_999_999_999),
        purpose in prop::option::of("[A-Za-z0-9]{1,12}( [A-Za-z0-9]{1,12})?"),
        bill in prop::option::of("[A-Z0-9]{1,25}"),
    ) {
        let qr = VietQr {
            bank: BankBin::parse(&bin).unwrap(),
            account: AccountNumber::parse(&account).unwrap(),
            service: if card { Service::Card } else { Service::Account },
            amount: amount.map(Money::dong),
            purpose,
            bill,
        };
        prop_assert_eq!(VietQr::parse(&qr.payload()), Ok(qr));
    }

    #[test]
    fn any_text_is_read_or_refused(text in ".{0,80}", digits in "[0-9A-Z]{0,80}") {
        let _ = VietQr::parse(&text);
        let _ = VietQr::parse(&signed(&digits));
    }

    #[test]
    fn a_changed_character_is_noticed(place in 0_usize..100, to in "[0-9A-Z]") {
        let good = &vectors()[9].1;
        let mut changed = good.clone();
        let place = place % good.len();
        changed.replace_range(place..=place, &to);
        prop_assume!(&changed != good);
        prop_assert!(VietQr::parse(&changed).is_err());
    }
}
