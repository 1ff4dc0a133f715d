//! What the checkout refuses, and that it then keeps the form.

use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use server::entity::{delivery_price, payee_account, producer, product, stock, variant};

use super::{LAN, OrderForm, assert_placed, assert_refused, purchases, put, stock_of};
use crate::{on_both, support::TestShop};

async fn set_price(shop: &TestShop, variant: i64, price: i64) {
    let row = variant::ActiveModel { id: Set(variant), price: Set(price), ..Default::default() };
    row.update(shop.market.database.writer()).await.unwrap();
}

async fn set_on_hand(shop: &TestShop, variant: i64, on_hand: i64) {
    let row = stock::ActiveModel { variant_id: Set(variant), on_hand: Set(on_hand), ..Default::default() };
    row.update(shop.market.database.writer()).await.unwrap();
}

async fn assert_kept(shop: &TestShop, form: &OrderForm, text: &str) {
    let answer = form.send(shop).await;
    assert_refused(&answer, text);
    for kept in ["value=\"Trần Thị Lan\"", "value=\"0912 345 678\"", "value=\"Số 5, xóm 3\"", "value=\"Thịnh Long\""]
    {
        assert!(answer.body.contains(kept), "{kept} was lost: {}", answer.body);
    }
    assert!(purchases(shop).await.is_empty());
}

