use std::time::Duration;

use axum::{body::BodyDataStream, http::StatusCode};
use futures::{FutureExt, StreamExt};
use shop::id::PurchaseId;
use tokio::time::timeout;

use crate::{
    on_both,
    support::{TestShop, placed::Placed},
};

async fn open(shop: &TestShop, placed: &Placed) -> BodyDataStream {
    let response = shop.open(&placed.events()).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["cache-control"], "no-store");
    response.into_body().into_data_stream()
}

async fn heard(stream: &mut BodyDataStream) -> String {
    let chunk = timeout(Duration::from_secs(2), stream.next()).await.expect("nothing within two seconds");
    String::from_utf8(chunk.unwrap().unwrap().to_vec()).unwrap()
}

on_both! {
    async fn an_open_page_hears_of_the_money_within_two_seconds_and_is_let_go(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (placed, other) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        let code = &placed.order().code;
        let mut stream = open(&shop, &placed).await;
        assert_eq!(heard(&mut stream).await, format!("data: {{\"{code}\":\"awaiting\"}}\n\n"));
        shop.bank_says(1, 125_000, &other.order().reference).await;
        shop.bank_says(2, 100_000, &placed.order().reference).await;
        assert_eq!(heard(&mut stream).await, format!("data: {{\"{code}\":\"underpaid\"}}\n\n"));
        shop.bank_says(3, 25_000, &placed.order().reference).await;
        assert_eq!(heard(&mut stream).await, format!("data: {{\"{code}\":\"paid\"}}\n\n"));
        assert!(timeout(Duration::from_secs(2), stream.next()).await.unwrap().is_none(), "all is settled");
    }

    async fn events_are_for_who_holds_the_key(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (placed, other) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        for path in [
            format!("/lan-mua/{}/su-kien", placed.code),
            format!("/lan-mua/{}/su-kien?khoa=", placed.code),
            format!("/lan-mua/{}/su-kien?khoa={}", placed.code, other.key),
            format!("/lan-mua/LM-KHONG/su-kien?khoa={}", placed.key),
        ] {
            assert_eq!(shop.open(&path).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn one_purchase_has_so_many_watchers_at_most(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let mut open_ones = Vec::new();
        for _ in 0..16 {
            open_ones.push(open(&shop, &placed).await);
        }
        assert_eq!(shop.open(&placed.events()).await.status(), StatusCode::TOO_MANY_REQUESTS);
        open_ones.pop();
        drop(open(&shop, &placed).await);
    }

    async fn a_thousand_open_pages_ask_the_database_nothing_while_nothing_happens(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let mut streams = Vec::new();
        let mut last = None;
        for _ in 0..20 {
            let placed = shop.placed(&[&stall], 1).await;
            for _ in 0..5 {
                // Ten ends of the line beside each page of HTTP, so that there are a thousand in all.
                let mut stream = open(&shop, &placed).await;
                assert!(heard(&mut stream).await.contains("awaiting"));
                streams.push(stream);
            }
            last = Some(placed.id);
        }
        let silent: Vec<_> = (0..900).map(|_| shop.market.changes.subscribe()).collect();
        // With its connections closed, whoever asks the database fails and its stream ends.
        shop.market.database.read().clone().close().await.unwrap();
        for number in 0..100 {
            shop.market.changes.tell(PurchaseId::new(i64::MAX - number));
        }
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        for stream in &mut streams {
            assert!(stream.next().now_or_never().is_none(), "a page asked although nothing happened to it");
        }
        assert_eq!(streams.len() + silent.len(), 1_000);
        // And one of whose purchase something is told does ask.
        shop.market.changes.tell(last.unwrap());
        let mut asked = streams.pop().unwrap();
        assert!(timeout(Duration::from_secs(2), asked.next()).await.unwrap().is_none());
    }
}
