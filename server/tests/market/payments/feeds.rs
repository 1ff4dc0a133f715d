use std::sync::Arc;

use axum::{body::Body, extract::Request, http::StatusCode};
use sea_orm::{EntityTrait, QueryOrder};
use server::{
    clock::SetClock,
    entity::{bank_message, transfer_report},
    http::{language::take_language, router::router},
    random::SystemRandomness,
    settings::Settings,
    state::Market,
};
use tower::ServiceExt;

use super::{outcomes, payment};
use crate::{
    on_both,
    support::{
        TestShop,
        feeds::{casso_body, hmac256, hmac512},
    },
};

const CASSO: &str = "/webhooks/casso";
const CASSO_SECRET: &str = "demo-casso-secret";
const PAYOS: &str = "/webhooks/payos";
/// Five minutes after the test's clock.
const AT: &str = "2026-11-24 10:05:00";

async fn kept(shop: &TestShop) -> Vec<bank_message::Model> {
    let rows = bank_message::Entity::find().order_by_asc(bank_message::Column::Id);
    rows.all(shop.market.database.writer()).await.unwrap()
}

/// A payOS message with its signature made by a key.
fn payos_body(key: &str, order: i64) -> String {
    let text = format!("amount=3000&desc=Thành công&orderCode={order}&paymentLinkId=abc&reference=TF1");
    format!(
        r#"{{"code":"00","desc":"success","success":true,"data":{{"orderCode":{order},"amount":3000,
        "reference":"TF1","paymentLinkId":"abc","desc":"Th\u00e0nh công"}},"signature":"{}"}}"#,
        hmac256(key, &text)
    )
}

