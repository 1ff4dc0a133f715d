use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::{
    clock::{Clock, to_ms},
    entity::{audit, bank_transaction, payee_account, payment, session},
};

use crate::{
    on_both,
    support::{TestShop, builders::Stall, html::unmarked_vietnamese, placed::ACCOUNT},
};

/// The operator's browser, in a market with one producer whose staff has another browser.
async fn office(shop: &TestShop) -> (Stall, TestShop) {
    let stall = shop.stall("ba-lua").await;
    shop.sign_in("vanhanh@demo.test").await;
    let maker = shop.another_browser();
    maker.sign_in("ba-lua@demo.test").await;
    (stall, maker)
}

/// What the trail says, oldest first.
async fn trail(shop: &TestShop) -> Vec<audit::Model> {
    audit::Entity::find().order_by_asc(audit::Column::Id).all(shop.market.database.read()).await.unwrap()
}

/// A transfer without an order, as a feed's message leaves it.
async fn loose_transfer(shop: &TestShop, producer: Option<i64>, text: &str, outcome: &str) -> i64 {
    let now = to_ms(shop.clock.now());
    let row = bank_transaction::ActiveModel {
        identity: Set(format!("test:{text}")),
        source: Set("sepay".into()),
        account_number: Set(ACCOUNT.into()),
        direction: Set("in".into()),
        amount: Set(125_000),
        text: Set(text.into()),
        at: Set(now),
        producer_id: Set(producer),
        outcome: Set(outcome.into()),
        note: Set(String::new()),
        created_at: Set(now),
        ..Default::default()
    };
    row.insert(shop.market.database.writer()).await.unwrap().id
}

const NEW_ACCOUNT: [(&str, &str); 5] = [
    ("producer", "ba-lua"),
    ("bank", "970436"),
    ("bin", ""),
    ("account", "0011 2233 44"),
    ("holder", "Nguyễn Thị Lụa"),
];

fn with(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let value = |name: &str, old| changes.iter().find(|(field, _)| *field == name).map_or(old, |(_, value)| *value);
    NEW_ACCOUNT.into_iter().map(|(name, old)| (name, value(name, old))).collect()
}

const FORM: &str = "/van-hanh/tai-khoan?co-so=ba-lua";

