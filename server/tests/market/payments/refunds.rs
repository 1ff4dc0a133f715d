//! Money that goes back, and the books about it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder};
use server::entity::{ledger_balance, ledger_entry, ledger_posting, order_key, refund};

use super::{order_state, outcomes, payment, payment_row};
use crate::{on_both, support::TestShop};

/// What the books hold on each account, summed from their lines, and the same as the balances tell it.
async fn books(shop: &TestShop) -> BTreeMap<String, i64> {
    let database = shop.market.database.writer();
    let mut summed = BTreeMap::new();
    for entry in ledger_entry::Entity::find().all(database).await.unwrap() {
        *summed.entry(entry.account).or_default() += entry.amount;
    }
    let mut kept = BTreeMap::new();
    for balance in ledger_balance::Entity::find().all(database).await.unwrap() {
        *kept.entry(balance.account).or_default() += balance.amount;
    }
    assert_eq!(summed, kept, "balances are what the lines add up to");
    summed.retain(|_, amount| *amount != 0);
    summed
}

async fn kinds(shop: &TestShop) -> Vec<String> {
    let rows = ledger_posting::Entity::find().order_by_asc(ledger_posting::Column::Id);
    rows.all(shop.market.database.writer()).await.unwrap().into_iter().map(|row| row.kind).collect()
}

async fn refunds(shop: &TestShop) -> Vec<refund::Model> {
    refund::Entity::find().order_by_asc(refund::Column::Id).all(shop.market.database.writer()).await.unwrap()
}

fn accounts<const N: usize>(amounts: [(&str, i64); N]) -> BTreeMap<String, i64> {
    amounts.into_iter().map(|(account, amount)| (account.to_owned(), amount)).collect()
}

const BANK: [(&str, &str); 3] = [("bank", "970436"), ("account", "0011 2233 44"), ("holder", "Nguyễn Thị Mẫu")];

