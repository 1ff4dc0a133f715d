use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::entity::{audit, bank_transaction, feed_secret, payee_account, refund};

use super::{outcomes, payment};
use crate::{
    on_both,
    support::{
        TestShop,
        builders::Stall,
        feeds::casso_body,
        html::unmarked_vietnamese,
        placed::{ACCOUNT, PlacedOrder},
    },
};

const FORM: &str = "/van-hanh/tai-khoan?co-so=ba-lua";
const HOOK: &str = "/webhooks/sepay/ba-lua";
const FIRST: &str = "first-secret-of-lua";
const SECOND: &str = "second-secret-of-lua";
/// The account of another producer alone.
const ELSEWHERE: &str = "99990000";

async fn set(shop: &TestShop, feed: &str, secret: &str) -> crate::support::Answer {
    let field = format!("secret-{feed}");
    shop.post(FORM, &[("do", "secret"), ("producer", "ba-lua"), ("feed", feed), (field.as_str(), secret)]).await
}

/// Two producers, each with an account of its own, and an operator's browser.
async fn two_payees(shop: &TestShop) -> (Stall, Stall) {
    let (lua, mam) = (shop.stall("ba-lua").await, shop.stall("ong-mam").await);
    let row = payee_account::Entity::find().order_by_desc(payee_account::Column::Id);
    let row = row.one(shop.market.database.writer()).await.unwrap().unwrap();
    assert_eq!(row.producer_id, mam.producer);
    let mut row: payee_account::ActiveModel = row.into();
    row.account_number = Set(ELSEWHERE.into());
    row.update(shop.market.database.writer()).await.unwrap();
    shop.sign_in("vanhanh@demo.test").await;
    (lua, mam)
}

/// The second producer is paid on the first one's account from now on.
async fn shared(shop: &TestShop, stall: &Stall) {
    let rows = payee_account::Entity::find().filter(payee_account::Column::ProducerId.eq(stall.producer));
    let row = rows.one(shop.market.database.writer()).await.unwrap().unwrap();
    let row = payee_account::ActiveModel { account_number: Set(ACCOUNT.into()), ..row.into() };
    row.update(shop.market.database.writer()).await.unwrap();
}

/// An order whose payment awaits its money on the other account.
async fn moved(shop: &TestShop, order: &PlacedOrder) {
    moved_to(shop, order, ELSEWHERE).await;
}

async fn moved_to(shop: &TestShop, order: &PlacedOrder, account: &str) {
    use server::entity::payment;
    let row = payment::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(order.payment),
        account_number: Set(account.into()),
        ..Default::default()
    };
    row.update(shop.market.database.writer()).await.unwrap();
}

