//! The cart.

use axum::http::{StatusCode, header};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use server::entity::{cart, producer, product, variant};

use super::{add, assert_refused, put};
use crate::{on_both, support::TestShop};

async fn set_state(shop: &TestShop, product: i64, state: &str) {
    let row = product::ActiveModel { id: Set(product), state: Set(state.into()), ..Default::default() };
    row.update(shop.market.database.writer()).await.unwrap();
}

on_both! {
    async fn a_guest_puts_goods_into_a_cart_that_only_her_browser_has(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        assert_eq!(shop.get("/gio-hang/so").await.body, "0");
        let answer = add(&shop, stall.variant, "2").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.location(), format!("/gio-hang?them={}", stall.variant));
        let cookies: Vec<&str> =
            answer.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().unwrap()).collect();
        assert!(cookies.iter().any(|line| line.starts_with("gio=") && line.contains("HttpOnly")), "{cookies:?}");
        assert!(cookies.iter().any(|line| line.starts_with("gio_co=1") && !line.contains("HttpOnly")), "{cookies:?}");

        let page = shop.get(answer.location()).await;
        assert!(page.body.contains("Đã thêm vào giỏ"));
        assert!(page.body.contains("Nước mắm nguyên chất 30°N") && page.body.contains("Cơ sở ba-lua"));
        assert!(page.body.contains("data-vnd=\"190000\"") && page.body.contains("data-vnd=\"220000\""));
        let count = shop.get("/gio-hang/so").await;
        assert_eq!(count.body, "2");
        assert_eq!(count.headers[header::CACHE_CONTROL], "no-store");

        put(&shop, stall.variant, 3).await;
        assert_eq!(shop.get("/gio-hang/so").await.body, "5");
        let stranger = shop.another_browser();
        assert_eq!(stranger.get("/gio-hang/so").await.body, "0");
        assert!(stranger.get("/gio-hang").await.body.contains("Giỏ đang trống"));
        let variant = stall.variant.to_string();
        stranger.post("/gio-hang", &[("variant", &variant), ("action", "remove")]).await;
        put(&stranger, stall.variant, 1).await;
        stranger.post("/gio-hang", &[("variant", &variant), ("quantity", "9"), ("action", "change")]).await;
        assert_eq!(shop.get("/gio-hang/so").await.body, "5");
        assert_eq!(stranger.get("/gio-hang/so").await.body, "9");
    }

    async fn a_quantity_that_is_none_is_told_and_nothing_is_lost(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        for (typed, text) in [
            ("0", "ít nhất là 1"),
            ("-1", "ít nhất là 1"),
            ("1000000000", "tối đa 99"),
            ("99999999999999999999999", "tối đa 99"),
            ("abc", "phải là số"),
            ("", "phải là số"),
            ("1.5", "phải là số"),
        ] {
            let answer = add(&shop, stall.variant, typed).await;
            assert_refused(&answer, text);
            assert!(answer.body.contains(&format!("name=\"variant\" value=\"{}\"", stall.variant)));
            assert!(answer.body.contains(&format!("value=\"{typed}\"")), "{typed} was lost");
            assert!(answer.body.contains("Cơ sở ba-lua"), "the cart itself is still shown");
        }
        assert_refused(&add(&shop.another_browser(), stall.variant, "abc").await, "phải là số");
        assert_eq!(shop.get("/gio-hang/so").await.body, "1");
    }

    async fn a_quantity_too_large_is_told_once_and_beside_no_empty_cart(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let answer = add(&shop, stall.variant, "999").await;
        assert_refused(&answer, "Mỗi món tối đa 99");
        assert_eq!(answer.body.matches("Mỗi món tối đa 99").count(), 1, "{}", answer.body);
        assert!(answer.body.contains("id=\"quantity-fault\"") && answer.body.contains("value=\"999\""));
        assert!(!answer.body.contains("Giỏ đang trống"));
        put(&shop, stall.variant, 1).await;
        let answer = add(&shop, stall.variant, "999").await;
        assert_eq!(answer.body.matches("Mỗi món tối đa 99").count(), 1);
        assert!(answer.body.contains("name=\"action\" value=\"change\""), "the cart itself is still shown");
    }

    async fn what_is_not_there_cannot_be_added(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        assert_eq!(add(&shop, 987_654, "1").await.status, StatusCode::NOT_FOUND);
        let answer = shop.post("/gio-hang", &[("variant", "abc"), ("quantity", "1")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.post("/gio-hang", &[]).await.status, StatusCode::NOT_FOUND);
        set_state(&shop, stall.product, "draft").await;
        assert_eq!(add(&shop, stall.variant, "1").await.status, StatusCode::NOT_FOUND);
        for state in ["paused", "taken_down"] {
            set_state(&shop, stall.product, state).await;
            assert_refused(&add(&shop, stall.variant, "1").await, "không còn bán");
        }
    }

    async fn no_more_is_added_than_is_left_or_allowed(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        assert_refused(&add(&shop, stall.variant, "51").await, "Chỉ còn 50");
        put(&shop, stall.variant, 49).await;
        assert_refused(&add(&shop, stall.variant, "2").await, "Chỉ còn 50, trong giỏ đã có 49");
        let (_, plenty) = shop.product(stall.producer, 1, "nhieu", "Muối", 5_000, 10_000).await;
        put(&shop, plenty, 99).await;
        assert_refused(&add(&shop, plenty, "1").await, "tối đa 99");
        let (_, none) = shop.product(stall.producer, 1, "het", "Ruốc", 5_000, 0).await;
        assert_refused(&add(&shop, none, "1").await, "hết hàng");
        assert_eq!(shop.get("/gio-hang/so").await.body, "148");
    }

    async fn a_paused_maker_takes_nothing_into_the_cart(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let until = server::clock::to_ms(shop.market.clock.now() + time::Duration::days(3));
        let row = producer::ActiveModel { id: Set(stall.producer), paused_until: Set(Some(until)), ..Default::default() };
        row.update(shop.market.database.writer()).await.unwrap();
        assert_refused(&add(&shop, stall.variant, "1").await, "đang nghỉ");
        shop.clock.advance(time::Duration::days(4));
        put(&shop, stall.variant, 1).await;
    }

    async fn a_line_is_changed_and_taken_out(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 2).await;
        let variant = stall.variant.to_string();
        let change = async |quantity: &str, action: &str| {
            shop.post("/gio-hang", &[("variant", &variant), ("quantity", quantity), ("action", action)]).await
        };
        assert_eq!(change("7", "change").await.location(), "/gio-hang");
        assert_eq!(shop.get("/gio-hang/so").await.body, "7");
        for (typed, text) in [("-1", "ít nhất là 1"), ("abc", "phải là số"), ("1000000000", "tối đa 99"), ("51", "Chỉ còn 50")] {
            let answer = change(typed, "change").await;
            assert_refused(&answer, text);
            assert!(answer.body.contains(&format!("value=\"{typed}\"")) && answer.body.contains("aria-invalid"));
        }
        assert_eq!(shop.get("/gio-hang/so").await.body, "7");
        assert_eq!(change("0", "change").await.status, StatusCode::SEE_OTHER);
        assert!(shop.get("/gio-hang").await.body.contains("Giỏ đang trống"));
        put(&shop, stall.variant, 2).await;
        assert_eq!(change("2", "remove").await.status, StatusCode::SEE_OTHER);
        assert_eq!(change("2", "remove").await.status, StatusCode::SEE_OTHER, "gone already is as good");
        assert_eq!(shop.get("/gio-hang/so").await.body, "0");
    }

    async fn a_price_that_changed_since_is_told(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        assert!(!shop.get("/gio-hang").await.body.contains("Giá đã đổi"));
        let row = variant::ActiveModel { id: Set(stall.variant), price: Set(99_000), ..Default::default() };
        row.update(shop.market.database.writer()).await.unwrap();
        let page = shop.get("/gio-hang").await;
        assert!(page.body.contains("Giá đã đổi từ khi bạn thêm vào giỏ: 95.000\u{a0}₫ → 99.000\u{a0}₫"), "{}", page.body);
        assert!(page.body.contains("data-vnd=\"129000\""), "the total is the one of now");
    }

    async fn two_first_goods_at_the_same_time_share_one_cart(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (_, other) = shop.product(stall.producer, 1, "muoi", "Muối", 5_000, 10).await;
        put(&shop, stall.variant, 1).await;
        shop.post("/gio-hang", &[("variant", &stall.variant.to_string()), ("action", "remove")]).await;
        cart::Entity::delete_many().exec(shop.market.database.writer()).await.unwrap();
        let (first, second) = tokio::join!(add(&shop, stall.variant, "1"), add(&shop, other, "2"));
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(cart::Entity::find().count(shop.market.database.read()).await.unwrap(), 1);
        assert_eq!(shop.get("/gio-hang/so").await.body, "3");
    }

    async fn the_cart_speaks_english_below_en(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let empty = shop.get("/en/gio-hang").await;
        assert!(empty.status == StatusCode::OK && empty.body.contains("Your cart is empty"));
        let answer = shop.post("/en/gio-hang", &[("variant", &stall.variant.to_string()), ("quantity", "1")]).await;
        assert_eq!(answer.location(), format!("/en/gio-hang?them={}", stall.variant));
        let page = shop.get("/en/gio-hang").await;
        assert!(page.body.contains("Go to checkout") && page.body.contains("Fish sauce"));
        assert!(page.body.contains("lang=\"vi\">Cơ sở ba-lua"));
    }
}