on_both! {
    async fn what_is_typed_into_a_text_comes_back_as_text(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 125_000, &placed.order().reference).await;
        shop.sign_in("ba-lua@demo.test").await;
        let typed = "</textarea><script>alert(1)</script> &lt; 5 < 6";
        let fields = [("further", "-1"), ("note", typed), ("once", "a")];
        let back = shop.post(&format!("/xuong/don-hang/{}/hoan-tien", placed.order().code), &fields).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
        let kept = "&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;lt; 5 &lt; 6</textarea>";
        assert!(back.body.contains(kept) && !back.body.contains("<script>alert"), "{}", back.body);
    }

    async fn each_movement_of_money_is_posted_once(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let reference = &placed.order().reference;
        shop.bank_says(1, 25_000, reference).await;
        assert_eq!(books(&shop).await, accounts([("bank", 25_000), ("buyer_clearing", -25_000)]));
        for _ in 0..2 {
            shop.bank_says(2, 100_000, reference).await;
        }
        let sold = accounts([("bank", 125_000), ("producer_payable", -95_000), ("delivery", -30_000)]);
        assert_eq!(books(&shop).await, sold);
        assert_eq!(kinds(&shop).await, ["received", "received", "sold"]);
        shop.bank_says(3, 7_000, "tiền cá nhân").await;
        assert_eq!(books(&shop).await, sold, "what belongs to no order is none of our business");
    }

    async fn what_was_posted_is_never_changed(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 125_000, &placed.order().reference).await;
        let before = books(&shop).await;
        let database = shop.market.database.writer();
        for change in [
            "UPDATE ledger_entry SET amount = amount + 1",
            "DELETE FROM ledger_entry",
            "UPDATE ledger_posting SET kind = 'sold'",
            "DELETE FROM ledger_posting",
        ] {
            assert!(database.execute_unprepared(change).await.is_err(), "{change}");
        }
        assert_eq!(books(&shop).await, before);
    }

    async fn an_excess_is_promised_sent_and_proven_and_the_order_goes_on(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 130_000, &placed.order().reference).await;
        let owed = refunds(&shop).await;
        assert_eq!((owed.len(), owed[0].amount, owed[0].reason.as_str(), owed[0].state.as_str()), (1, 5_000, "excess", "owed"));
        assert_eq!(books(&shop).await["refund"], -5_000);
        shop.sign_in("ba-lua@demo.test").await;
        let page = shop.get("/xuong/tien/hoan").await;
        assert!(page.body.contains(&owed[0].reference) && page.body.contains("data-vnd=\"5000\""));
        let path = format!("/xuong/tien/hoan/{}", owed[0].reference);
        assert!(!shop.get(&path).await.body.contains("data-vietqr"), "nobody said yet where to");
        let kept = shop.post(&format!("{path}/tai-khoan"), &BANK).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        let page = shop.get(&path).await.body;
        assert!(page.contains("data-vietqr") && page.contains("NGUYEN THI MAU") && page.contains("0011223344"));
        // Said by hand, then by the bank: sent once.
        let sent = shop.post(&format!("{path}/da-chuyen"), &[("note", "Vietcombank, 9 giờ 12")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(payment(&shop, placed.order()).await.0, "partly_refunded");
        shop.bank_says_left(2, 5_000, &format!("{} hoan tien", owed[0].reference)).await;
        let row = refunds(&shop).await.remove(0);
        assert!(row.state == "sent" && row.proven_at.is_some());
        assert_eq!(outcomes(&shop).await, ["over", "proof"]);
        let end = accounts([("bank", 125_000), ("producer_payable", -95_000), ("delivery", -30_000)]);
        assert_eq!(books(&shop).await, end);
        assert_eq!(payment_row(&shop, placed.order()).await.refunded, 5_000);
        let again = shop.post(&format!("{path}/da-chuyen"), &[("note", "lần nữa")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        // The order is paid all the same.
        let confirmed = shop.post(&format!("/xuong/don-hang/{}/xac-nhan", placed.order().code), &[]).await;
        assert_eq!(confirmed.status, StatusCode::SEE_OTHER, "{}", confirmed.body);
        assert_eq!(order_state(&shop, placed.order()).await.0, "confirmed");
    }

    async fn a_bank_that_names_a_refund_settles_it_alone(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 125_000, &placed.order().reference).await;
        shop.bank_says(2, 125_000, &placed.order().reference).await;
        let reference = refunds(&shop).await[0].reference.clone();
        shop.bank_says_left(3, 124_999, &reference).await;
        assert_eq!(refunds(&shop).await[0].state, "owed", "another amount is another transfer");
        shop.bank_says_left(4, 125_000, &reference.to_lowercase()).await;
        shop.bank_says_left(5, 125_000, &reference).await;
        let row = refunds(&shop).await.remove(0);
        assert!(row.state == "sent" && row.proven_at.is_some());
        assert_eq!(outcomes(&shop).await, ["exact", "duplicate", "outgoing", "refund", "outgoing"]);
        assert_eq!(books(&shop).await["bank"], 125_000);
        assert_eq!(kinds(&shop).await.iter().filter(|kind| *kind == "refund_sent").count(), 1);
    }

    async fn calling_off_a_paid_order_takes_the_sale_back_and_promises_all_of_it(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 2).await;
        shop.bank_says(1, 220_000, &placed.order().reference).await;
        shop.sign_in("ba-lua@demo.test").await;
        let fields = [("reason", "vỡ chum")];
        let code = &placed.order().code;
        let answer = shop.post(&format!("/xuong/don-hang/{code}/huy"), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        assert_eq!(books(&shop).await, accounts([("bank", 220_000), ("refund", -220_000)]));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        // The buyer says where to, from the order's own page.
        let key = server::orders::keys::order_key(&placed.key, code);
        let buyer = shop.another_browser();
        let page = format!("/don-hang/{code}?khoa={key}");
        assert!(buyer.get(&page).await.body.contains("hoan-tien"));
        let tell = format!("/don-hang/{code}/hoan-tien?khoa={key}");
        let wrong = buyer.post(&tell, &[("bank", ""), ("account", "số 1"), ("holder", "")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("value=\"số 1\""), "what was typed is kept");
        assert_eq!(buyer.post(&tell, &BANK).await.status, StatusCode::SEE_OTHER);
        let row = refunds(&shop).await.remove(0);
        let sealed = row.account_sealed.expect("the account is kept");
        assert!(!String::from_utf8_lossy(&sealed).contains("0011223344"), "a copy of the database does not tell it");
        // Code and phone number stand on the parcel: whoever has them sees the order, but moves no money.
        let stranger = shop.another_browser();
        let given = "khoa-tu-trang-tra-cuu-0123456789".to_owned();
        let looked_up = order_key::ActiveModel {
            key_hash: Set(server::random::hashed(&given)),
            order_id: Set(placed.order().id),
            created_at: Set(0),
        };
        order_key::Entity::insert(looked_up).exec_without_returning(shop.market.database.writer()).await.unwrap();
        let page_of_stranger = stranger.get(&format!("/don-hang/{code}?khoa={given}")).await;
        assert!(page_of_stranger.status == StatusCode::OK && !page_of_stranger.body.contains("0011223344"));
        let theft = stranger.post(&format!("/don-hang/{code}/hoan-tien?khoa={given}"), &BANK).await;
        assert_eq!(theft.status, StatusCode::NOT_FOUND);
        let other = shop.placed(&[&stall], 1).await;
        let foreign = format!("/don-hang/{code}/hoan-tien?khoa={}", server::orders::keys::order_key(&other.key, code));
        assert_eq!(buyer.post(&foreign, &BANK).await.status, StatusCode::NOT_FOUND);
        let by_maker = [("bank", "970415"), ("account", "777"), ("holder", "NGUYEN THI MAU")];
        let typed = shop.post(&format!("/xuong/tien/hoan/{}/tai-khoan", row.reference), &by_maker).await;
        assert_eq!(typed.status, StatusCode::SEE_OTHER);
        let late = buyer.post(&tell, &BANK).await;
        assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY && late.body.contains("xin gọi cho cơ sở"));
        shop.bank_says_left(2, 220_000, &row.reference).await;
        assert_eq!(payment(&shop, placed.order()).await, ("refunded".into(), 220_000));
        assert_eq!(books(&shop).await, BTreeMap::new(), "nothing is owed to anybody");
        assert_eq!(buyer.post(&tell, &BANK).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it was sent");
    }

    async fn some_bottles_of_an_order_go_back_and_are_for_sale_again(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 3).await;
        shop.bank_says(1, 315_000, &placed.order().reference).await;
        shop.sign_in("ba-lua@demo.test").await;
        let path = format!("/xuong/don-hang/{}/hoan-tien", placed.order().code);
        let form = shop.get(&path).await;
        assert_eq!(form.status, StatusCode::OK);
        let line = form.body.split("name=\"line-").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        let quantity = format!("line-{line}");
        for wrong in ["4", "-1", "abc", "1000000000", "99999999999999999999"] {
            let answer = shop.post(&path, &[(&quantity, wrong), ("note", "vỡ")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(answer.body.contains(&format!("value=\"{wrong}\"")), "{wrong} is kept");
        }
        for fields in [
            vec![(quantity.as_str(), "0"), ("note", "vỡ")],
            vec![(quantity.as_str(), "3"), ("note", "vỡ")],
            vec![(quantity.as_str(), "1"), ("note", " ")],
            vec![("further", "-5"), ("note", "vỡ")],
            vec![("further", "9.5"), ("note", "vỡ")],
            vec![("further", "285001"), ("note", "vỡ")],
        ] {
            let answer = shop.post(&path, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        }
        assert!(refunds(&shop).await.is_empty());
        let fields = [(quantity.as_str(), "1"), ("note", "vỡ một chai"), ("once", "mot-lan")];
        let first = shop.post(&path, &fields).await;
        let second = shop.post(&path, &fields).await;
        assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(first.location(), second.location(), "the same form twice is one refund");
        let rows = refunds(&shop).await;
        assert_eq!((rows.len(), rows[0].amount), (1, 95_000));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 2, 0));
        let after = accounts([("bank", 315_000), ("producer_payable", -190_000), ("delivery", -30_000), ("refund", -95_000)]);
        assert_eq!(books(&shop).await, after);
        let too_many = shop.post(&path, &[(quantity.as_str(), "3"), ("note", "vỡ"), ("once", "hai")]).await;
        assert_eq!(too_many.status, StatusCode::UNPROCESSABLE_ENTITY, "two are left");
        // What is left is sent.
        let order = format!("/xuong/don-hang/{}", placed.order().code);
        for step in ["xac-nhan", "dong-goi", "giao"] {
            let answer = shop.post(&format!("{order}/{step}"), &[]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.body);
        }
        assert_eq!(shop.stock_of(stall.variant).await, (48, 0, 0));
        // After that all of it may go back, too.
        let fields = [(quantity.as_str(), "2"), ("delivery", "on"), ("note", "khách trả"), ("once", "ba")];
        assert_eq!(shop.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(books(&shop).await, accounts([("bank", 315_000), ("refund", -315_000)]));
        assert_eq!(shop.stock_of(stall.variant).await, (48, 0, 0), "what comes back is counted by a stock take");
        assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND, "nothing is left to give back");
    }

    async fn money_for_an_order_that_was_delivered_and_given_back_is_promised_back(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 125_000, &placed.order().reference).await;
        shop.sign_in("ba-lua@demo.test").await;
        let order = format!("/xuong/don-hang/{}", placed.order().code);
        for step in ["xac-nhan", "dong-goi", "giao"] {
            assert_eq!(shop.post(&format!("{order}/{step}"), &[]).await.status, StatusCode::SEE_OTHER, "{step}");
        }
        let all = [("further", "95000"), ("delivery", "on"), ("note", "vỡ cả"), ("once", "mot")];
        assert_eq!(shop.post(&format!("{order}/hoan-tien"), &all).await.status, StatusCode::SEE_OTHER);
        let sent = refunds(&shop).await[0].reference.clone();
        shop.bank_says_left(2, 125_000, &sent).await;
        assert_eq!(books(&shop).await, BTreeMap::new());
        // The buyer pays the old code once more, then a part of it.
        shop.bank_says(3, 125_000, &placed.order().reference).await;
        shop.bank_says(4, 25_000, &placed.order().reference).await;
        let rows: Vec<_> = refunds(&shop).await.into_iter().skip(1).collect();
        let told: Vec<_> = rows.iter().map(|row| (row.amount, row.reason.as_str(), row.state.as_str())).collect();
        assert_eq!(told, [(125_000, "excess", "owed"), (25_000, "excess", "owed")]);
        assert_eq!(books(&shop).await, accounts([("bank", 150_000), ("refund", -150_000)]));
        assert_eq!(order_state(&shop, placed.order()).await, ("completed".into(), None));
        let list = shop.get("/xuong/tien/hoan").await.body;
        assert!(rows.iter().all(|row| list.contains(&row.reference)) && !list.contains("Đơn đã hủy"), "{list}");
    }

    async fn refunds_are_their_producers_alone(shop: TestShop) {
        let (lua, _) = (shop.stall("ba-lua").await, shop.stall("ong-mam").await);
        let placed = shop.placed(&[&lua], 1).await;
        shop.bank_says(1, 130_000, &placed.order().reference).await;
        let reference = refunds(&shop).await[0].reference.clone();
        shop.sign_in("ong-mam@demo.test").await;
        for path in [format!("/xuong/tien/hoan/{reference}"), format!("/xuong/don-hang/{}/hoan-tien", placed.order().code)] {
            assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let path = format!("/xuong/tien/hoan/{reference}");
        assert_eq!(shop.post(&format!("{path}/tai-khoan"), &BANK).await.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.post(&format!("{path}/da-chuyen"), &[("note", "đã chuyển")]).await.status, StatusCode::NOT_FOUND);
        assert!(!shop.get("/xuong/tien/hoan").await.body.contains(&reference));
        assert_eq!(shop.get("/xuong/tien/hoan/khong-phai").await.status, StatusCode::NOT_FOUND);
    }

    async fn late_money_for_goods_that_are_gone_is_promised_back(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.clock.advance(time::Duration::hours(1));
        server::payments::jobs::expire(&shop.market.parts).await.unwrap();
        shop.set_stock(stall.variant, 0).await;
        shop.bank_says(1, 25_000, &placed.order().reference).await;
        assert!(refunds(&shop).await.is_empty(), "the rest may come");
        shop.bank_says(2, 100_000, &placed.order().reference).await;
        assert_eq!(order_state(&shop, placed.order()).await.1.as_deref(), Some("sold_out"));
        assert_eq!(books(&shop).await, accounts([("bank", 125_000), ("refund", -125_000)]));
        assert_eq!(refunds(&shop).await.len(), 1);
    }

    async fn a_part_that_came_too_late_is_given_back_by_hand_and_pays_nothing_then(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.clock.advance(time::Duration::hours(1));
        server::payments::jobs::expire(&shop.market.parts).await.unwrap();
        shop.bank_says(1, 25_000, &placed.order().reference).await;
        shop.sign_in("ba-lua@demo.test").await;
        let path = format!("/xuong/don-hang/{}/hoan-tien", placed.order().code);
        assert!(shop.get(&path).await.body.contains("data-vnd=\"25000\""));
        let opened = shop.post(&path, &[("note", "quá hạn")]).await;
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
        shop.bank_says(2, 100_000, &placed.order().reference).await;
        assert_eq!(order_state(&shop, placed.order()).await.0, "cancelled", "25,000 of it go back");
        assert_eq!(payment(&shop, placed.order()).await, ("underpaid".into(), 125_000), "and pay for nothing");
        let page = shop.get(&placed.page()).await.body;
        assert!(page.contains("data-state=\"underpaid\"") && page.contains("540525000"), "25,000 are missing: {page}");
        shop.bank_says(3, 25_000, &placed.order().reference).await;
        assert_eq!(order_state(&shop, placed.order()).await.0, "placed", "now all of it is there");
    }

    async fn a_row_that_no_code_wrote_is_an_incident_and_no_panic(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 130_000, &placed.order().reference).await;
        let mut broken = refunds(&shop).await.remove(0).into_active_model();
        broken.state = Set("sent".into());
        broken.update(shop.market.database.writer()).await.unwrap();
        shop.sign_in("ba-lua@demo.test").await;
        assert_eq!(shop.get("/xuong/tien/hoan").await.status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
