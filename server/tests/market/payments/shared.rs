//! Money on an account that several producers share: the operator says whose it is, and nobody else sees it.

use axum::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use server::{
    doctor,
    entity::{account, audit, bank_transaction, ledger_posting, payee_account, refund},
};

use super::{outcomes, payment};
use crate::{
    on_both,
    support::{TestShop, builders::Stall, feeds::effects, html::unmarked_vietnamese, placed::ACCOUNT},
};

async fn healthy(shop: &TestShop) {
    for examined in doctor::examine(&shop.market.database).await.unwrap() {
        assert_eq!(examined.findings, [], "{}", examined.check);
    }
}

/// Two stalls that are paid on one account, the operator and both makers signed in, each in a browser.
async fn market(shop: &TestShop) -> ([Stall; 2], [TestShop; 2]) {
    let stalls = [shop.stall("ba-lua").await, shop.stall("ong-tu").await];
    shop.sign_in("vanhanh@demo.test").await;
    let makers = [shop.another_browser(), shop.another_browser()];
    for (maker, slug) in makers.iter().zip(["ba-lua", "ong-tu"]) {
        maker.sign_in(&format!("{slug}@demo.test")).await;
    }
    (stalls, makers)
}

async fn movement(shop: &TestShop) -> bank_transaction::Model {
    let rows = bank_transaction::Entity::find().order_by_desc(bank_transaction::Column::Id);
    rows.one(shop.market.database.writer()).await.unwrap().unwrap()
}

async fn page_of_last(shop: &TestShop) -> String {
    format!("/van-hanh/giao-dich/{}", movement(shop).await.id)
}

async fn refunds(shop: &TestShop) -> Vec<refund::Model> {
    refund::Entity::find().order_by_asc(refund::Column::Id).all(shop.market.database.writer()).await.unwrap()
}

/// What the operator did with money: the action and what else was kept.
async fn deeds(shop: &TestShop) -> Vec<(String, String)> {
    let operator = account::Entity::find().filter(account::Column::Role.eq("operator"));
    let operator = operator.one(shop.market.database.writer()).await.unwrap().unwrap();
    let rows = audit::Entity::find().filter(audit::Column::AccountId.eq(operator.id)).order_by_asc(audit::Column::Id);
    let rows = rows.all(shop.market.database.writer()).await.unwrap();
    rows.into_iter().map(|row| (row.action, row.detail)).filter(|(action, _)| action.contains('.')).collect()
}

fn plain(body: &str) -> String {
    body.replace("<!>", "")
}