on_both! {
    async fn only_the_operator_comes_into_the_office(shop: TestShop) {
        let (_, maker) = office(&shop).await;
        let guest = shop.another_browser();
        let cooperative = shop.another_browser();
        cooperative.sign_in("htx@demo.test").await;
        for path in ["/van-hanh", "/van-hanh/nguoi-dung", "/van-hanh/tai-khoan", "/van-hanh/giao-dich"] {
            assert_eq!(shop.get(path).await.status, StatusCode::OK, "{path}");
            let english = shop.get(&format!("/en{path}")).await;
            assert_eq!(english.status, StatusCode::OK, "{path}");
            assert_eq!(unmarked_vietnamese(&english.body), Vec::<String>::new(), "{path}");
            assert_eq!(maker.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(cooperative.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
            assert!(guest.get(path).await.location().starts_with("/dang-nhap?tiep="), "{path}");
        }
        for path in ["/van-hanh/nguoi-dung", FORM, "/van-hanh/giao-dich"] {
            let fields = [&NEW_ACCOUNT[..], &[("account", "1"), ("do", "disable"), ("transfer", "1")]].concat();
            assert_eq!(maker.post(path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
            assert_eq!(cooperative.post(path, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
            assert!(guest.post(path, &fields).await.location().starts_with("/dang-nhap?tiep="), "{path}");
        }
        assert!(trail(&shop).await.is_empty());
    }

    async fn a_disabled_account_is_out_at_once_and_stays_out(shop: TestShop) {
        let (_, maker) = office(&shop).await;
        let account = shop.account("hai@demo.test", "shopper", None, None).await.to_string();
        let shopper = shop.another_browser();
        shopper.sign_in("hai@demo.test").await;
        let disable = [("account", account.as_str()), ("do", "disable")];
        let done = shop.post("/van-hanh/nguoi-dung?q=hai", &disable).await;
        assert_eq!(done.location(), "/van-hanh/nguoi-dung?q=hai&xong=khoa", "{}", done.body);
        let left = session::Entity::find()
            .filter(session::Column::AccountId.eq(account.parse::<i64>().unwrap()))
            .all(shop.market.database.read())
            .await
            .unwrap();
        assert!(left.is_empty(), "its sessions end");
        let again = [("email", "hai@demo.test"), ("password", "demo-cho-lang")];
        assert_eq!(shopper.post("/dang-nhap", &again).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(maker.get("/xuong/live").await.status, StatusCode::OK, "nobody else is touched");

        shop.post("/van-hanh/nguoi-dung", &disable).await;
        let enable = [("account", account.as_str()), ("do", "enable")];
        assert_eq!(shop.post("/van-hanh/nguoi-dung", &enable).await.location(), "/van-hanh/nguoi-dung?xong=mo");
        shopper.sign_in("hai@demo.test").await;
        let trail = trail(&shop).await;
        let deeds: Vec<(&str, &str)> =
            trail.iter().map(|line| (line.action.as_str(), line.subject.as_str())).collect();
        let subject = format!("account:{account}");
        assert_eq!(deeds, [("account.disable", subject.as_str()), ("account.enable", subject.as_str())]);
    }

    async fn nobody_disables_themselves(shop: TestShop) {
        office(&shop).await;
        let page = shop.get("/van-hanh/nguoi-dung?q=vanhanh").await.body;
        let own = page.split("id=\"account-").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(!page.contains("value=\"disable\""), "the page offers no such button");
        let refused = shop.post("/van-hanh/nguoi-dung", &[("account", own), ("do", "disable")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(&format!("id=\"account-{own}-fault\"")));
        assert_eq!(shop.get("/van-hanh").await.status, StatusCode::OK);
        for account in ["999999", "abc", ""] {
            let answer = shop.post("/van-hanh/nguoi-dung", &[("account", account), ("do", "disable")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{account}");
        }
    }

    async fn users_are_found_by_name_without_accents_and_by_address(shop: TestShop) {
        office(&shop).await;
        shop.account("Đặng Thị Hòa <hoa@demo.test>", "shopper", None, None).await;
        let found = |body: &str| body.contains("hoa@demo.test");
        assert!(found(&shop.get("/van-hanh/nguoi-dung").await.body));
        for typed in ["dang%20thi%20hoa", "%C4%90%E1%BA%B6NG", "hoa@demo"] {
            let body = shop.get(&format!("/van-hanh/nguoi-dung?q={typed}")).await.body;
            assert!(found(&body) && !body.contains("htx@demo.test"), "{typed}");
        }
        assert!(shop.get("/van-hanh/nguoi-dung?q=khong-co-ai").await.body.contains("Không có tài khoản nào như vậy"));
        assert!(!found(&shop.get("/van-hanh/nguoi-dung?trang=9").await.body));
    }

    async fn a_new_account_is_for_new_orders_and_what_was_placed_keeps_its_own(shop: TestShop) {
        let (stall, _) = office(&shop).await;
        let placed = shop.placed(&[&stall], 1).await;
        let done = shop.post(FORM, &NEW_ACCOUNT).await;
        assert_eq!(done.location(), "/van-hanh/tai-khoan?xong=dat", "{}", done.body);
        let page = shop.get(done.location()).await.body;
        assert!(page.contains("Vietcombank (970436)") && page.contains("0011223344"), "{page}");
        assert!(page.contains("NGUYEN THI LUA"), "as banks write it");

        let accounts =
            payee_account::Entity::find().order_by_asc(payee_account::Column::Id).all(shop.market.database.read());
        let accounts = accounts.await.unwrap();
        assert_eq!(accounts.len(), 2, "the old row stays");
        assert_eq!(accounts[0].retired_at, Some(to_ms(shop.clock.now())));
        assert!(accounts[1].retired_at.is_none() && accounts[1].set_by.is_some());
        let owed = payment::Entity::find().one(shop.market.database.read()).await.unwrap().unwrap();
        assert_eq!((owed.account_number.as_str(), owed.holder.as_str()), (ACCOUNT, "NGUYEN VAN A"));
        let order = placed.order();
        shop.bank_says(1, order.amount, &order.reference).await;
        let owed = payment::Entity::find().one(shop.market.database.read()).await.unwrap().unwrap();
        assert_eq!(owed.state, "paid", "money on the old account still counts for it");
        let trail = trail(&shop).await;
        let deed = trail.iter().find(|line| line.action == "payee.set").unwrap();
        assert_eq!(deed.subject, format!("producer:{}", stall.producer));
        assert_eq!(deed.detail, format!("payee_account:{}, replaces payee_account:{}", accounts[1].id, accounts[0].id));
    }

    async fn an_account_that_money_cannot_be_sent_to_is_refused(shop: TestShop) {
        office(&shop).await;
        for (field, changes) in [
            ("bank", with(&[("bank", "")])),
            ("bank", with(&[("bank", "97043")])),
            ("bank", with(&[("bank", ""), ("bin", "abcdef")])),
            ("bin", with(&[("bin", "970400")])),
            ("account", with(&[("account", "")])),
            ("account", with(&[("account", "12345678901234567890")])),
            ("account", with(&[("account", "tài khoản")])),
            ("holder", with(&[("holder", "")])),
            ("holder", with(&[("holder", "123")])),
        ] {
            let refused = shop.post(FORM, &changes).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{changes:?}");
            assert!(refused.body.contains(&format!("id=\"{field}-fault\"")), "{changes:?}: {}", refused.body);
        }
        let kept = shop.post(FORM, &with(&[("account", "")])).await.body;
        assert!(kept.contains("value=\"970436\" selected") && kept.contains("value=\"Nguyễn Thị Lụa\""));
        let all = shop.post(&format!("/en{FORM}"), &[("producer", "ba-lua")]).await.body;
        assert_eq!(all.matches("class=\"field-fault\"").count(), 3, "all faults at once");
        let same = [("bank", "970403"), ("account", ACCOUNT), ("holder", "Nguyen Van A")];
        let unchanged = shop.post(FORM, &with(&same)).await;
        assert_eq!(unchanged.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unknown = shop.post("/van-hanh/tai-khoan", &with(&[("producer", "khong-co")])).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.get("/van-hanh/tai-khoan?co-so=khong-co").await.status, StatusCode::NOT_FOUND);
        let accounts = payee_account::Entity::find().all(shop.market.database.read()).await.unwrap();
        assert_eq!(accounts.len(), 1);
    }

    async fn a_first_account_can_be_set_and_a_form_sent_twice_sets_it_once(shop: TestShop) {
        office(&shop).await;
        payee_account::Entity::delete_many().exec(shop.market.database.writer()).await.unwrap();
        assert!(shop.get("/van-hanh").await.body.contains("cơ sở chưa có tài khoản nhận tiền"));
        assert!(shop.get("/van-hanh/tai-khoan").await.body.contains("Chưa có tài khoản"));
        let other_bank = with(&[("bank", ""), ("bin", "970400")]);
        assert_eq!(shop.post(FORM, &other_bank).await.status, StatusCode::SEE_OTHER);
        assert_eq!(shop.post(FORM, &other_bank).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let accounts = payee_account::Entity::find().all(shop.market.database.read()).await.unwrap();
        assert_eq!(accounts.len(), 1);
        assert!(!shop.get("/van-hanh").await.body.contains("cơ sở chưa có tài khoản nhận tiền"));
    }

    async fn a_transfer_without_an_order_waits_until_someone_notes_what_was_done(shop: TestShop) {
        let (stall, _) = office(&shop).await;
        shop.placed(&[&stall], 1).await;
        shop.bank_says(7, 125_000, "mua mam khong ghi ma").await;
        let waiting = shop.get("/van-hanh/giao-dich").await.body;
        assert!(waiting.contains("mua mam khong ghi ma") && waiting.contains("data-vnd=\"125000\""), "{waiting}");
        assert!(waiting.contains("Không có mã thanh toán") && waiting.contains("Cơ sở ba-lua"));
        assert!(shop.get("/van-hanh").await.body.contains("giao dịch chưa khớp với đơn nào"));
        let number = waiting.split("name=\"note-").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let field = format!("note-{number}");
        let long = "x".repeat(501);
        for note in ["", "  ", &long] {
            let refused = shop.post("/van-hanh/giao-dich", &[("transfer", number), (&field, note)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains(&format!("id=\"{field}-fault\"")));
        }
        let settle = [("transfer", number), (field.as_str(), "Cơ sở đã trả lại.")];
        let done = shop.post("/van-hanh/giao-dich", &settle).await;
        assert_eq!(done.location(), "/van-hanh/giao-dich?xong=xong");
        assert!(!shop.get("/van-hanh/giao-dich").await.body.contains("mua mam khong ghi ma"));
        let settled = shop.get("/van-hanh/giao-dich?xem=da-xu-ly").await.body;
        assert!(settled.contains("mua mam khong ghi ma") && settled.contains("Cơ sở đã trả lại."));
        let again = shop.post("/van-hanh/giao-dich", &[("transfer", number), (&field, "khác")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "someone was faster");
        assert!(shop.get("/van-hanh/giao-dich?xem=da-xu-ly").await.body.contains("Cơ sở đã trả lại."));
        let trail = trail(&shop).await;
        let deed = trail.iter().find(|line| line.action == "transfer.settle").unwrap();
        assert_eq!(deed.detail, "Cơ sở đã trả lại.");
    }

    async fn transfers_that_belong_to_an_order_are_not_the_operators_to_settle(shop: TestShop) {
        let (stall, _) = office(&shop).await;
        let number = loose_transfer(&shop, Some(stall.producer), "du tien", "exact").await.to_string();
        let field = format!("note-{number}");
        for (transfer, field) in [(number.as_str(), field.as_str()), ("999999", "note-999999"), ("abc", "note-abc")] {
            let answer = shop.post("/van-hanh/giao-dich", &[("transfer", transfer), (field, "x")]).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{transfer}");
        }
        assert!(!shop.get("/van-hanh/giao-dich").await.body.contains("du tien"));
    }

    async fn many_transfers_are_shown_a_page_at_a_time(shop: TestShop) {
        let (stall, _) = office(&shop).await;
        for number in 0..21 {
            let text = format!("khoan so {number:02}");
            loose_transfer(&shop, Some(stall.producer).filter(|_| number > 0), &text, "unmatched:unknown_reference").await;
        }
        let first = shop.get("/van-hanh/giao-dich").await.body;
        assert_eq!(first.matches("khoan so").count(), 20);
        assert!(first.contains("khoan so 20") && !first.contains("khoan so 00"), "the newest first");
        assert!(first.contains("href=\"/van-hanh/giao-dich?trang=2\""));
        let second = shop.get("/van-hanh/giao-dich?trang=2").await.body;
        assert!(second.contains("khoan so 00") && second.contains("không phải tài khoản của cơ sở nào"));
    }
}