on_both! {
    async fn casso_pays_an_order_like_any_feed_and_money_that_left_pays_none(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let reference = &placed.order().reference;
        let body = casso_body(7, 125_000, AT, "FT7", &format!("MBVCB {reference} CT"));
        for _ in 0..2 {
            let answer = shop.casso(CASSO, CASSO_SECRET, &body).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "{\"success\":true}"));
        }
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        shop.casso(CASSO, CASSO_SECRET, &casso_body(8, -125_000, AT, "FT8", reference)).await;
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        assert_eq!(outcomes(&shop).await, ["exact", "outgoing"]);
        assert_eq!(kept(&shop).await.len(), 2);
    }

    async fn what_two_feeds_tell_is_one_transfer(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (first, second) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        shop.bank_says(1, 125_000, &first.order().reference).await;
        shop.casso(CASSO, CASSO_SECRET, &casso_body(7, 125_000, AT, "ft-1", "noi dung khac")).await;
        // Without the bank's reference it is known by account, amount, day and the order's reference.
        shop.casso(CASSO, CASSO_SECRET, &casso_body(8, 125_000, AT, "", &second.order().reference)).await;
        shop.bank_says(2, 125_000, &second.order().reference).await;
        for placed in [&first, &second] {
            assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        }
        // A feed tells of each transfer once: what it tells again under another reference is another transfer.
        shop.bank_says(3, 125_000, &second.order().reference).await;
        assert_eq!(payment(&shop, second.order()).await, ("overpaid".into(), 250_000));
        assert_eq!(outcomes(&shop).await, ["exact", "exact", "duplicate"]);
    }

    async fn a_forged_stale_or_unsigned_casso_message_is_refused_and_nothing_is_kept(shop: TestShop) {
        let body = casso_body(7, 125_000, AT, "FT7", "CLAB2C3D4E");
        let sorted = shop::payments::json::Json::parse(&body).unwrap().sorted();
        let now = shop.market.clock.now().unix_timestamp() * 1_000;
        let signed = |secret: &str, at: i64| format!("t={at},v1={}", hmac512(secret, &format!("{at}.{sorted}")));
        for header in [
            String::new(),
            "t=1,v1=zz".into(),
            signed("another-secret", now),
            signed(CASSO_SECRET, now - 300_001),
            signed(CASSO_SECRET, now + 300_001),
            signed(CASSO_SECRET, now).replace("v1=", "v2="),
        ] {
            let answer = shop.hook(CASSO, &[("x-casso-signature", &header)], &body).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{header}");
        }
        assert_eq!(shop.hook(CASSO, &[], &body).await.status, StatusCode::UNAUTHORIZED);
        let right = signed(CASSO_SECRET, now);
        let changed = body.replace("125000", "125001");
        assert_eq!(shop.hook(CASSO, &[("x-casso-signature", &right)], changed).await.status, StatusCode::UNAUTHORIZED);
        for broken in [&b"\xff\xfe{}"[..], b"", b"{\"data\":"] {
            let answer = shop.hook(CASSO, &[("x-casso-signature", &right)], broken).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "nobody signs what is no JSON");
        }
        assert!(kept(&shop).await.is_empty());
        assert_eq!(shop.hook(CASSO, &[("x-casso-signature", &right)], &body).await.status, StatusCode::OK);
    }

    async fn an_authentic_casso_message_that_cannot_be_read_is_kept_for_the_operator(shop: TestShop) {
        let whole = casso_body(7, 125_000, AT, "FT7", "CLAB2C3D4E");
        let broken = [
            "{}".to_owned(),
            "[]".to_owned(),
            r#"{"error":0,"data":[]}"#.to_owned(),
            whole.replace("125000", "9223372036854775808"),
            whole.replace("125000", "-9223372036854775808"),
            whole.replace("125000", "125000.5"),
            whole.replace("125000", "0"),
            whole.replace("2026-11-24", "2026-02-30"),
        ];
        for body in &broken {
            assert_eq!(shop.casso(CASSO, CASSO_SECRET, body).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
        }
        let rows = kept(&shop).await;
        assert_eq!(rows.len(), broken.len());
        assert!(rows.iter().zip(&broken).all(|(row, body)| row.body == body.as_bytes() && row.fault.is_some()));
        assert_eq!(shop.casso(CASSO, CASSO_SECRET, &whole).await.status, StatusCode::OK, "its number is still free");
    }

    async fn the_trial_of_casso_is_answered_and_moves_no_money(shop: TestShop) {
        let body = casso_body(0, 599_000, AT, "MA_GIAO_DICH_THU_NGHIEM", "giao dich thu nghiem");
        assert_eq!(shop.casso(CASSO, CASSO_SECRET, &body).await.status, StatusCode::OK);
        assert!(outcomes(&shop).await.is_empty());
        assert!(kept(&shop).await.iter().all(|row| row.processed_at.is_some() && row.fault.is_none()));
    }

    async fn payos_is_verified_and_kept_and_pays_nothing(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        for order in [123, 9_007_199_254_740_991, 123] {
            let answer = shop.hook(PAYOS, &[], payos_body("demo-payos-key", order)).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "{\"success\":true}"), "{order}");
        }
        let rows = kept(&shop).await;
        assert_eq!(rows.iter().map(|row| row.external_id.as_str()).collect::<Vec<_>>(), ["123/abc/TF1", "9007199254740991/abc/TF1"]);
        assert!(rows.iter().all(|row| row.source == "payos" && row.processed_at.is_some() && row.fault.is_none()));
        assert!(outcomes(&shop).await.is_empty());
        assert_eq!(payment(&shop, placed.order()).await.0, "awaiting");
        for forged in [
            payos_body("another-key", 123),
            payos_body("demo-payos-key", 123).replace("3000", "3001"),
            "{}".into(),
            r#"{"data":{"orderCode":123}}"#.into(),
            String::new(),
        ] {
            assert_eq!(shop.hook(PAYOS, &[], &forged).await.status, StatusCode::UNAUTHORIZED, "{forged}");
        }
        assert_eq!(shop.hook(PAYOS, &[], b"\xff\xfe").await.status, StatusCode::UNAUTHORIZED);
        let odd = format!(r#"{{"data":{{"a":1}},"signature":"{}"}}"#, hmac256("demo-payos-key", "a=1"));
        assert_eq!(shop.hook(PAYOS, &[], odd).await.status, StatusCode::UNPROCESSABLE_ENTITY, "kept for the operator");
        assert_eq!(kept(&shop).await.len(), 3);
    }

    async fn ten_megabytes_are_too_much_for_every_feed(shop: TestShop) {
        for path in ["/webhooks/sepay", CASSO, PAYOS] {
            let answer = shop.hook(path, &[], vec![b' '; 10_000_000]).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        }
        assert!(kept(&shop).await.is_empty());
    }

    async fn without_a_secret_no_feed_has_an_address(shop: TestShop) {
        let settings = Settings::read(|name| match name {
            "PUBLIC_URL" => Some("https://cho-lang.example".into()),
            "SECRET_KEY" => Some("0123456789abcdef0123456789abcdef".into()),
            _ => None,
        })
        .unwrap();
        let clock = Arc::new(SetClock::at(shop.market.clock.now()));
        let market = Market::new(settings, shop.market.database.clone(), clock, Arc::new(SystemRandomness));
        for path in [CASSO, PAYOS, "/webhooks/casso/ba-lua", "/webhooks/payos/ba-lua", "/webhooks/khac"] {
            let request = Request::post(path).body(Body::from("{}")).unwrap();
            let answer = router(&market).oneshot(take_language(request)).await.unwrap();
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn who_told_of_a_transfer_is_written_down(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.bank_says(1, 125_000, "cam on").await;
        shop.bank_says(1, 125_000, "cam on").await;
        shop.casso(CASSO, CASSO_SECRET, &casso_body(7, 125_000, AT, "FT1", "cam on")).await;
        let told = transfer_report::Entity::find().order_by_asc(transfer_report::Column::Id);
        let told = told.all(shop.market.database.writer()).await.unwrap();
        let tellers: Vec<&str> = told.iter().map(|row| row.teller.as_str()).collect();
        assert_eq!(tellers, ["sepay", "casso"]);
        assert_eq!(told[0].bank_transaction_id, told[1].bank_transaction_id);
        assert!(told.iter().all(|row| row.message_id.is_some()));
    }
}