on_both! {
    async fn a_secret_set_twice_is_the_second_one_and_nobody_sees_it(shop: TestShop) {
        let (stall, _) = two_payees(&shop).await;
        let placed = shop.placed(&[&stall], 1).await;
        let body = shop.message(1, 125_000, &placed.order().reference);
        assert_eq!(shop.sepay_to(HOOK, FIRST, &body).await.status, StatusCode::NOT_FOUND, "no secret, no address");
        assert_eq!(set(&shop, "sepay", FIRST).await.location(), "/van-hanh/tai-khoan?co-so=ba-lua&xong=khoa");
        shop.clock.advance(time::Duration::days(1));
        assert_eq!(set(&shop, "sepay", &format!(" {SECOND}\n")).await.status, StatusCode::SEE_OTHER);
        for (secret, status) in [(FIRST, 401), ("demo-sepay-secret", 401), (SECOND, 200)] {
            assert_eq!(shop.sepay_to(HOOK, secret, &body).await.status.as_u16(), status, "{secret}");
        }
        assert_eq!(payment(&shop, placed.order()).await.1, 125_000);
        let rows = feed_secret::Entity::find().all(shop.market.database.writer()).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert!(!rows[0].sealed.windows(6).any(|part| part == b"second"), "encrypted at rest");
        for page in [FORM, "/en/van-hanh/tai-khoan?co-so=ba-lua"] {
            let page = shop.get(page).await.body;
            assert!(page.contains("25/11/2026") && page.contains("/webhooks/sepay/ba-lua"), "{page}");
            assert!(page.contains("/webhooks/casso/ba-lua") && !page.contains(SECOND) && !page.contains(FIRST));
        }
        let english = shop.get("/en/van-hanh/tai-khoan?co-so=ba-lua").await.body;
        assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new());
        let trail = audit::Entity::find().order_by_asc(audit::Column::Id).all(shop.market.database.writer()).await.unwrap();
        let told: Vec<(&str, &str)> = trail.iter().map(|row| (row.action.as_str(), row.detail.as_str())).collect();
        assert_eq!(told, [("feed_secret.set", "sepay"), ("feed_secret.set", "sepay, replaces another")]);
        assert!(trail.iter().all(|row| row.subject == format!("producer:{}", stall.producer)));
    }

    async fn a_secret_that_is_taken_away_closes_the_address(shop: TestShop) {
        two_payees(&shop).await;
        set(&shop, "casso", FIRST).await;
        let (hook, body) = ("/webhooks/casso/ba-lua", casso_body(7, 1, "2026-11-24 10:00:00", "FT7", "x"));
        assert_eq!(shop.casso(hook, FIRST, &body).await.status, StatusCode::OK);
        let forget = [("do", "forget"), ("producer", "ba-lua"), ("feed", "casso")];
        for _ in 0..2 {
            assert!(shop.post(FORM, &forget).await.location().ends_with("&xong=bo-khoa"));
        }
        assert_eq!(shop.casso(hook, FIRST, &body).await.status, StatusCode::NOT_FOUND);
        let trail = audit::Entity::find().all(shop.market.database.writer()).await.unwrap();
        assert_eq!(trail.len(), 2, "what was gone already is not written down again");
    }

    async fn a_wrong_secret_is_refused_beside_its_field_and_not_shown(shop: TestShop) {
        two_payees(&shop).await;
        for wrong in ["", "short", "with a space in it", "mật-khẩu-rất-dài-này"] {
            let answer = set(&shop, "sepay", wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(answer.body.contains("id=\"secret-sepay-fault\""));
            assert!(wrong.is_empty() || !answer.body.contains(wrong), "a secret is not written back");
        }
        assert!(feed_secret::Entity::find().all(shop.market.database.writer()).await.unwrap().is_empty());
        assert_eq!(set(&shop, "payos", FIRST).await.status, StatusCode::NOT_FOUND);
        let nobody = [("do", "secret"), ("producer", "khong-co"), ("feed", "sepay"), ("secret-sepay", FIRST)];
        assert_eq!(shop.post(FORM, &nobody).await.status, StatusCode::NOT_FOUND);
        let maker = shop.another_browser();
        maker.sign_in("ba-lua@demo.test").await;
        assert_eq!(set(&maker, "sepay", FIRST).await.status, StatusCode::NOT_FOUND, "only the operator sets secrets");
    }

    async fn a_payees_feed_counts_for_that_payees_accounts_alone(shop: TestShop) {
        let (lua, mam) = two_payees(&shop).await;
        set(&shop, "sepay", FIRST).await;
        let (own, other) = (shop.placed(&[&lua], 1).await, shop.placed(&[&mam], 1).await);
        moved(&shop, other.order()).await;
        let about = |id, account: &str, sub: &str, reference: &str| {
            let body = shop.message(id, 125_000, reference).replace(ACCOUNT, account);
            body.replace("\"subAccount\":null", &format!("\"subAccount\":{sub}"))
        };
        let theirs = &other.order().reference;
        // It speaks of the other's account, or hides it behind its own.
        for (id, account, sub) in [(1, ELSEWHERE, "null"), (2, ACCOUNT, "\"99990000\""), (3, ELSEWHERE, "\"0011012345678\"")] {
            assert_eq!(shop.sepay_to(HOOK, FIRST, &about(id, account, sub, theirs)).await.status, StatusCode::OK);
        }
        assert_eq!(payment(&shop, other.order()).await, ("awaiting".into(), 0));
        assert_eq!(outcomes(&shop).await, ["unmatched:other_account"; 3]);
        // What it said does not stand in the way of what the account's own bank says.
        assert_eq!(shop.sepay(about(1, ELSEWHERE, "null", theirs)).await.status, StatusCode::OK);
        assert_eq!(payment(&shop, other.order()).await, ("paid".into(), 125_000));
        assert_eq!(shop.sepay_to(HOOK, FIRST, &about(4, ACCOUNT, "null", &own.order().reference)).await.status, StatusCode::OK);
        assert_eq!(payment(&shop, own.order()).await, ("paid".into(), 125_000));
        let rows = bank_transaction::Entity::find().order_by_asc(bank_transaction::Column::Id);
        let rows = rows.all(shop.market.database.writer()).await.unwrap();
        assert_eq!((rows[0].producer_id, rows[2].producer_id), (None, None), "for the operator alone to see");
    }

    async fn a_payees_feed_proves_no_other_payees_refund(shop: TestShop) {
        let (_, mam) = two_payees(&shop).await;
        set(&shop, "sepay", FIRST).await;
        let other = shop.placed(&[&mam], 1).await;
        moved(&shop, other.order()).await;
        let out = |id, account: &str, sub: &str, reference: &str| {
            let body = shop.message(id, 5_000, reference).replace(ACCOUNT, account);
            let body = body.replace("\"transferType\":\"in\"", "\"transferType\":\"out\"");
            body.replace("\"subAccount\":null", &format!("\"subAccount\":{sub}"))
        };
        let paid = shop.message(1, 130_000, &other.order().reference).replace(ACCOUNT, ELSEWHERE);
        assert_eq!(shop.sepay(paid).await.status, StatusCode::OK);
        let owed = || async { refund::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap() };
        let reference = owed().await.reference;
        for (id, account, sub) in [(2, ELSEWHERE, "null"), (3, ACCOUNT, "\"99990000\""), (4, ELSEWHERE, "\"0011012345678\"")] {
            let told = shop.sepay_to(HOOK, FIRST, &out(id, account, sub, &reference)).await;
            assert_eq!((told.status, owed().await.state.as_str()), (StatusCode::OK, "owed"), "{id}");
        }
        // On an account that both share, each still speaks for itself alone, and what it says stands in nobody's way.
        shared(&shop, &mam).await;
        moved_to(&shop, other.order(), ACCOUNT).await;
        let told = shop.sepay_to(HOOK, FIRST, &out(5, ACCOUNT, "null", &reference)).await;
        assert_eq!((told.status, owed().await.state.as_str()), (StatusCode::OK, "owed"));
        assert_eq!(shop.sepay(out(5, ACCOUNT, "null", &reference)).await.status, StatusCode::OK);
        assert!(owed().await.proven_at.is_some(), "the installation's own feed is believed");
        let theirs = shop.placed(&[&mam], 1).await;
        let body = shop.message(6, 125_000, &theirs.order().reference);
        assert_eq!(shop.sepay_to(HOOK, FIRST, &body).await.status, StatusCode::OK);
        assert_eq!(payment(&shop, theirs.order()).await, ("awaiting".into(), 0), "a neighbour's word pays nothing");
        assert_eq!(shop.sepay(&body).await.status, StatusCode::OK);
        assert_eq!(payment(&shop, theirs.order()).await, ("paid".into(), 125_000));
    }

    async fn what_a_feed_told_of_a_foreign_account_is_decided_by_nobody(shop: TestShop) {
        let (_, mam) = two_payees(&shop).await;
        set(&shop, "sepay", FIRST).await;
        let other = shop.placed(&[&mam], 1).await;
        moved(&shop, other.order()).await;
        let body = shop.message(1, 125_000, &other.order().reference).replace(ACCOUNT, ELSEWHERE);
        assert_eq!(shop.sepay_to(HOOK, FIRST, &body).await.status, StatusCode::OK);
        let row = bank_transaction::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap();
        let page = format!("/van-hanh/giao-dich/{}", row.id);
        let list = shop.get("/van-hanh/giao-dich").await.body;
        assert!(list.contains("125.000") && !list.contains(&page), "it can be noted and nothing else");
        assert_eq!(shop.get(&page).await.status, StatusCode::NOT_FOUND);
        let assign = [("decision", "don"), ("order", other.order().code.as_str())];
        assert_eq!(shop.post(&page, &assign).await.status, StatusCode::NOT_FOUND);
        // Its maker's own word stands alone: a stranger's is no proof of it.
        let maker = shop.another_browser();
        maker.sign_in("ong-mam@demo.test").await;
        let word = [("order", other.order().code.as_str()), ("amount", "125000"), ("note", "thấy tiền"), ("once", "abc")];
        assert_eq!(maker.post("/xuong/tien", &word).await.status, StatusCode::SEE_OTHER);
        assert_eq!(outcomes(&shop).await, ["unmatched:other_account", "by_hand"]);
        assert!(!maker.get("/xuong/tien").await.body.contains("ngân hàng đã báo"));
    }

    async fn the_same_number_of_two_payees_is_two_messages(shop: TestShop) {
        let (lua, _) = two_payees(&shop).await;
        set(&shop, "sepay", FIRST).await;
        let form = "/van-hanh/tai-khoan?co-so=ong-mam";
        shop.post(form, &[("do", "secret"), ("producer", "ong-mam"), ("feed", "sepay"), ("secret-sepay", SECOND)]).await;
        let placed = shop.placed(&[&lua], 1).await;
        let other = shop.message(7, 1, "cam on").replace(ACCOUNT, ELSEWHERE).replace("FT7", "FT8");
        assert_eq!(shop.sepay_to("/webhooks/sepay/ong-mam", SECOND, &other).await.status, StatusCode::OK);
        let mine = shop.message(7, 125_000, &placed.order().reference);
        assert_eq!(shop.sepay_to(HOOK, FIRST, &mine).await.status, StatusCode::OK);
        assert_eq!(payment(&shop, placed.order()).await.1, 125_000);
        assert_eq!(shop.sepay_to(HOOK, SECOND, &mine).await.status, StatusCode::UNAUTHORIZED, "another payee's secret");
        assert_eq!(shop.sepay(&mine).await.status, StatusCode::OK, "told by the shared feed too");
        assert_eq!(outcomes(&shop).await, ["unmatched:no_reference", "exact"]);
    }

    async fn a_secret_that_cannot_be_opened_loses_no_message(shop: TestShop) {
        two_payees(&shop).await;
        set(&shop, "sepay", FIRST).await;
        let row = feed_secret::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap();
        let mut row: feed_secret::ActiveModel = row.into();
        row.sealed = Set(vec![0; 60]);
        row.update(shop.market.database.writer()).await.unwrap();
        let body = shop.message(1, 125_000, "x");
        assert_eq!(shop.sepay_to(HOOK, FIRST, &body).await.status, StatusCode::INTERNAL_SERVER_ERROR, "the feed asks again");
        assert_eq!(shop.get(FORM).await.status, StatusCode::OK, "the operator can set it anew");
        set(&shop, "sepay", SECOND).await;
        assert_eq!(shop.sepay_to(HOOK, SECOND, &body).await.status, StatusCode::OK);
    }
}
