use axum::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use server::entity::{catalogue_clock, delivery_price, producer, product, stock, variant};
use time::{Duration, macros::datetime};

use crate::{on_both, support::TestShop};

const PROFILE: &str = "/xuong/ho-so";

impl TestShop {
    async fn producer(&self, slug: &str) -> producer::Model {
        let database = self.market.database.writer();
        producer::Entity::find().filter(producer::Column::Slug.eq(slug)).one(database).await.unwrap().unwrap()
    }

    async fn way(&self, producer: i64, method: &str) -> (i64, bool) {
        let row = delivery_price::Entity::find_by_id((producer, method.to_owned()));
        let row = row.one(self.market.database.writer()).await.unwrap().unwrap();
        (row.price, row.enabled)
    }

    async fn lists_changed(&self) -> i64 {
        let rows = catalogue_clock::Entity::find().all(self.market.database.writer()).await.unwrap();
        rows.iter().map(|row| row.value).sum()
    }
}

/// A profile in order, with some fields changed or added.
fn profile<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let order = [
        ("action", "about"),
        ("owner", "Bà Lụa"),
        ("phone", "0912 345 678"),
        ("about", "Nhà làm mắm ba đời."),
        ("street", "Xóm 3"),
        ("province", "Nam Định"),
        ("commune", "Thịnh Long"),
        ("pickup_note", "Gọi trước."),
    ];
    let kept = order.into_iter().filter(|(name, _)| changed.iter().all(|(other, _)| other != name));
    kept.chain(changed.iter().copied()).collect()
}

