//! Public pages are kept as long as they are right, and no longer than two looks at the database.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
};
use server::catalogue::freshness_store::{market_changed, products_changed};
use shop::id::ProductId;

use crate::{
    on_both,
    support::{Answer, TestShop},
};

const PRODUCT: &str = "/san-pham/ba-lua-mam";

fn how(headers: &HeaderMap) -> &str {
    headers.get("server-timing").map_or("uncached", |value| value.to_str().unwrap())
}

async fn asked(shop: &TestShop, path: &str, name: header::HeaderName, value: &str) -> Answer {
    shop.send(Request::builder().uri(path).header(name, value).body(Body::empty()).unwrap()).await
}

impl TestShop {
    /// What each process does every second.
    async fn look(&self) {
        self.market.kept.freshness.look(&self.market.database, self.market.clock.now()).await.unwrap();
    }

    async fn tell_change(&self, product: i64) {
        let transaction = self.market.database.begin().await.unwrap();
        products_changed(&transaction, &[ProductId::new(product)], self.market.clock.now()).await.unwrap();
        transaction.commit().await.unwrap();
    }
}

on_both! {
    async fn a_page_is_made_once_until_it_changes(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        assert_eq!(how(&shop.get(PRODUCT).await.headers), "uncached", "nothing is kept before the first look");
        shop.look().await;
        assert_eq!(how(&shop.get(PRODUCT).await.headers), "cache;desc=miss");
        let kept = shop.get(PRODUCT).await;
        assert_eq!(how(&kept.headers), "cache;desc=hit");
        assert!(!kept.headers.contains_key(header::SET_COOKIE));
        // Three changes within one millisecond of a clock that stands still: each is seen.
        for left in [4, 3, 2] {
            shop.set_stock(stall.variant, left).await;
            shop.tell_change(stall.product).await;
            assert!(!shop.get(PRODUCT).await.body.contains(&format!("Chỉ còn {left}")), "not before a look");
            shop.look().await;
            let page = shop.get(PRODUCT).await;
            assert_eq!(how(&page.headers), "cache;desc=miss");
            assert!(page.body.contains(&format!("Chỉ còn {left}")));
        }
        shop.look().await;
        assert_eq!(how(&shop.get(PRODUCT).await.headers), "cache;desc=hit");
    }

    async fn lists_stay_while_stock_changes_and_tell_when_it_runs_out(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.look().await;
        shop.get("/danh-muc/nuoc-mam").await;
        shop.set_stock(stall.variant, 7).await;
        shop.tell_change(stall.product).await;
        shop.look().await;
        assert_eq!(how(&shop.get("/danh-muc/nuoc-mam").await.headers), "cache;desc=hit");
        for (left, sold_out) in [(0, true), (1, false)] {
            shop.set_stock(stall.variant, left).await;
            shop.tell_change(stall.product).await;
            shop.look().await;
            assert_eq!(shop.get("/danh-muc/nuoc-mam").await.body.contains("Hết hàng"), sold_out);
        }
    }

    async fn a_change_to_the_market_makes_every_page_anew(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.look().await;
        for path in ["/", PRODUCT, "/tim?q=mam"] {
            shop.get(path).await;
            assert_eq!(how(&shop.get(path).await.headers), "cache;desc=hit", "{path}");
        }
        shop.set_state(stall.product, "taken_down").await;
        let transaction = shop.market.database.begin().await.unwrap();
        market_changed(&transaction).await.unwrap();
        transaction.commit().await.unwrap();
        shop.look().await;
        assert_eq!(shop.get(PRODUCT).await.status, StatusCode::GONE);
        assert!(!shop.get("/").await.body.contains("data-product"));
        assert_eq!(how(&shop.get(PRODUCT).await.headers), "cache;desc=pass", "only a page that is there is kept");
    }

    async fn who_signed_in_gets_a_page_of_their_own(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.look().await;
        let signed_in = shop.another_browser();
        signed_in.sign_in("ba-lua@demo.test").await;
        let own = signed_in.get(PRODUCT).await;
        assert_eq!(how(&own.headers), "uncached");
        assert!(own.body.contains("Góc của tôi"));
        assert!(!shop.get(PRODUCT).await.body.contains("Góc của tôi"));
    }

    async fn a_cookie_that_opens_nothing_gets_what_everyone_gets(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.look().await;
        shop.get(PRODUCT).await;
        let kept = asked(&shop, PRODUCT, header::COOKIE, "phien=x").await;
        assert_eq!(how(&kept.headers), "cache;desc=hit");
        let first = asked(&shop, "/", header::COOKIE, "phien=x").await;
        assert_eq!(how(&first.headers), "cache;desc=miss");
        assert!(first.body == shop.get("/").await.body, "what it brought in is the same for all");
    }

    async fn a_slug_in_disguise_is_as_fresh_as_any(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.look().await;
        let disguised = "/san-pham/b%61-lua-mam";
        shop.get(disguised).await;
        assert_eq!(how(&shop.get(disguised).await.headers), "cache;desc=hit");
        shop.set_stock(stall.variant, 4).await;
        shop.tell_change(stall.product).await;
        shop.look().await;
        assert!(shop.get(disguised).await.body.contains("Chỉ còn 4"));
    }

    async fn marks_of_other_sites_make_no_page_anew_and_languages_do(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.look().await;
        shop.get(PRODUCT).await;
        let shared = shop.get(&format!("{PRODUCT}?fbclid=abc&utm_source=zalo")).await;
        assert_eq!(how(&shared.headers), "cache;desc=hit");
        assert!(!shared.body.contains("fbclid"));
        let english = shop.get(&format!("/en{PRODUCT}")).await;
        assert_eq!(how(&english.headers), "cache;desc=miss");
        assert!(english.body.contains("<html lang=\"en\""));
        shop.get("/tim?q=mam").await;
        assert_eq!(how(&shop.get("/tim?q=lua").await.headers), "cache;desc=miss");
    }

    async fn a_kept_page_is_sent_compressed_and_not_again_to_who_has_it(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.look().await;
        let plain = shop.get(PRODUCT).await;
        let small = asked(&shop, PRODUCT, header::ACCEPT_ENCODING, "gzip, br").await;
        assert_eq!(small.headers[header::CONTENT_ENCODING], "br");
        assert!(small.body.chars().count() * 2 < plain.body.chars().count());
        let zipped = asked(&shop, PRODUCT, header::ACCEPT_ENCODING, "gzip").await;
        assert_eq!(zipped.headers[header::CONTENT_ENCODING], "gzip");
        let mark = plain.headers[header::ETAG].to_str().unwrap().to_owned();
        let known = asked(&shop, PRODUCT, header::IF_NONE_MATCH, &mark).await;
        assert_eq!((known.status, known.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    }

    async fn pages_that_are_not_kept_are_compressed_too(shop: TestShop) {
        shop.stall("ba-lua").await;
        for (accepted, coding) in [("br", "br"), ("gzip", "gzip")] {
            let page = asked(&shop, "/dang-nhap", header::ACCEPT_ENCODING, accepted).await;
            assert_eq!(page.headers[header::CONTENT_ENCODING], coding);
        }
        assert!(!shop.get("/dang-nhap").await.headers.contains_key(header::CONTENT_ENCODING));
    }
}
