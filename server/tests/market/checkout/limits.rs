//! How much may wait for its payment, and how often orders may be placed.

use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::{ConnectInfo, Request},
    http::{Method, StatusCode, header},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use server::{
    entity::{cart, cart_line, hold, order_key, stock},
    identity::tidying,
};
use shop::checkout::quantity::{HOUSEHOLD_UNITS_MAX, OWN_UNITS, UNPAID_UNITS_MAX};

use super::{OrderForm, add, assert_placed, assert_refused, orders_of, purchases, put};
use crate::{
    on_both,
    support::{Answer, TestShop},
};

const TOO_MUCH: &str = "chưa trả tiền";

async fn plenty(shop: &TestShop, variant: i64) {
    let row = stock::ActiveModel { variant_id: Set(variant), on_hand: Set(5_000), ..Default::default() };
    row.update(shop.market.database.writer()).await.unwrap();
}

/// Sends the form over a connection from this address.
async fn send_from(shop: &TestShop, form: &OrderForm, address: &str) -> Answer {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(&form.0);
    let request = Request::builder()
        .method(Method::POST)
        .uri("/thanh-toan")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .extension(ConnectInfo(format!("{address}:4000").parse::<SocketAddr>().unwrap()))
        .body(Body::from(body.finish()))
        .unwrap();
    shop.send(request).await
}

on_both! {
    async fn a_phone_or_address_that_someone_typed_does_not_lock_its_owner_out(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        plenty(&shop, stall.variant).await;
        let stranger = shop.another_browser();
        put(&stranger, stall.variant, 99).await;
        assert_placed(&OrderForm::open(&stranger).await.send(&stranger).await);
        put(&shop, stall.variant, OWN_UNITS + 1).await;
        assert_refused(&OrderForm::open(&shop).await.send(&shop).await, TOO_MUCH);
        shop.post("/gio-hang", &[("variant", &stall.variant.to_string()), ("action", "change"), ("quantity", "9")]).await;
        assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
        put(&shop, stall.variant, 2).await;
        assert_refused(&OrderForm::open(&shop).await.send(&shop).await, TOO_MUCH);
    }

    async fn made_up_people_of_one_household_cannot_empty_the_shop(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        plenty(&shop, stall.variant).await;
        let machine = "[2001:db8:1:2::1]";
        let mut held = 0;
        for number in 0.. {
            let browser = shop.another_browser();
            put(&browser, stall.variant, 99).await;
            let form = OrderForm::open(&browser).await.with("phone", &format!("09870000{number:02}"));
            let form = form.with("street", &format!("Nhà {number}"));
            if held + 99 > HOUSEHOLD_UNITS_MAX {
                assert_refused(&send_from(&browser, &form, "[2001:db8:1:2::ffff]").await, TOO_MUCH);
                assert_placed(&send_from(&browser, &form, "203.0.113.7").await);
                break;
            }
            assert_placed(&send_from(&browser, &form, machine).await);
            held += 99;
        }
        assert!(held >= 3 * UNPAID_UNITS_MAX - 3);
        let kept = hold::Entity::find().all(shop.market.database.read()).await.unwrap();
        assert!(!format!("{kept:?}").contains("2001:db8"), "the address itself is not kept");
        shop.clock.advance(time::Duration::days(2));
        tidying::tidy(&shop.market).await.unwrap();
        let kept = hold::Entity::find().all(shop.market.database.read()).await.unwrap();
        assert!(kept.iter().all(|hold| hold.household_hash.is_none() && hold.address_hash.is_none()));
    }

    async fn orders_of_one_household_that_come_too_fast_wait(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        let faulty = form.clone().with("shown", "");
        let mut answer = send_from(&shop, &faulty, "203.0.113.7").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..2_000 {
            answer = send_from(&shop, &faulty, "203.0.113.7").await;
            if answer.status != StatusCode::UNPROCESSABLE_ENTITY {
                break;
            }
        }
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.body.contains("Xin đợi một phút") && answer.body.contains("value=\"Trần Thị Lan\""));
        assert!(answer.headers.contains_key(header::RETRY_AFTER));
        assert_placed(&send_from(&shop, &form, "203.0.113.8").await);
    }

    async fn a_province_that_nobody_types_costs_nothing(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let form = OrderForm::open(&shop).await;
        let long = "Nam Định, ".repeat(8_000);
        assert_refused(&form.clone().with("province", &long).send(&shop).await, "id=\"province-fault\"");
        assert_placed(&form.with("commune", &format!("Thịnh Long, {}", "x".repeat(200_000))).send(&shop).await);
    }

    async fn what_nobody_comes_back_to_is_tidied_away(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let database = shop.market.database.read();
        put(&shop, stall.variant, 1).await;
        assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
        let order = orders_of(&shop, purchases(&shop).await[0].id).await.remove(0).0;
        let lookup = shop.post("/tra-cuu", &[("code", &order.code), ("phone", "0912345678")]).await;
        assert_eq!(lookup.status, StatusCode::SEE_OTHER);
        put(&shop, stall.variant, 1).await;
        let old = shop.another_browser();
        add(&old, stall.variant, "2").await;
        shop.clock.advance(time::Duration::days(89));
        put(&shop, stall.variant, 1).await;
        tidying::tidy(&shop.market).await.unwrap();
        assert_eq!(cart::Entity::find().all(database).await.unwrap().len(), 3);
        assert_eq!(order_key::Entity::find().all(database).await.unwrap().len(), 1);
        shop.clock.advance(time::Duration::days(2));
        tidying::tidy(&shop.market).await.unwrap();
        let mut states: Vec<String> =
            cart::Entity::find().all(database).await.unwrap().into_iter().map(|cart| cart.state).collect();
        states.sort();
        assert_eq!(states, ["open", "purchased"], "the one that is used and the one that was bought stay");
        assert_eq!(cart_line::Entity::find().all(database).await.unwrap().len(), 2);
        assert!(order_key::Entity::find().all(database).await.unwrap().is_empty());
        assert_eq!(shop.get("/gio-hang/so").await.body, "2");
        assert_eq!(old.get("/gio-hang/so").await.body, "0");
    }
}
