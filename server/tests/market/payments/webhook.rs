use std::sync::Arc;

use axum::{body::Body, extract::Request, http::StatusCode};
use server::{
    clock::SetClock,
    http::{language::take_language, router::router},
    payments::jobs::work_on_unfinished,
    random::SystemRandomness,
    settings::Settings,
    state::Market,
};
use tower::ServiceExt;

use super::{messages, outcomes, payment};
use crate::{on_both, support::placed::signature};

const UNPROCESSABLE: u16 = 422;
/// The largest movement that counts, in đồng.
const LARGEST: i64 = 10_000_000_000_000;

on_both! {
    async fn a_forged_stale_or_unsigned_message_is_refused_and_nothing_is_kept(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let body = shop.message(1, 125_000, &placed.order().reference);
        let now = shop.market.clock.now().unix_timestamp();
        let right = signature("demo-sepay-secret", &now.to_string(), body.as_bytes());
        let of_old = signature("demo-sepay-secret", &(now - 301).to_string(), body.as_bytes());
        let forged = signature("another-secret", &now.to_string(), body.as_bytes());
        for (given, at) in [
            (None, now.to_string()),
            (Some(forged.as_str()), now.to_string()),
            (Some(right.as_str()), (now + 1).to_string()),
            (Some(of_old.as_str()), (now - 301).to_string()),
            (Some(right.as_str()), String::new()),
            (Some("zz"), now.to_string()),
        ] {
            let answer = shop.sepay_with(given, &at, &body).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{given:?} {at}");
        }
        let changed = body.replace("125000", "225000");
        assert_eq!(shop.sepay_with(Some(&right), &now.to_string(), changed).await.status, StatusCode::UNAUTHORIZED);
        assert!(messages(&shop).await.is_empty());
        assert_eq!(payment(&shop, placed.order()).await.0, "awaiting");
        assert_eq!(shop.sepay_with(Some(&right), &now.to_string(), &body).await.status, StatusCode::OK);
    }

    async fn a_market_without_a_secret_has_no_such_address(shop: TestShop) {
        let settings = Settings::read(|name| match name {
            "PUBLIC_URL" => Some("https://cho-lang.example".into()),
            "SECRET_KEY" => Some("0123456789abcdef0123456789abcdef".into()),
            _ => None,
        })
        .unwrap();
        let clock = Arc::new(SetClock::at(shop.market.clock.now()));
        let market = Market::new(settings, shop.market.database.clone(), clock, Arc::new(SystemRandomness));
        let request = Request::post("/webhooks/sepay").body(Body::from("{}")).unwrap();
        let answer = router(&market).oneshot(take_language(request)).await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }

    async fn a_payee_without_a_secret_has_no_address_either(shop: TestShop) {
        let request = Request::post("/webhooks/sepay/ba-lua").body(Body::from("{}")).unwrap();
        assert_eq!(shop.send(request).await.status, StatusCode::NOT_FOUND);
    }

    async fn ten_megabytes_are_too_much(shop: TestShop) {
        assert_eq!(shop.sepay(vec![b' '; 10_000_000]).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(messages(&shop).await.is_empty());
    }

    async fn an_authentic_message_that_cannot_be_read_is_kept_for_the_operator(shop: TestShop) {
        let whole = shop.message(1, 125_000, "CLAB2C3D4E");
        let broken: [&[u8]; 11] = [
            b"",
            b"{\"id\":1",
            b"\xff\xfe{}",
            b"[]",
            &whole.replace("125000", "9223372036854775808").into_bytes(),
            &whole.replace("125000", "9223372036854775807").into_bytes(),
            &whole.replace("125000", "10000000000001").into_bytes(),
            &whole.replace("125000", "125000.5").into_bytes(),
            &whole.replace("125000", "-125000").into_bytes(),
            &whole.replace("2026-11-24", "2026-02-30").into_bytes(),
            &whole.replace("2026-11-24", "9999-12-31").into_bytes(),
        ];
        for body in broken {
            assert_eq!(shop.sepay(body).await.status.as_u16(), UNPROCESSABLE, "{}", String::from_utf8_lossy(body));
        }
        let kept = messages(&shop).await;
        assert_eq!(kept.len(), broken.len());
        assert!(kept.iter().zip(broken).all(|(row, body)| row.body == body && row.fault.is_some()));
        shop.sepay(broken[0]).await;
        assert_eq!(messages(&shop).await.len(), broken.len(), "told again, kept once");
        // A wrong message does not take the number of a right one.
        assert_eq!(shop.sepay(whole).await.status, StatusCode::OK);
        assert_eq!(outcomes(&shop).await, ["unmatched:unknown_reference"]);
    }

    async fn odd_texts_and_the_largest_amount_do_no_harm(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let text = format!("a\\u0000b {} \\uD83D\\uDE00 {}", placed.order().reference, "x".repeat(20_000));
        assert_eq!(shop.bank_says(1, LARGEST, &text).await.status, StatusCode::OK);
        assert_eq!(shop.bank_says(2, LARGEST, &text).await.status, StatusCode::OK);
        assert_eq!(payment(&shop, placed.order()).await, ("overpaid".into(), 2 * LARGEST));
        assert_eq!(shop.get(&placed.page()).await.status, StatusCode::OK);
    }

    async fn what_was_kept_and_not_finished_is_worked_on_later(shop: TestShop) {
        use sea_orm::{ActiveModelTrait, ActiveValue::Set};
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let row = server::entity::bank_message::ActiveModel {
            source: Set("sepay".into()),
            external_id: Set("1".into()),
            body: Set(shop.message(1, 125_000, &placed.order().reference).into_bytes()),
            received_at: Set(0),
            ..Default::default()
        };
        row.insert(shop.market.database.writer()).await.unwrap();
        assert_eq!(work_on_unfinished(&shop.market.parts).await.unwrap(), 1);
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        assert_eq!(work_on_unfinished(&shop.market.parts).await.unwrap(), 0);
    }
}
