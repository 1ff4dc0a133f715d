//! What shoppers see of the market, whatever they ask for.

use axum::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use server::entity::{category, producer, stock};

use crate::{
    on_both,
    support::{
        TestShop,
        html::{cards, unmarked_vietnamese},
    },
};

impl TestShop {
    /// Sets what is on hand.
    pub async fn set_stock(&self, variant: i64, on_hand: i64) {
        stock::Entity::update_many()
            .col_expr(stock::Column::OnHand, Expr::value(on_hand))
            .filter(stock::Column::VariantId.eq(variant))
            .exec(self.market.database.writer())
            .await
            .unwrap();
    }

    /// The one kind of goods that builders make.
    pub async fn category(&self) -> i64 {
        category::Entity::find().one(self.market.database.writer()).await.unwrap().unwrap().id
    }
}

on_both! {
    async fn every_public_page_is_shown_in_both_languages(shop: TestShop) {
        shop.stall("ba-lua").await;
        for path in ["", "/tim", "/tim?q=mam", "/danh-muc/nuoc-mam", "/lang/thinh-long", "/co-so/ba-lua",
            "/san-pham/ba-lua-mam", "/quy-che", "/rieng-tu", "/doi-tra", "/lien-he"] {
            let vietnamese = shop.get(if path.is_empty() { "/" } else { path }).await;
            assert_eq!(vietnamese.status, StatusCode::OK, "{path}");
            let english = shop.get(&format!("/en{path}")).await;
            assert_eq!(english.status, StatusCode::OK, "/en{path}");
            assert!(english.body.contains("<html lang=\"en\""));
            assert_eq!(unmarked_vietnamese(&english.body), Vec::<String>::new(), "/en{path}");
            assert!(!unmarked_vietnamese(&vietnamese.body).is_empty(), "the check sees nothing on {path}");
            for page in [vietnamese.body, english.body] {
                assert_eq!(page.matches("<h1").count(), 1, "{path}");
            }
        }
    }

    async fn who_has_no_picture_is_marked_by_a_letter(shop: TestShop) {
        shop.stall("ba-lua").await;
        for (path, letter) in [("/", 'T'), ("/san-pham/ba-lua-mam", 'C'), ("/co-so/ba-lua", 'C')] {
            let page = shop.get(path).await.body;
            let (_, face) = page.split_once("is-letter\"").unwrap_or_else(|| panic!("no letter on {path}: {page}"));
            assert!(face.split_once('>').unwrap().1.starts_with(letter), "{path}: {face}");
        }
    }

    async fn a_product_page_tells_price_maker_seller_and_delivery(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let page = shop.get("/san-pham/ba-lua-mam").await.body;
        for part in ["data-vnd=\"95000\"", "190.000\u{a0}₫/lít", "Bà Mẫu", "DEMO-01", "0900 000 001", "Hộ kinh doanh",
            "xã Hải Thịnh, tỉnh Ninh Bình", "30°N", "data-vnd=\"30000\"", "data-vnd=\"45000\"", "Nhận tại xưởng",
            "action=\"/gio-hang\"", &format!("name=\"variant\" value=\"{}\"", stall.variant), "name=\"quantity\""] {
            assert!(page.contains(part), "{part}\n{page}");
        }
        assert_eq!(page.matches("method=\"post\"").count(), 1, "one form");
        assert!(!page.contains("name=\"once\""), "a page that is kept carries no token");
        assert!(shop.get("/en/san-pham/ba-lua-mam").await.body.contains("action=\"/en/gio-hang\""));
    }

    async fn a_page_keeps_its_head_however_long_it_waited(shop: TestShop) {
        shop.stall("ba-lua").await;
        let canonical = |path: &str| format!("<link href=\"http://127.0.0.1:3000{path}\" rel=\"canonical\">");
        for _ in 0..5 {
            for path in ["/", "/danh-muc/nuoc-mam", "/lang/thinh-long", "/co-so/ba-lua", "/san-pham/ba-lua-mam"] {
                let page = shop.get(path).await.body;
                assert!(page.contains("<meta name=\"description\"") && page.contains(&canonical(path)), "{path}\n{page}");
            }
            assert!(shop.get("/tim?q=mam").await.body.contains("<meta name=\"robots\" content=\"noindex\">"));
        }
        let page = shop.get("/san-pham/ba-lua-mam").await.body;
        assert!(page.contains("property=\"og:title\" content=\"Nước mắm nguyên chất 30°N\""), "{page}");
    }

    async fn only_published_listings_are_seen(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        for (state, status) in [("draft", 404), ("in_review", 404), ("paused", 404), ("taken_down", 410)] {
            shop.set_state(stall.product, state).await;
            assert_eq!(shop.get("/san-pham/ba-lua-mam").await.status.as_u16(), status, "{state}");
            for path in ["/", "/danh-muc/nuoc-mam", "/lang/thinh-long", "/co-so/ba-lua", "/tim?q=mam"] {
                let page = shop.get(path).await;
                assert_eq!((page.status, cards(&page.body)), (StatusCode::OK, vec![]), "{path} {state}");
            }
        }
    }

    async fn whoever_kept_the_address_of_a_resting_product_is_shown_the_way(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.set_state(stall.product, "paused").await;
        let page = shop.get("/san-pham/ba-lua-mam").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert!(page.body.contains("tạm ngừng bán") && page.body.contains("href=\"/co-so/ba-lua\""));
        assert!(!page.body.contains("/gio-hang\" method") && !page.body.contains("name=\"variant\""));
    }

    async fn what_is_not_there_is_not_found_whatever_is_asked(shop: TestShop) {
        shop.stall("ba-lua").await;
        for path in ["/san-pham/khong-co", "/danh-muc/khong-co", "/lang/khong-co", "/co-so/khong-co", "/san-pham/%00",
            "/san-pham/%FF", "/san-pham/a'b", "/lang/L%C3%A0ng", "/danh-muc/nuoc-mam?trang=2", "/co-so/ba-lua?trang=99"] {
            assert_eq!(shop.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in ["/danh-muc/nuoc-mam?trang=abc&sap-xep=%00", "/danh-muc/nuoc-mam?trang=-1", "/?x=%FF"] {
            assert_eq!(shop.get(path).await.status, StatusCode::OK, "{path}");
        }
    }

    async fn stock_is_told_honestly(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        assert!(shop.get("/san-pham/ba-lua-mam").await.body.contains("Còn hàng"));
        shop.set_stock(stall.variant, 3).await;
        assert!(shop.get("/san-pham/ba-lua-mam").await.body.contains("Chỉ còn 3"));
        let list = shop.get("/danh-muc/nuoc-mam").await.body;
        assert!(!list.contains("còn 3") && !list.contains("Hết hàng"), "lists tell only what is sold out");
        shop.set_stock(stall.variant, 0).await;
        let page = shop.get("/san-pham/ba-lua-mam").await.body;
        assert!(page.contains("Hết hàng") && !page.contains("name=\"variant\""));
        assert!(shop.get("/danh-muc/nuoc-mam").await.body.contains("Hết hàng"));
    }

    async fn a_maker_on_holiday_takes_no_orders_until_it_is_over(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let until = time::macros::datetime!(2026-11-30 17:00 UTC);
        producer::Entity::update_many()
            .col_expr(producer::Column::PausedUntil, Expr::value(server::clock::to_ms(until)))
            .col_expr(producer::Column::PauseNote, Expr::value("Nhà có giỗ."))
            .filter(producer::Column::Id.eq(stall.producer))
            .exec(shop.market.database.writer())
            .await
            .unwrap();
        for path in ["/san-pham/ba-lua-mam", "/co-so/ba-lua"] {
            let page = shop.get(path).await.body;
            assert!(page.contains("đến hết thứ Hai, 30/11/2026") && page.contains("Nhà có giỗ."), "{path}");
            assert!(!page.contains("name=\"variant\""), "{path}");
        }
        assert!(shop.get("/danh-muc/nuoc-mam").await.body.contains("Cơ sở tạm nghỉ"));
        shop.clock.advance(until - time::macros::datetime!(2026-11-24 03:00 UTC));
        assert!(shop.get("/san-pham/ba-lua-mam").await.body.contains("name=\"variant\""));
    }

    async fn a_list_is_put_in_order_and_cut_into_pages(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.set_state(stall.product, "draft").await;
        let kind = shop.category().await;
        for (slug, name, price) in [("a", "Đá", 3000), ("b", "Dá", 1000), ("c", "Áo", 2000), ("d", "Ăn", 5000), ("e", "An", 4000)] {
            shop.product(stall.producer, kind, slug, name, price, 5).await;
        }
        for path in ["/danh-muc/nuoc-mam", "/lang/thinh-long", "/co-so/ba-lua"] {
            for (order, expected) in [("moi", "edcba"), ("gia-tang", "bcaed"), ("gia-giam", "deacb"), ("ten", "ecdba")] {
                let page = shop.get(&format!("{path}?sap-xep={order}")).await.body;
                assert_eq!(cards(&page).concat(), expected, "{path} {order}");
            }
        }
        for number in 0..25 {
            shop.product(stall.producer, kind, &format!("n{number}"), "Nước mắm", 9000, 5).await;
        }
        for order in ["moi", "gia-tang", "gia-giam", "ten"] {
            let mut seen = Vec::new();
            for page in ["1", "2"] {
                let page = shop.get(&format!("/danh-muc/nuoc-mam?sap-xep={order}&trang={page}")).await.body;
                seen.extend(cards(&page));
            }
            assert_eq!(seen.len(), 30, "{order}");
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), 30, "{order}: nothing is shown twice");
        }
        let first = shop.get("/danh-muc/nuoc-mam?sap-xep=ten").await.body;
        assert!(first.contains("href=\"/danh-muc/nuoc-mam?sap-xep=ten&amp;trang=2\""), "{first}");
        assert_eq!(shop.get("/danh-muc/nuoc-mam?trang=3").await.status, StatusCode::NOT_FOUND);
    }

    async fn files_for_search_engines_and_phones(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let robots = shop.get("/robots.txt").await.body;
        assert!(robots.contains("Disallow: /en/xuong\n") && robots.contains("/sitemap.xml\n"));
        let map = shop.get("/sitemap.xml").await.body;
        for path in ["/", "/en", "/en/san-pham/ba-lua-mam", "/co-so/ba-lua", "/lang/thinh-long", "/danh-muc/nuoc-mam", "/quy-che"] {
            assert!(map.contains(&format!("<loc>http://127.0.0.1:3000{path}</loc>")), "{path}\n{map}");
        }
        shop.set_state(stall.product, "paused").await;
        assert!(!shop.get("/sitemap.xml").await.body.contains("ba-lua-mam"));
        let manifest = shop.get("/manifest.webmanifest").await;
        assert_eq!(manifest.headers["content-type"], "application/manifest+json");
        let manifest: serde_json::Value = serde_json::from_str(&manifest.body).unwrap();
        assert_eq!(manifest["start_url"], "/");
    }
}