on_both! {
    async fn every_fault_of_the_form_is_told_at_once(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        let form = form.with("name", " ").with("phone", "12").with("email", "lan@").with("street", "");
        let answer = form.with("note", &"x".repeat(501)).send(&shop).await;
        for field in ["name", "phone", "email", "street", "note"] {
            assert_refused(&answer, &format!("id=\"{field}-fault\""));
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field} is not linked");
        }
        assert!(answer.body.contains("value=\"lan@\"") && answer.body.contains("Còn 5 chỗ cần sửa"));
        assert_eq!(stock_of(&shop, stall.variant).await, (50, 0, 0));
    }

    async fn an_empty_form_names_each_missing_field(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = LAN.iter().fold(OrderForm::open(&shop).await, |form, (name, _)| form.with(name, ""));
        let answer = form.send(&shop).await;
        assert_refused(&answer, "Còn 5 chỗ cần sửa");
        for field in ["name", "phone", "province", "commune", "street"] {
            assert!(answer.body.contains(&format!("id=\"{field}-fault\"")), "{field} is not named");
            assert!(answer.body.contains(&format!("href=\"#{field}\"")), "{field} is not linked");
        }
    }

    async fn a_price_that_changed_is_asked_about_again_and_then_charged_as_shown(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        set_price(&shop, stall.variant, 99_000).await;
        assert_kept(&shop, &form, "đã đổi so với lúc bạn xem").await;
        let again = form.send(&shop).await;
        assert!(again.body.contains("data-vnd=\"129000\""), "the new total is shown");
        let mut form = form;
        for (name, value) in OrderForm::of(&again.body).0 {
            form.set(&name, &value);
        }
        assert_placed(&form.send(&shop).await);
        assert_eq!(purchases(&shop).await[0].total, 129_000);
    }

    async fn a_delivery_price_or_a_cart_that_changed_is_asked_about_too(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        let row = delivery_price::ActiveModel {
            producer_id: Set(stall.producer), method: Set("standard".into()), price: Set(31_000), enabled: Set(true),
        };
        row.update(shop.market.database.writer()).await.unwrap();
        assert_kept(&shop, &form, "đã đổi so với lúc bạn xem").await;
        let form = OrderForm::open(&shop).await;
        put(&shop, stall.variant, 1).await;
        assert_kept(&shop, &form, "đã đổi so với lúc bạn xem").await;
        assert_kept(&shop, &OrderForm::open(&shop).await.with("shown", ""), "đã đổi so với lúc bạn xem").await;
        assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
        assert_eq!(purchases(&shop).await[0].total, 221_000);
    }

    async fn what_cannot_be_had_is_named(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 3).await;
        let form = OrderForm::open(&shop).await;
        set_on_hand(&shop, stall.variant, 2).await;
        assert_kept(&shop, &form, "«Nước mắm nguyên chất 30°N» chỉ còn 2").await;
        set_on_hand(&shop, stall.variant, 0).await;
        assert_kept(&shop, &form, "«Nước mắm nguyên chất 30°N» đã hết hàng").await;
        let row = product::ActiveModel { id: Set(stall.product), state: Set("taken_down".into()), ..Default::default() };
        row.update(shop.market.database.writer()).await.unwrap();
        assert_kept(&shop, &form, "«Nước mắm nguyên chất 30°N» không còn bán").await;
    }

    async fn a_maker_who_cannot_sell_is_named(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        let until = server::clock::to_ms(shop.market.clock.now() + time::Duration::days(3));
        let pause = |paused_until| producer::ActiveModel { id: Set(stall.producer), paused_until: Set(paused_until), ..Default::default() };
        pause(Some(until)).update(shop.market.database.writer()).await.unwrap();
        assert_kept(&shop, &form, "Cơ sở ba-lua đang nghỉ").await;
        pause(None).update(shop.market.database.writer()).await.unwrap();
        payee_account::Entity::delete_many().exec(shop.market.database.writer()).await.unwrap();
        assert_kept(&shop, &form, "Cơ sở ba-lua chưa có tài khoản nhận tiền").await;
    }

    async fn a_delivery_that_is_not_offered_is_refused(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let method = format!("method-{}", stall.producer);
        assert_kept(&shop, &OrderForm::open(&shop).await.with(&method, "drone"), "không có cách giao này").await;
        let row = delivery_price::ActiveModel {
            producer_id: Set(stall.producer), method: Set("express".into()), enabled: Set(false), ..Default::default()
        };
        row.update(shop.market.database.writer()).await.unwrap();
        assert_kept(&shop, &OrderForm::open(&shop).await.with(&method, "express"), "không có cách giao này").await;
        delivery_price::Entity::delete_many().exec(shop.market.database.writer()).await.unwrap();
        assert!(shop.get("/thanh-toan").await.body.contains("chưa mở cách giao nào"));
        assert_kept(&shop, &OrderForm::open(&shop).await, "không có cách giao này").await;
    }

    async fn an_empty_cart_or_a_strangers_cart_is_refused(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let nobody = shop.another_browser();
        assert_refused(&nobody.post("/thanh-toan", &LAN).await, "Giỏ đang trống");
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        let stranger = shop.another_browser();
        put(&stranger, stall.variant, 4).await;
        assert_refused(&form.send(&stranger).await, "đã đổi so với lúc bạn xem");
        let mut emptied = stranger.another_browser();
        put(&emptied, stall.variant, 1).await;
        emptied.post("/gio-hang", &[("variant", &stall.variant.to_string()), ("action", "remove")]).await;
        assert_refused(&form.send(&emptied).await, "Giỏ đang trống");
        let location = assert_placed(&form.send(&shop).await);
        // The same form with the same token from another browser never gives the first one's answer.
        let answer = form.send(&stranger).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.body.contains(&location));
        emptied = shop.another_browser();
        assert_refused(&form.send(&emptied).await, "Giỏ đang trống");
        assert_eq!(purchases(&shop).await.len(), 1);
    }

    async fn one_guest_cannot_empty_the_shop(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        set_on_hand(&shop, stall.variant, 1_000).await;
        put(&shop, stall.variant, 99).await;
        assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
        put(&shop, stall.variant, 2).await;
        assert_refused(&OrderForm::open(&shop).await.with("phone", "0987654321").send(&shop).await, "chưa trả tiền");
        let other = shop.another_browser();
        put(&other, stall.variant, 12).await;
        let form = OrderForm::open(&other).await;
        assert_refused(&form.send(&other).await, "chưa trả tiền");
        let form = form.with("phone", "0987654321");
        assert_refused(&form.clone().with("street", "SỐ 5 - Xóm  3.").send(&other).await, "chưa trả tiền");
        assert_placed(&form.with("street", "Số 6, xóm 3").send(&other).await);
        shop.clock.advance(time::Duration::minutes(31));
        assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
    }

    async fn a_shopper_is_told_when_her_own_unpaid_purchase_holds_the_last_unit(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        set_on_hand(&shop, stall.variant, 2).await;
        put(&shop, stall.variant, 1).await;
        assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        set_on_hand(&shop, stall.variant, 1).await;
        let answer = form.send(&shop).await;
        assert_refused(&answer, "đang giữ cho lần mua trước của bạn");
        assert!(answer.body.contains("/gio-hang/da-dat"));
    }
}
