//! Orders: the shopper's link, finding one again, and the producer's steps.

use axum::http::{StatusCode, header};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use server::{
    clock::Clock,
    entity::{audit, order_key, shop_order},
    payments::changes::Heard,
};
use shop::id::PurchaseId;
use time::Duration;

use crate::{
    on_both,
    support::{
        TestShop,
        html::unmarked_vietnamese,
        standing_order::{Placed, Placing},
    },
};

/// Where the producer takes a step with an order.
fn step(order: &Placed, step: &str) -> String {
    format!("/xuong/don-hang/{}/{step}", order.code)
}

async fn state(shop: &TestShop, order: &Placed) -> String {
    let row = shop_order::Entity::find_by_id(order.id).one(shop.market.database.read()).await;
    row.unwrap().unwrap().state
}

async fn deeds(shop: &TestShop, action: &str) -> u64 {
    let found = audit::Entity::find().filter(audit::Column::Action.eq(action));
    found.count(shop.market.database.read()).await.unwrap()
}

on_both! {
    async fn the_key_opens_the_order_and_nothing_else_does(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing { quantity: 2, ..Placing::default() }).await;
        let other = shop.order_placed(&stall, Placing::default()).await;
        let page = shop.get(&order.page()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        assert!(page.body.contains("name=\"robots\" content=\"noindex\""));
        assert!(page.body.contains(&format!("data-order=\"{}\" data-state=\"placed\"", order.code)));
        for told in ["data-vnd=\"220000\"", "data-vnd=\"190000\"", "0912 345 678", "phường Ba Đình, thành phố Hà Nội",
            "DEMO-01", "Bà Mẫu", "Hộ kinh doanh", "/doi-tra", "Gọi trước khi giao", "24/11/2026, 10:00"]
        {
            assert!(page.body.contains(told), "{told}: {}", page.body);
        }
        let key = &order.key;
        for path in [
            format!("/don-hang/{}", order.code),
            format!("/don-hang/{}?khoa=", order.code),
            format!("/don-hang/{}?khoa={}", order.code, other.key),
            format!("/don-hang/{}?khoa={}", order.code, key.to_uppercase()),
            format!("/don-hang/{}?khoa={key}", other.code),
            format!("/don-hang/CL-AAAAAAAA?khoa={key}"),
        ] {
            let answer = shop.get(&path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!answer.body.contains("0912 345 678"));
        }
    }

    async fn the_page_says_how_to_pay_only_while_money_is_awaited(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::default()).await;
        let page = shop.get(&order.page()).await.body;
        assert!(page.contains(&order.reference) && page.contains("0011012345678"));
        assert!(page.contains("data-payment=\"awaiting\""));
        shop.money_came(&order, 100_000, "underpaid", None).await;
        let page = shop.get(&order.page()).await.body;
        assert!(page.contains("data-vnd=\"25000\""), "what is missing: {page}");
        shop.clock.advance(Duration::minutes(31));
        assert!(shop.get(&order.page()).await.body.contains("Đã hết giờ giữ hàng"));
        shop.money_came(&order, order.total, "paid", Some(shop.clock.now())).await;
        let page = shop.get(&order.page()).await.body;
        assert!(!page.contains(&order.reference), "{page}");
        assert!(page.contains("data-state=\"paid\"") && page.contains("data-payment=\"paid\""));
    }

    async fn an_order_is_found_by_code_and_phone_and_gets_a_further_key(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::default()).await;
        let typed = order.code.to_lowercase().replace('-', " ");
        let found = shop.post("/en/tra-cuu", &[("code", &typed), ("phone", "0912.345.678")]).await;
        assert_eq!(found.status, StatusCode::SEE_OTHER, "{}", found.body);
        let (path, key) = found.location().split_once("?khoa=").unwrap();
        assert_eq!(path, format!("/en/don-hang/{}", order.code));
        assert!(key.len() >= 32 && key != order.key);
        assert_eq!(shop.get(found.location()).await.status, StatusCode::OK);
        assert_eq!(shop.get(&order.page()).await.status, StatusCode::OK, "the first key still opens it");
        let kept = order_key::Entity::find().all(shop.market.database.read()).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_ne!(kept[0].key_hash, key, "only its hash is kept");
    }

    async fn a_wrong_code_and_a_wrong_phone_look_alike(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::default()).await;
        let wrong_phone = shop.post("/tra-cuu", &[("code", &order.code), ("phone", "0987654321")]).await;
        let wrong_code = shop.post("/tra-cuu", &[("code", "CL-AAAAAAAA"), ("phone", "0912345678")]).await;
        assert_eq!(wrong_phone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(wrong_code.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong_phone.body.contains(&format!("value=\"{}\"", order.code)), "what was typed stays");
        let plain = |body: &str| body
            .replace(&order.code, "CODE").replace("CL-AAAAAAAA", "CODE")
            .replace("0987654321", "PHONE").replace("0912345678", "PHONE");
        assert_eq!(plain(&wrong_phone.body), plain(&wrong_code.body));
        assert_eq!(order_key::Entity::find().count(shop.market.database.read()).await.unwrap(), 0);
    }

    async fn what_is_no_code_or_phone_is_said_beside_its_field(shop: TestShop) {
        let answer = shop.post("/tra-cuu", &[("code", "đơn <1>"), ("phone", "12ab")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        for told in ["id=\"code-fault\"", "id=\"phone-fault\"", "value=\"đơn &lt;1&gt;\"", "value=\"12ab\""] {
            assert!(answer.body.contains(told), "{told}: {}", answer.body);
        }
        let empty = shop.post("/en/tra-cuu", &[]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_purchases_code_opens_all_its_orders(shop: TestShop) {
        let (lua, cuong) = (shop.stall("ba-lua").await, shop.stall("cuong-la").await);
        let first = shop.order_placed(&lua, Placing::default()).await;
        let second = shop.order_placed(&cuong, Placing { purchase: Some(first.purchase), ..Placing::default() }).await;
        let found = shop.post("/tra-cuu", &[("code", &first.purchase_code), ("phone", "0912345678")]).await;
        assert_eq!(found.status, StatusCode::SEE_OTHER, "{}", found.body);
        let key = found.location().split_once("?khoa=").unwrap().1;
        let page = shop.get(found.location()).await;
        assert!(page.body.contains(&format!("/don-hang/{}?khoa={key}", second.code)), "{}", page.body);
        assert_eq!(shop.get(&format!("/don-hang/{}?khoa={key}", second.code)).await.status, StatusCode::OK);
        let one = shop.post("/tra-cuu", &[("code", &first.code), ("phone", "0912345678")]).await;
        let key = one.location().split_once("?khoa=").unwrap().1;
        let other = shop.get(&format!("/don-hang/{}?khoa={key}", second.code)).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND, "the code of one order opens that one");
    }

    async fn nobody_can_try_phone_numbers_one_after_another(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::default()).await;
        let mut answers = Vec::new();
        for number in 0..10 {
            let phone = format!("091200000{number}");
            answers.push(shop.post("/tra-cuu", &[("code", &order.code), ("phone", &phone)]).await);
        }
        assert_eq!(answers[0].status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answers[9].status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answers[9].body.contains("value=\"0912000009\""), "nothing is lost");
        let right = shop.post("/tra-cuu", &[("code", &order.code), ("phone", "0912345678")]).await;
        assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
        let other = shop.order_placed(&stall, Placing::default()).await;
        let free = shop.post("/tra-cuu", &[("code", &other.code), ("phone", "0912345678")]).await;
        assert_eq!(free.status, StatusCode::SEE_OTHER, "other codes are not concerned");
    }

    async fn one_household_cannot_try_codes_one_after_another(shop: TestShop) {
        let mut last = StatusCode::OK;
        for number in 0..40 {
            let code = format!("CL-AAAAAA{number:02}");
            last = shop.post("/tra-cuu", &[("code", &code), ("phone", "0912345678")]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_producer_confirms_packs_and_hands_over(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing { quantity: 3, ..Placing::paid_at(shop.clock.now()) }).await;
        shop.sign_in("ba-lua@demo.test").await;
        assert_eq!(shop.stock_of(stall.variant).await, (50, 3, 0));
        let mut told = shop.market.changes.subscribe();
        let list = shop.get("/xuong/don-hang").await.body;
        assert!(list.contains(&order.code) && list.contains("Trần Thị Mua"), "{list}");
        for (taken, mark) in [("xac-nhan", "confirmed"), ("dong-goi", "packed"), ("giao", "handed_over")] {
            shop.clock.advance(Duration::minutes(10));
            let answer = shop.post(&step(&order, taken), &[]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
            assert_eq!(answer.location(), format!("/xuong/don-hang/{}", order.code));
            let own = shop.get(answer.location()).await.body;
            assert!(own.contains(&format!("data-state=\"{mark}\"")), "{own}");
            assert!(shop.get(&order.page()).await.body.contains(&format!("data-state=\"{mark}\"")));
            assert_eq!(told.next().await, Heard::Changed(PurchaseId::new(order.purchase)));
        }
        assert_eq!(state(&shop, &order).await, "completed");
        assert_eq!(shop.stock_of(stall.variant).await, (47, 0, 0));
        for action in ["order.confirm", "order.pack", "order.hand_over"] {
            assert_eq!(deeds(&shop, action).await, 1, "{action}");
        }
        let page = shop.get(&order.page()).await.body;
        for at in ["10:10", "10:20", "10:30"] {
            assert!(page.contains(at), "{at}: {page}");
        }
    }

    async fn a_step_taken_from_a_list_leads_back_to_it(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::paid_at(shop.clock.now())).await;
        shop.sign_in("ba-lua@demo.test").await;
        let path = format!("/en{}", step(&order, "xac-nhan"));
        let answer = shop.post(&path, &[("back", "/xuong/don-hang?muc=xac-nhan")]).await;
        assert_eq!(answer.location(), format!("/en/xuong/don-hang?muc=xac-nhan&xong={}", order.code));
        assert!(shop.get(answer.location()).await.body.contains("has moved on"));
        let answer = shop.post(&step(&order, "dong-goi"), &[("back", "//evil.example/xuong/don-hang?")]).await;
        assert_eq!(answer.location(), format!("/xuong/don-hang/{}", order.code));
    }

    async fn an_order_without_its_money_waits(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::default()).await;
        shop.sign_in("ba-lua@demo.test").await;
        let own = shop.get(&format!("/xuong/don-hang/{}", order.code)).await.body;
        assert!(!own.contains("/xac-nhan\""), "no button that would be refused");
        let refused = shop.post(&step(&order, "xac-nhan"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.body.contains("Hiện giờ:") && refused.body.contains("role=\"alert\""));
        assert_eq!(state(&shop, &order).await, "placed");
        assert_eq!(deeds(&shop, "order.confirm").await, 0);
        shop.money_came(&order, order.total - 1, "underpaid", None).await;
        assert_eq!(shop.post(&step(&order, "xac-nhan"), &[]).await.status, StatusCode::CONFLICT);
        assert!(shop.get("/xuong/don-hang?muc=cho-tien").await.body.contains(&order.code));
        assert!(!shop.get("/xuong/don-hang").await.body.contains(&order.code));
    }

    async fn a_step_sent_twice_is_taken_once_and_told(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing { quantity: 2, ..Placing::paid_at(shop.clock.now()) }).await;
        shop.sign_in("ba-lua@demo.test").await;
        for (taken, action) in
            [("xac-nhan", "order.confirm"), ("dong-goi", "order.pack"), ("giao", "order.hand_over")]
        {
            let path = step(&order, taken);
            let (one, two) = tokio::join!(shop.post(&path, &[]), shop.post(&path, &[]));
            let mut answers = [one.status, two.status];
            answers.sort();
            assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::CONFLICT], "{taken}");
            assert_eq!(deeds(&shop, action).await, 1);
        }
        assert_eq!(shop.stock_of(stall.variant).await, (48, 0, 0));
        let stale = shop.post(&format!("/en{}", step(&order, "dong-goi")), &[]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        assert!(stale.body.contains("changed nothing") && stale.body.contains("<strong>Handed over"), "{}", stale.body);
    }

    async fn a_cancelled_order_gives_its_goods_back_and_asks_for_the_refund(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing { quantity: 2, ..Placing::paid_at(shop.clock.now()) }).await;
        shop.sign_in("ba-lua@demo.test").await;
        let long = "a".repeat(301);
        for reason in ["", "  \n ", &long] {
            let refused = shop.post(&step(&order, "huy"), &[("reason", reason)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains("id=\"reason-fault\"") && refused.body.contains(reason.trim()));
        }
        assert_eq!(state(&shop, &order).await, "placed");
        shop.post(&step(&order, "xac-nhan"), &[]).await;
        let answer = shop.post(&step(&order, "huy"), &[("reason", "Mẻ này bị hỏng <b>")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(state(&shop, &order).await, "cancelled");
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        let page = shop.get(&order.page()).await.body;
        assert!(page.contains("data-state=\"cancelled\"") && page.contains("Mẻ này bị hỏng &lt;b"), "{page}");
        assert!(page.contains("Cơ sở còn phải hoàn lại cho bạn"));
        let refunds = shop.get("/xuong/don-hang?muc=hoan-tien").await.body;
        assert!(refunds.contains(&order.code) && refunds.contains("data-vnd=\"220000\""), "{refunds}");
        assert!(shop.get("/xuong/don-hang?muc=da-huy").await.body.contains(&order.code));
        assert_eq!(shop.post(&step(&order, "huy"), &[("reason", "x")]).await.status, StatusCode::CONFLICT);
        assert_eq!(shop.post(&step(&order, "xac-nhan"), &[]).await.status, StatusCode::CONFLICT);
        assert_eq!(deeds(&shop, "order.cancel").await, 1);
    }

    async fn an_unpaid_order_that_is_cancelled_gives_back_what_it_held(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing { quantity: 5, ..Placing::default() }).await;
        shop.sign_in("ba-lua@demo.test").await;
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 5));
        shop.post(&step(&order, "huy"), &[("reason", "Nghỉ lễ")]).await;
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        let page = shop.get(&order.page()).await.body;
        assert!(!page.contains(&order.reference), "nobody is asked to pay for it: {page}");
        assert!(!shop.get("/xuong/don-hang?muc=hoan-tien").await.body.contains(&order.code));
    }

    async fn what_has_left_cannot_be_cancelled_and_the_reason_is_not_lost(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::paid_at(shop.clock.now())).await;
        shop.sign_in("ba-lua@demo.test").await;
        for taken in ["xac-nhan", "dong-goi", "giao"] {
            shop.post(&step(&order, taken), &[]).await;
        }
        let refused = shop.post(&step(&order, "huy"), &[("reason", "Không đủ hàng")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.body.contains("Không đủ hàng"), "{}", refused.body);
        assert_eq!(state(&shop, &order).await, "completed");
        assert_eq!(shop.stock_of(stall.variant).await, (49, 0, 0));
    }

    async fn someone_elses_order_is_not_there(shop: TestShop) {
        let (lua, _) = (shop.stall("ba-lua").await, shop.stall("cuong-la").await);
        let order = shop.order_placed(&lua, Placing::paid_at(shop.clock.now())).await;
        let page = format!("/xuong/don-hang/{}", order.code);
        let stranger = shop.another_browser();
        assert!(stranger.get(&page).await.location().starts_with("/dang-nhap?tiep="));
        assert!(stranger.post(&step(&order, "xac-nhan"), &[]).await.location().starts_with("/dang-nhap?tiep="));
        for email in ["cuong-la@demo.test", "htx@demo.test", "vanhanh@demo.test"] {
            let other = shop.another_browser();
            other.sign_in(email).await;
            assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND, "{email}");
            for taken in ["xac-nhan", "dong-goi", "giao", "huy"] {
                let answer = other.post(&step(&order, taken), &[("reason", "x")]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{email} {taken}");
            }
            assert!(!other.get("/xuong/don-hang").await.body.contains(&order.code));
        }
        assert_eq!(state(&shop, &order).await, "placed");
        shop.sign_in("ba-lua@demo.test").await;
        assert_eq!(shop.post(&step(&order, "bay"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.get("/xuong/don-hang/CL-AAAAAAAA").await.status, StatusCode::NOT_FOUND);
    }

    async fn each_tray_holds_its_orders_a_page_at_a_time(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let now = shop.clock.now();
        let mut paid = Vec::new();
        for _ in 0..22 {
            shop.clock.advance(Duration::minutes(1));
            paid.push(shop.order_placed(&stall, Placing::paid_at(now)).await);
        }
        let waiting = shop.order_placed(&stall, Placing::default()).await;
        shop.sign_in("ba-lua@demo.test").await;
        for (taken, count) in [("xac-nhan", 3), ("dong-goi", 2), ("giao", 1)] {
            for order in &paid[..count] {
                assert_eq!(shop.post(&step(order, taken), &[]).await.status, StatusCode::SEE_OTHER);
            }
        }
        for (tray, codes) in [
            ("dong-goi", vec![&paid[2].code]),
            ("giao", vec![&paid[1].code]),
            ("xong", vec![&paid[0].code]),
            ("cho-tien", vec![&waiting.code]),
        ] {
            let body = shop.get(&format!("/xuong/don-hang?muc={tray}")).await.body;
            let shown: Vec<&String> =
                paid.iter().chain([&waiting]).map(|order| &order.code).filter(|code| body.contains(*code)).collect();
            assert_eq!(shown, codes, "{tray}");
        }
        for order in &paid[3..5] {
            shop.post(&step(order, "huy"), &[("reason", "x")]).await;
        }
        let body = shop.get("/xuong/don-hang?muc=da-huy").await.body;
        assert!(body.contains(&paid[3].code) && body.contains(&paid[4].code) && !body.contains(&paid[5].code));
        let first = shop.get("/xuong/don-hang?trang=abc").await.body;
        assert!(first.contains(&paid[5].code) && !first.contains("trang=2"), "17 orders are one page");
        for _ in 0..4 {
            paid.push(shop.order_placed(&stall, Placing::paid_at(now)).await);
        }
        let first = shop.get("/xuong/don-hang").await.body;
        assert!(first.contains("trang=2") && !first.contains(&paid[25].code), "{first}");
        let second = shop.get("/xuong/don-hang?muc=xac-nhan&trang=2").await.body;
        assert!(second.contains(&paid[25].code) && !second.contains(&paid[5].code));
        assert_eq!(shop.get("/xuong/don-hang?trang=99").await.status, StatusCode::OK);
    }

    async fn what_is_fetched_at_the_workshop_is_told_so(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placing = Placing { method: "pickup", delivery: 0, ..Placing::paid_at(shop.clock.now()) };
        let order = shop.order_placed(&stall, placing).await;
        shop.sign_in("ba-lua@demo.test").await;
        shop.post(&step(&order, "xac-nhan"), &[]).await;
        shop.post(&step(&order, "dong-goi"), &[]).await;
        let page = shop.get(&format!("/en{}", order.page())).await.body;
        assert!(page.contains("Ready for pick-up") && page.contains("Pick-up at the workshop"), "{page}");
        assert!(!page.contains("the carrier"), "{page}");
    }

async fn a_row_that_contradicts_itself_is_an_incident_and_tells_nothing(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::paid_at(shop.clock.now())).await;
        shop_order::Entity::update_many()
            .col_expr(shop_order::Column::State, Expr::value("completed"))
            .filter(shop_order::Column::Id.eq(order.id))
            .exec(shop.market.database.writer())
            .await
            .unwrap();
        let page = shop.get(&order.page()).await;
        assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!page.body.contains("shop_order"), "no text of our inside reaches a page");
    }

    async fn english_pages_mark_what_is_vietnamese(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing::default()).await;
        shop.sign_in("ba-lua@demo.test").await;
        let own = format!("/xuong/don-hang/{}", order.code);
        shop.post(&step(&order, "huy"), &[("reason", "Hết hàng rồi")]).await;
        for path in ["/tra-cuu", &order.page(), "/xuong/don-hang", "/xuong/don-hang?muc=da-huy", &own] {
            let page = shop.get(&format!("/en{path}")).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert_eq!(unmarked_vietnamese(&page.body), Vec::<String>::new(), "{path}");
        }
    }
}
