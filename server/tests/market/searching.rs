//! Search forgives accents and typing without an input method; both databases answer alike.

use axum::http::StatusCode;

use crate::{
    on_both,
    support::{TestShop, html::cards},
};

async fn found(shop: &TestShop, query: &str) -> String {
    let page = shop.get(&format!("/tim?q={query}")).await;
    assert_eq!(page.status, StatusCode::OK, "{query}");
    cards(&page.body).concat()
}

/// A market with a few goods of different names.
async fn filled(shop: &TestShop) {
    let stall = shop.stall("ba-lua").await;
    shop.set_state(stall.product, "draft").await;
    let kind = shop.category().await;
    for (slug, name) in [("a", "Mắm tôm"), ("b", "Mâm gỗ mít"), ("c", "Nước mắm Hòa Lộc"), ("d", "Đèn ông sao")]
    {
        shop.product(stall.producer, kind, slug, name, 1000, 5).await;
    }
}

on_both! {
    async fn accents_are_forgiven_and_exact_ones_come_first(shop: TestShop) {
        filled(&shop).await;
        for (query, expected) in [
            ("den", "d"), ("%C4%91%C3%A8n", "d"), ("DEN+ONG", "d"), ("%C4%90ENSAO", ""),
            ("nuoc+mam", "c"), ("mam+nuoc", "c"), ("n%C6%B0%E1%BB%9Bc", "c"),
            // Nfd: the letters with their marks apart.
            ("nu%CC%9Bo%CC%9B%CC%81c", "c"),
            ("ho%C3%A0", "c"), ("h%C3%B2a", "c"),
            // "mâm" before "mắm", and the other way round; without accents the newest first.
            ("m%C3%A2m", "bca"), ("m%E1%BA%AFm", "cab"), ("mam", "cba"),
            ("mam+tom", "a"), ("mam+khong", ""), ("am", ""),
        ] {
            assert_eq!(found(&shop, query).await, expected, "{query}");
        }
    }

    async fn what_was_typed_without_an_input_method_is_understood(shop: TestShop) {
        filled(&shop).await;
        for (query, understood) in [("nuocws+mawms", "nước mắm"), ("nu7o71c+ma81m", "nước mắm")] {
            let page = shop.get(&format!("/tim?q={query}")).await.body;
            assert_eq!(cards(&page).concat(), "c", "{query}");
            assert!(page.contains(&format!("<mark lang=\"vi\">{understood}")), "{page}");
        }
        let plain = shop.get("/tim?q=nuoc+mam").await.body;
        assert!(!plain.contains("<mark"), "what is found is not read otherwise");
    }

    async fn villages_and_makers_are_found_by_name(shop: TestShop) {
        filled(&shop).await;
        assert!(shop.get("/tim?q=thinh+long").await.body.contains("href=\"/lang/thinh-long\""));
        assert!(shop.get("/en/tim?q=ba+lua").await.body.contains("href=\"/en/co-so/ba-lua\""));
    }

    async fn nothing_asked_and_nothing_found_help_on(shop: TestShop) {
        filled(&shop).await;
        let empty = shop.get("/tim").await.body;
        assert!(empty.contains("Bạn muốn tìm gì?") && empty.contains("href=\"/danh-muc/nuoc-mam\""));
        assert_eq!(shop.get("/tim?q=+++").await.body.matches("Bạn muốn tìm gì?").count(), 1);
        let nothing = shop.get("/tim?q=xe+%C4%91%E1%BA%A1p").await.body;
        assert_eq!(found(&shop, "mam&trang=9").await, "cba", "a page that is not there means the first");
        assert!(nothing.contains("Chưa tìm thấy “xe đạp”") && nothing.contains("href=\"/danh-muc/nuoc-mam\""));
    }

    async fn no_question_is_too_odd(shop: TestShop) {
        filled(&shop).await;
        for query in ["%25", "_", "%5C", "'", "%22", "%00", "%FF", "%25%25%25", "%3Cscript%3E", "%27+OR+1%3D1+--",
            "%F0%9F%90%9F", "%E2%80%AE"] {
            assert_eq!(found(&shop, query).await, "", "{query}");
        }
        assert_eq!(found(&shop, "ma_").await, "cba", "signs part words and stand for nothing");
        assert_eq!(found(&shop, "n%25c").await, "", "a sign for any letters is none here");
        let typed = shop.get("/tim?q=%2541%2500").await.body;
        assert!(typed.contains("value=\"%41%00\""), "signs are undone once: {typed}");
        let long = "m".repeat(10_000);
        assert_eq!(found(&shop, &long).await, "");
        assert_eq!(found(&shop, &"mam+".repeat(3_000)).await, "cba");
        let script = shop.get("/tim?q=%3C%2Ftitle%3E%3Cscript%3Ealert(1)&trang=1").await.body;
        assert!(!script.contains("<script>alert") && script.contains("&lt;/title&gt;&lt;script&gt;alert(1)"));
    }
}
