//! From the cart to a purchase.

use axum::http::{StatusCode, header};
use futures::future::join_all;
use sea_orm::EntityTrait;
use server::{
    entity::{hold, once, order_line},
    orders::keys::order_key,
    random::hashed,
};
use shop::payments::reference::Reference;

use super::{OrderForm, add, assert_placed, assert_refused, orders_of, purchases, put, stock_of};
use crate::on_both;

on_both! {
    async fn the_form_as_it_stands_with_person_and_address_places_the_order(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 2).await;
        let page = shop.get("/thanh-toan").await;
        for token in ["name", "tel", "email", "address-level1", "address-level2", "street-address"] {
            assert!(page.body.contains(&format!("autocomplete=\"{token}\"")), "{token}");
        }
        let place = page.body.find("value=\"place\"").unwrap();
        assert!(page.body.find("Hàng được giữ cho bạn 30 phút").unwrap() < place, "what happens next is said before");
        let answer = OrderForm::open(&shop).await.send(&shop).await;
        let location = assert_placed(&answer);
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");

        let purchase = purchases(&shop).await.pop().unwrap();
        let key = location.split_once("?khoa=").unwrap().1;
        assert!(location.starts_with(&format!("/lan-mua/{}?", purchase.code)));
        assert_eq!(purchase.key_hash, hashed(key));
        assert_eq!((purchase.buyer_name.as_str(), purchase.phone.as_str()), ("Trần Thị Lan", "+84912345678"));
        assert_eq!(purchase.commune_code.as_deref(), Some("14221"));
        assert_eq!(purchase.province_code.as_deref(), Some("37"));
        assert_eq!(purchase.place_typed, "Thịnh Long, Nam Định");
        assert_eq!((purchase.total, purchase.language.as_str()), (220_000, "vi"));

        let (order, payment) = orders_of(&shop, purchase.id).await.pop().unwrap();
        assert_eq!((order.goods_total, order.delivery_price, order.total), (190_000, 30_000, 220_000));
        assert_eq!((order.state.as_str(), order.method.as_str()), ("placed", "standard"));
        assert_eq!(order.key_hash, hashed(&order_key(key, &order.code)));
        assert_eq!(Reference::parse(&order.code).unwrap().as_str(), payment.reference);
        assert_eq!((payment.amount, payment.state.as_str(), payment.received), (220_000, "awaiting", 0));
        assert_eq!((payment.bank_bin.as_str(), payment.account_number.as_str()), ("970403", "0011012345678"));
        let due = server::clock::to_ms(shop.market.clock.now() + time::Duration::minutes(30));
        assert_eq!(payment.due_at, due);
        assert_eq!(stock_of(&shop, stall.variant).await, (50, 0, 2));
        let hold = hold::Entity::find().one(shop.market.database.read()).await.unwrap().unwrap();
        assert_eq!((hold.state.as_str(), hold.quantity, hold.expires_at), ("held", 2, due));
        let line = order_line::Entity::find().one(shop.market.database.read()).await.unwrap().unwrap();
        assert_eq!((line.unit_price, line.quantity, line.amount), (95_000, 2, 190_000));
        assert_eq!(shop.get("/gio-hang/so").await.body, "0", "the cart is empty again");
        for row in once::Entity::find().all(shop.market.database.read()).await.unwrap() {
            assert!(!row.location.contains(key), "the key is nowhere in the database");
        }
    }

    async fn goods_of_two_makers_become_one_purchase_with_two_orders(shop: TestShop) {
        let first = shop.stall("ba-lua").await;
        let second = shop.stall("ong-tu").await;
        put(&shop, second.variant, 1).await;
        shop.clock.advance(time::Duration::seconds(1));
        put(&shop, first.variant, 3).await;
        let express = format!("method-{}", first.producer);
        let answer = OrderForm::open(&shop).await.with(&express, "express").send(&shop).await;
        assert_placed(&answer);
        let purchase = purchases(&shop).await.pop().unwrap();
        let orders = orders_of(&shop, purchase.id).await;
        let sums: Vec<_> = orders.iter().map(|(order, _)| (order.producer_id, order.total)).collect();
        assert_eq!(sums, [(second.producer, 125_000), (first.producer, 330_000)]);
        assert_eq!(purchase.total, 455_000);
        assert_ne!(orders[0].1.reference, orders[1].1.reference);
    }

    async fn the_same_form_twice_gives_one_purchase_and_the_same_answer(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 2).await;
        let form = OrderForm::open(&shop).await;
        let (first, second) = tokio::join!(form.send(&shop), form.send(&shop));
        let location = assert_placed(&first);
        assert_eq!(assert_placed(&second), location);
        assert_eq!(assert_placed(&form.send(&shop).await), location, "and later too");
        let other_tab = form.with("once", "another-token");
        assert_eq!(assert_placed(&other_tab.send(&shop).await), location, "the cart is bought once");
        assert_eq!(purchases(&shop).await.len(), 1);
        assert_eq!(stock_of(&shop, stall.variant).await, (50, 0, 2));
    }

    async fn two_tabs_of_one_cart_at_the_same_time_buy_it_once(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 2).await;
        let first = OrderForm::open(&shop).await;
        let second = OrderForm::open(&shop).await;
        let (first, second) = tokio::join!(first.send(&shop), second.send(&shop));
        assert_eq!(assert_placed(&first), assert_placed(&second));
        assert_eq!(purchases(&shop).await.len(), 1);
        assert_eq!(stock_of(&shop, stall.variant).await, (50, 0, 2));
    }

    async fn twenty_buyers_of_the_last_five_units_buy_exactly_five(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (_, last) = shop.product(stall.producer, 1, "cuoi", "Mắm cuối mẻ", 50_000, 5).await;
        let buyers: Vec<_> = (0..20).map(|_| shop.another_browser()).collect();
        let mut forms = Vec::new();
        for (number, buyer) in buyers.iter().enumerate() {
            put(buyer, stall.variant, 1).await;
            put(buyer, last, 1).await;
            forms.push(OrderForm::open(buyer).await.with("phone", &format!("09120000{number:02}")));
        }
        let answers = join_all(buyers.iter().zip(&forms).map(|(buyer, form)| form.send(buyer))).await;
        let placed = answers.iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
        assert_eq!(placed, 5);
        for answer in answers.iter().filter(|answer| answer.status != StatusCode::SEE_OTHER) {
            assert_refused(answer, "«Mắm cuối mẻ» đã hết hàng");
            assert!(answer.body.contains("value=\"Trần Thị Lan\""), "the form is kept");
        }
        assert_eq!(stock_of(&shop, last).await, (5, 0, 5));
        assert_eq!(stock_of(&shop, stall.variant).await, (50, 0, 5), "a refused purchase holds nothing");
        assert_eq!(purchases(&shop).await.len(), 5);
    }

    async fn what_was_not_paid_in_time_can_be_bought_by_others(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (_, last) = shop.product(stall.producer, 1, "cuoi", "Mắm cuối mẻ", 50_000, 1).await;
        put(&shop, last, 1).await;
        assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
        let other = shop.another_browser();
        assert_refused(&add(&other, last, "1").await, "hết hàng");
        shop.clock.advance(time::Duration::minutes(31));
        put(&other, last, 1).await;
        assert_placed(&OrderForm::open(&other).await.with("phone", "0987654321").send(&other).await);
        assert_eq!(stock_of(&shop, last).await, (1, 0, 1));
    }

    async fn who_fetches_needs_no_address(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let pickup = format!("method-{}", stall.producer);
        let form = OrderForm::open(&shop).await.with("street", "").with("province", "").with("commune", "");
        assert_refused(&form.send(&shop).await, "Xin ghi số nhà");
        assert_placed(&form.with(&pickup, "pickup").send(&shop).await);
        let purchase = purchases(&shop).await.pop().unwrap();
        assert_eq!((purchase.total, purchase.commune_code, purchase.street.as_str()), (95_000, None, ""));
    }

    async fn the_way_back_leads_only_the_buyer_to_the_purchase(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        assert_eq!(shop.get("/gio-hang/da-dat").await.status, StatusCode::NOT_FOUND);
        put(&shop, stall.variant, 1).await;
        let location = assert_placed(&OrderForm::open(&shop).await.send(&shop).await);
        assert_eq!(shop.get("/gio-hang/da-dat").await.location(), location);
        assert!(shop.get("/gio-hang").await.body.contains("đang chờ tiền đến 10:30"));
        let stranger = shop.another_browser();
        put(&stranger, stall.variant, 1).await;
        assert_eq!(stranger.get("/gio-hang/da-dat").await.status, StatusCode::NOT_FOUND);
        assert!(!stranger.get("/gio-hang").await.body.contains("đang chờ tiền"));
    }

    async fn the_total_is_shown_for_the_chosen_delivery_without_a_script(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        put(&shop, stall.variant, 1).await;
        let page = shop.get("/thanh-toan").await;
        assert!(page.body.contains("data-vnd=\"125000\"") && page.body.contains("value=\"recalculate\""));
        let express = format!("method-{}", stall.producer);
        let form = OrderForm::open(&shop).await.with(&express, "express").with("action", "recalculate").with("name", "");
        let answer = form.send(&shop).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains("data-vnd=\"140000\"") && answer.body.contains("value=\"Số 5, xóm 3\""));
        assert!(!answer.body.contains("fault-summary"), "nothing was asked for yet");
        assert!(purchases(&shop).await.is_empty());
    }

    async fn the_checkout_speaks_english_below_en(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        assert!(shop.get("/en/thanh-toan").await.body.contains("Your cart is empty"));
        put(&shop, stall.variant, 1).await;
        let page = shop.get("/en/thanh-toan").await;
        assert!(page.body.contains("What happens next") && page.body.contains("Place order"));
        let form = OrderForm::open(&shop).await;
        let fields: Vec<(&str, &str)> = form.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let missing = [fields.as_slice(), &[("x", "y")]].concat();
        let missing: Vec<_> = missing.into_iter().filter(|(name, _)| *name != "name").collect();
        assert_refused(&shop.post("/en/thanh-toan", &missing).await, "Please give the recipient's name");
        let answer = shop.post("/en/thanh-toan", &fields).await;
        assert!(answer.location().starts_with("/en/lan-mua/LM-"), "{}", answer.location());
        assert_eq!(purchases(&shop).await[0].language, "en");
    }
}