on_both! {
    async fn the_operator_assigns_money_on_a_shared_account_to_an_order(shop: TestShop) {
        let ([lua, tu], [of_lua, of_tu]) = market(&shop).await;
        let (mine, other) = (shop.placed(&[&lua], 1).await, shop.placed(&[&tu], 2).await);
        shop.bank_says(1, 125_000, "chi Lan tra tien mam").await;
        let path = page_of_last(&shop).await;
        let list = plain(&shop.get("/van-hanh/giao-dich").await.body);
        assert!(list.contains(&path) && list.contains("tài khoản chung của 2 cơ sở"), "{list}");
        let page = plain(&shop.get(&path).await.body);
        let at = |code: &str| page.find(&format!("value=\"{code}\"")).unwrap();
        assert!(at(&mine.order().code) < at(&other.order().code), "the same amount first");
        assert!(page.contains("Cơ sở ba-lua") && page.contains("Cơ sở ong-tu"), "{page}");
        for maker in [&of_lua, &of_tu] {
            assert!(!maker.get("/xuong/tien").await.body.contains("chi Lan"), "it is nobody's yet");
            let theirs = format!("/xuong/tien/giao-dich/{}", movement(&shop).await.id);
            assert_eq!(maker.get(&theirs).await.status, StatusCode::NOT_FOUND);
            assert_eq!(maker.get(&path).await.status, StatusCode::NOT_FOUND, "the page is the operator's");
            let assign = [("decision", "don"), ("order", mine.order().code.as_str())];
            assert_eq!(maker.post(&path, &assign).await.status, StatusCode::NOT_FOUND);
            assert_eq!(maker.post(&theirs, &assign).await.status, StatusCode::NOT_FOUND);
        }
        let english = shop.get(&format!("/en{path}")).await.body;
        assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new());

        let wrong = shop.post(&path, &[("decision", "don"), ("order", "CL-KHONGCO2")]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("Không có đơn này"));
        assert_eq!(shop.post(&path, &[("decision", "mat")]).await.status, StatusCode::NOT_FOUND);
        let assign = [("decision", "don"), ("order", mine.order().code.as_str())];
        let done = shop.post(&path, &assign).await;
        assert_eq!(done.location(), "/van-hanh/giao-dich?xong=xep", "{}", done.body);
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::NOT_FOUND, "it has its place");
        assert_eq!(payment(&shop, mine.order()).await, ("paid".into(), 125_000));
        assert_eq!(payment(&shop, other.order()).await.1, 0);
        assert_eq!(outcomes(&shop).await, ["assigned"]);
        assert_eq!(movement(&shop).await.producer_id, Some(lua.producer));
        assert_eq!(deeds(&shop).await, [("transfer.assign".to_owned(), mine.order().code.clone())]);
        assert!(of_lua.get("/xuong/tien").await.body.contains(&mine.order().code), "its maker sees it");
        assert!(!of_tu.get("/xuong/tien").await.body.contains(&mine.order().code), "no other does");
        healthy(&shop).await;
    }

    async fn the_operator_gives_it_back_through_one_of_the_makers_and_may_take_that_back(shop: TestShop) {
        let ([lua, tu], [of_lua, of_tu]) = market(&shop).await;
        shop.bank_says(1, 500_000, "chuyen nham").await;
        let path = page_of_last(&shop).await;
        for (producer, note, field) in [("", "nhầm", "producer"), ("khong-co", "nhầm", "producer"), ("ong-tu", " ", "note-tra-lai")] {
            let fields = [("decision", "tra-lai"), ("producer", producer), ("note-tra-lai", note)];
            let refused = shop.post(&path, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{producer} {note}");
            assert!(refused.body.contains(&format!("id=\"{field}-fault\"")), "{producer} {note}: {}", refused.body);
        }
        assert!(refunds(&shop).await.is_empty());
        let back = [("decision", "tra-lai"), ("producer", "ong-tu"), ("note-tra-lai", "Anh Bình chuyển nhầm")];
        let done = shop.post(&path, &back).await;
        assert_eq!(done.location(), format!("{path}?xong=xep"), "{}", done.body);
        assert_eq!(shop.post(&path, &back).await.status, StatusCode::NOT_FOUND);
        let row = refunds(&shop).await.remove(0);
        assert_eq!((row.amount, row.reason.as_str(), row.producer_id), (500_000, "stray", tu.producer));
        assert!(of_tu.get("/xuong/tien/hoan").await.body.contains(&row.reference), "who sends it sees it");
        assert!(!of_lua.get("/xuong/tien/hoan").await.body.contains(&row.reference), "no other does");
        healthy(&shop).await;
        let page = plain(&shop.get(&path).await.body);
        assert!(page.contains(&row.reference) && page.contains("/rut-lai") && page.contains("Cơ sở ong-tu"), "{page}");
        assert_eq!(unmarked_vietnamese(&shop.get(&format!("/en{path}")).await.body), Vec::<String>::new());

        let settled = plain(&shop.get("/van-hanh/giao-dich?xem=da-xu-ly").await.body);
        assert!(settled.contains(&format!("href=\"{path}\"")), "it is found again: {settled}");

        // By mistake: it waits for the operator again, and for nobody else.
        let withdraw = format!("{path}/rut-lai");
        let fields = [("seen", "owed"), ("withdraw-note", "Chị Lan trả tiền mắm")];
        assert_eq!(of_lua.post(&withdraw, &fields).await.status, StatusCode::NOT_FOUND);
        let silent = shop.post(&withdraw, &[("seen", "owed"), ("withdraw-note", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        for _ in 0..2 {
            let done = shop.post(&withdraw, &fields).await;
            assert_eq!(done.location(), format!("{path}?xong=rut-lai"), "{}", done.body);
        }
        assert_eq!((movement(&shop).await.producer_id, movement(&shop).await.handled_at), (None, None));
        assert!(!of_tu.get("/xuong/tien").await.body.contains("chuyen nham"));
        healthy(&shop).await;
        let placed = shop.placed(&[&lua], 1).await;
        let assign = [("decision", "don"), ("order", placed.order().code.as_str())];
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment(&shop, placed.order()).await.1, 500_000);
        let told: Vec<String> = deeds(&shop).await.into_iter().map(|(action, _)| action).collect();
        assert_eq!(told, ["transfer.give_back", "refund.withdraw", "transfer.assign"]);
        healthy(&shop).await;
    }

    async fn what_is_one_makers_own_is_not_the_operators_to_place(shop: TestShop) {
        let ([lua, tu], [of_lua, _]) = market(&shop).await;
        payee_account::Entity::update_many()
            .col_expr(payee_account::Column::AccountNumber, Expr::value("999888777"))
            .filter(payee_account::Column::ProducerId.eq(tu.producer))
            .exec(shop.market.database.writer())
            .await
            .unwrap();
        let placed = shop.placed(&[&lua], 1).await;
        shop.bank_says(1, 125_000, "khong ro").await;
        let path = page_of_last(&shop).await;
        assert_eq!(movement(&shop).await.producer_id, Some(lua.producer));
        let assign = [("decision", "don"), ("order", placed.order().code.as_str())];
        assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::NOT_FOUND);
        assert!(!shop.get("/van-hanh/giao-dich").await.body.contains(&path), "the list only notes it");
        for odd in ["0", "-1", "abc", "99999999999999999999"] {
            let odd = format!("/van-hanh/giao-dich/{odd}");
            assert_eq!(shop.get(&odd).await.status, StatusCode::NOT_FOUND, "{odd}");
            assert_eq!(shop.post(&odd, &assign).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
        // What the maker gives back, the maker takes back.
        let theirs = format!("/xuong/tien/giao-dich/{}", movement(&shop).await.id);
        let back = [("decision", "tra-lai"), ("note-tra-lai", "nhầm")];
        assert_eq!(of_lua.post(&theirs, &back).await.status, StatusCode::SEE_OTHER);
        let fields = [("seen", "owed"), ("withdraw-note", "Nhầm")];
        assert_eq!(shop.post(&format!("{path}/rut-lai"), &fields).await.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_the_operator_gave_back_by_mistake_becomes_nobodys_though_one_maker_moved_away(shop: TestShop) {
        let ([lua, _], [of_lua, of_tu]) = market(&shop).await;
        shop.bank_says(1, 500_000, "chuyen nham").await;
        let path = page_of_last(&shop).await;
        let back = [("decision", "tra-lai"), ("producer", "ba-lua"), ("note-tra-lai", "nhầm")];
        assert_eq!(shop.post(&path, &back).await.status, StatusCode::SEE_OTHER);
        assert_eq!(movement(&shop).await.producer_id, Some(lua.producer));
        payee_account::Entity::update_many()
            .col_expr(payee_account::Column::AccountNumber, Expr::value("999888777"))
            .filter(payee_account::Column::ProducerId.eq(lua.producer))
            .exec(shop.market.database.writer())
            .await
            .unwrap();
        let withdraw = [("seen", "owed"), ("withdraw-note", "Nhầm")];
        assert_eq!(shop.post(&format!("{path}/rut-lai"), &withdraw).await.status, StatusCode::SEE_OTHER);
        assert_eq!(movement(&shop).await.producer_id, None);
        assert_eq!(shop.get(&path).await.status, StatusCode::OK, "the operator decides again");
        for maker in [&of_lua, &of_tu] {
            assert!(!maker.get("/xuong/tien").await.body.contains("chuyen nham"));
        }
        healthy(&shop).await;
    }

    async fn one_makers_statement_swallows_no_other_makers_money(shop: TestShop) {
        let ([lua, tu], [_, of_tu]) = market(&shop).await;
        let (mine, bait) = (shop.placed(&[&lua], 1).await, shop.placed(&[&tu], 1).await);
        let (second, own) = (shop.placed(&[&lua], 1).await, shop.placed(&[&tu], 1).await);
        let file = format!(
            "Ngày giao dịch;Số tham chiếu;Tiền ra;Tiền vào;Nội dung\r\n24/11/2026;;;125.000;{} {}\r\n\
             24/11/2026;FT2;;125.000;abc\r\n24/11/2026;FT3;;125.000;{}\r\n",
            bait.order().reference, mine.order().reference, own.order().reference,
        );
        of_tu.take_statement(&file).await;
        shop.bank_says(1, 125_000, &format!("{} chuyen tien", mine.order().reference)).await;
        shop.bank_says(2, 125_000, &second.order().reference).await;
        for order in [mine.order(), second.order()] {
            assert_eq!(payment(&shop, order).await, ("paid".into(), 125_000));
        }
        // What it said of its own order is what the bank says of it, told once more; and the same file again is no news.
        assert_eq!(payment(&shop, own.order()).await, ("paid".into(), 125_000));
        shop.bank_says(3, 125_000, &own.order().reference).await;
        let again = of_tu.upload(ACCOUNT, "sao-ke.csv", file.as_bytes()).await;
        assert_eq!(effects(&of_tu.get(again.location()).await.body), ["known"; 3]);
        of_tu.take_statement(&file).await;
        assert_eq!(payment(&shop, own.order()).await, ("paid".into(), 125_000));
        assert_eq!(payment(&shop, bait.order()).await.1, 125_000);
        // A row that names nobody is for the operator to know of and not to place.
        let list = shop.get("/van-hanh/giao-dich").await.body;
        let lost = bank_transaction::Entity::find().filter(bank_transaction::Column::Text.eq("abc"));
        let lost = lost.one(shop.market.database.writer()).await.unwrap().unwrap();
        assert!(list.contains(">abc<") && !list.contains(&format!("/van-hanh/giao-dich/{}\"", lost.id)), "{list}");
        healthy(&shop).await;
    }

    async fn one_makers_statement_hides_no_proof_of_another_makers_refund(shop: TestShop) {
        let ([lua, tu], [_, of_tu]) = market(&shop).await;
        for (number, stall) in [(1, &lua), (2, &tu)] {
            let placed = shop.placed(&[stall], 1).await;
            shop.bank_says(number, 126_000, &placed.order().reference).await;
        }
        let (mine, bait) = (refunds(&shop).await.remove(0), refunds(&shop).await.remove(1));
        let file = format!(
            "Ngày giao dịch;Số tham chiếu;Tiền ra;Tiền vào;Nội dung\r\n24/11/2026;;1.000;;{} {}\r\n",
            bait.reference, mine.reference,
        );
        of_tu.take_statement(&file).await;
        assert_eq!(refunds(&shop).await.remove(0).state, "owed");
        shop.bank_says_left(3, 1_000, &format!("{} hoan tien", mine.reference)).await;
        let proven: Vec<bool> = refunds(&shop).await.iter().map(|row| row.proven_at.is_some()).collect();
        assert_eq!(proven, [true, true], "each by its own teller");
        healthy(&shop).await;
    }

    async fn a_makers_word_takes_no_money_of_a_shared_account(shop: TestShop) {
        let ([lua, tu], [_, of_tu]) = market(&shop).await;
        let (mine, other) = (shop.placed(&[&lua], 1).await, shop.placed(&[&tu], 1).await);
        shop.bank_says(1, 125_000, "chi Lan tra tien mam").await;
        let path = page_of_last(&shop).await;
        let word = [("order", other.order().code.as_str()), ("amount", "125000"), ("note", "thấy tiền"), ("once", "abc")];
        assert_eq!(of_tu.post("/xuong/tien", &word).await.status, StatusCode::SEE_OTHER);
        assert_eq!(outcomes(&shop).await, ["unmatched:no_reference", "by_hand"]);
        assert!(!of_tu.get("/xuong/tien").await.body.contains("chi Lan"));
        let assign = [("decision", "don"), ("order", mine.order().code.as_str())];
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment(&shop, mine.order()).await, ("paid".into(), 125_000));
        healthy(&shop).await;
    }

    async fn of_two_operators_who_place_the_same_money_one_does(shop: TestShop) {
        let ([lua, tu], _) = market(&shop).await;
        let (mine, other) = (shop.placed(&[&lua], 1).await, shop.placed(&[&tu], 1).await);
        shop.bank_says(1, 125_000, "khong ro").await;
        let path = page_of_last(&shop).await;
        let second = shop.another_browser();
        second.sign_in("vanhanh@demo.test").await;
        let to = |code: &str| [("decision", "don".to_owned()), ("order", code.to_owned())];
        let (one, two) = (to(&mine.order().code), to(&other.order().code));
        let one: Vec<(&str, &str)> = one.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let two: Vec<(&str, &str)> = two.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let back = [("decision", "tra-lai"), ("producer", "ong-tu"), ("note-tra-lai", "nhầm")];
        let (a, b, c) = tokio::join!(shop.post(&path, &one), second.post(&path, &two), second.post(&path, &back));
        let done = [a.status, b.status, c.status].into_iter().filter(|status| *status == StatusCode::SEE_OTHER).count();
        assert_eq!(done, 1, "{} {} {}", a.status, b.status, c.status);
        let kinds = ledger_posting::Entity::find().filter(ledger_posting::Column::Kind.eq("received"));
        assert_eq!(kinds.all(shop.market.database.writer()).await.unwrap().len(), 1);
        healthy(&shop).await;
    }
}