on_both! {
    async fn a_producer_introduces_itself_by_an_old_place_name(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let before = shop.lists_changed().await;
        let saved = shop.post(PROFILE, &profile(&[])).await;
        assert_eq!(saved.location(), "/xuong/ho-so?xong=ho-so", "{}", saved.body);
        let row = shop.producer("ba-lua").await;
        assert_eq!((row.owner.as_str(), row.phone.as_str(), row.street.as_str()), ("Bà Lụa", "+84912345678", "Xóm 3"));
        assert_eq!((row.province_code.as_str(), row.commune_code.as_str()), ("37", "14221"));
        assert_eq!(shop.lists_changed().await, before + 1, "kept pages are old");
        let page = shop.get("/xuong/ho-so?xong=ho-so").await;
        assert!(page.body.contains("xã Hải Thịnh") && page.body.contains("Đã lưu hồ sơ."));
    }

    async fn a_faulty_profile_comes_back_with_what_was_typed(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let long = "ă".repeat(5_000);
        for (field, typed) in [
            ("owner", ""), ("phone", ""), ("phone", "12345"), ("phone", "abc"), ("street", ""), ("about", long.as_str()),
            ("province", ""), ("province", "Xứ Oz"), ("commune", ""), ("commune", "Xã Không Có"),
        ] {
            let answer = shop.post(PROFILE, &profile(&[(field, typed)])).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} = {typed}");
            assert!(answer.body.contains(&format!("id=\"{field}-fault\"")), "{field} = {typed}");
            assert!(answer.body.contains(typed) && answer.body.contains("Nhà làm mắm") != (field == "about"));
        }
        assert_eq!(shop.producer("ba-lua").await.owner, "Bà Mẫu", "nothing was saved");
    }

    async fn of_several_places_with_one_name_one_is_chosen(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let typed = [("province", "TP.HCM"), ("commune", "Phường 1")];
        let offered = shop.post(PROFILE, &profile(&typed)).await;
        assert_eq!(offered.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, choice) = offered.body.split_once("name=\"place\" value=\"").expect("places to choose from");
        let code = choice.split('"').next().unwrap();
        let chosen = shop.post(PROFILE, &profile(&[typed[0], typed[1], ("place", code)])).await;
        assert_eq!(chosen.status, StatusCode::SEE_OTHER, "{}", chosen.body);
        let row = shop.producer("ba-lua").await;
        assert_eq!((row.province_code.as_str(), row.commune_code.as_str()), ("79", code));
        let elsewhere = shop.post(PROFILE, &profile(&[("place", "14221"), typed[0], typed[1]])).await;
        assert_eq!(elsewhere.status, StatusCode::UNPROCESSABLE_ENTITY, "a place that was not offered is none");
    }

    async fn delivery_prices_are_set_and_one_way_is_left(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let fields = [("action", "delivery"), ("offer_standard", "1"), ("standard", "25k"), ("express", "60.000")];
        assert_eq!(shop.post(PROFILE, &fields).await.location(), "/xuong/ho-so?xong=giao-hang");
        assert_eq!(shop.way(stall.producer, "standard").await, (25_000, true));
        assert_eq!(shop.way(stall.producer, "express").await, (60_000, false));
        assert_eq!(shop.way(stall.producer, "pickup").await, (0, false));
        for (fields, field) in [
            (vec![("action", "delivery"), ("standard", "25k")], "delivery"),
            (vec![("action", "delivery"), ("offer_standard", "1"), ("standard", "")], "standard"),
            (vec![("action", "delivery"), ("offer_pickup", "1"), ("express", "-5")], "express"),
            (vec![("action", "delivery"), ("offer_pickup", "1"), ("standard", "abc")], "standard"),
        ] {
            let answer = shop.post(PROFILE, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(answer.body.contains(&format!("id=\"{field}-fault\"")), "{fields:?}");
        }
        assert_eq!(shop.way(stall.producer, "standard").await, (25_000, true));
    }

    async fn a_workshop_rests_until_its_day_and_opens_again(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        // The test's clock stands at 24 November 2026.
        for until in ["", "abc", "2026-02-30", "2026-11-23", "2027-11-25"] {
            let answer = shop.post(PROFILE, &[("action", "pause"), ("until", until), ("pause_note", "Nghỉ Tết")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{until}");
            assert!(answer.body.contains("id=\"until-fault\"") && answer.body.contains("Nghỉ Tết"), "{until}");
        }
        let rest = [("action", "pause"), ("until", "2026-11-30"), ("pause_note", "Nghỉ Tết")];
        assert_eq!(shop.post(PROFILE, &rest).await.location(), "/xuong/ho-so?xong=nghi");
        let row = shop.producer("ba-lua").await;
        let until = datetime!(2026-11-30 17:00 UTC).unix_timestamp() * 1_000;
        assert_eq!((row.paused_until, row.pause_note.as_str()), (Some(until), "Nghỉ Tết"));
        assert!(shop.get("/xuong").await.body.contains("nghỉ đến hết 30/11/2026"));
        shop.clock.advance(Duration::days(7));
        assert!(!shop.get("/xuong").await.body.contains("nghỉ đến hết"), "the pause is over");
        assert_eq!(shop.post(PROFILE, &[("action", "open")]).await.location(), "/xuong/ho-so?xong=mo");
        assert_eq!(shop.producer("ba-lua").await.paused_until, None);
    }

    async fn today_tells_what_came_in_and_what_waits(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let paid = shop.placed(&[&stall], 1).await;
        let unpaid = shop.placed(&[&stall], 1).await;
        shop.sign_in("ba-lua@demo.test").await;
        let quiet = shop.get("/xuong").await;
        assert!(quiet.body.contains("Không còn việc gì chờ bạn") && quiet.body.contains("data-vnd=\"0\""));
        shop.bank_says(1, paid.order().amount, &paid.order().reference).await;
        shop.bank_says(2, 1_000, "quen ghi noi dung").await;
        let page = shop.get("/xuong").await.body;
        for told in ["1 đơn đã trả tiền, chờ xác nhận", "/xuong/don-hang?muc=xac-nhan", "1 khoản tiền cần xem"] {
            assert!(page.contains(told), "{told}");
        }
        assert!(page.contains("data-vnd=\"125000\"") && page.contains(&paid.order().code));
        assert!(!page.contains(&unpaid.order().code), "what was not paid is no money");
        shop.clock.advance(Duration::days(1));
        assert!(shop.get("/xuong").await.body.contains("data-vnd=\"0\""), "a new day begins with nothing");
    }

    async fn an_empty_workshop_teaches_the_first_steps(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let database = shop.market.database.writer();
        stock::Entity::delete_many().exec(database).await.unwrap();
        variant::Entity::delete_by_id(stall.variant).exec(database).await.unwrap();
        product::Entity::delete_by_id(stall.product).exec(database).await.unwrap();
        shop.sign_in("ba-lua@demo.test").await;
        let page = shop.get("/xuong").await;
        assert!(page.body.contains("Bốn bước để mở quầy") && page.body.contains("href=\"/xuong/san-pham/moi\""));
        assert!(shop.get("/xuong/san-pham").await.body.contains("Chưa có sản phẩm nào"));
    }

    async fn only_a_producer_has_a_workshop(shop: TestShop) {
        shop.stall("ba-lua").await;
        let stranger = shop.post(PROFILE, &profile(&[])).await;
        assert_eq!(stranger.location(), "/dang-nhap?tiep=%2Fxuong%2Fho-so");
        shop.sign_in("htx@demo.test").await;
        assert_eq!(shop.get("/xuong").await.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.post(PROFILE, &[("action", "open")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn verified_facts_are_shown_and_not_changed(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let page = shop.get(PROFILE).await;
        assert!(page.body.contains("DEMO-01") && page.body.contains("0011012345678") && page.body.contains("Hộ kinh doanh"));
        shop.post(PROFILE, &profile(&[("name", "Hãng khác"), ("registration", "999")])).await;
        let row = shop.producer("ba-lua").await;
        assert_eq!((row.name.as_str(), row.registration.as_str()), ("Cơ sở ba-lua", "DEMO-01"));
    }
}
