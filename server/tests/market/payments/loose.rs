//! The reconciliation desk: money that found no place by itself.

use axum::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use server::entity::{audit, bank_transaction, ledger_posting, payee_account, refund};
use shop::payments::vietqr::VietQr;

use super::{order_state, outcomes, payment};
use crate::{on_both, support::TestShop};

async fn transactions(shop: &TestShop) -> Vec<bank_transaction::Model> {
    bank_transaction::Entity::find().all(shop.market.database.writer()).await.unwrap()
}

async fn page_of_last(shop: &TestShop) -> String {
    format!("/xuong/tien/giao-dich/{}", transactions(shop).await.last().unwrap().id)
}

async fn postings(shop: &TestShop) -> usize {
    ledger_posting::Entity::find().all(shop.market.database.writer()).await.unwrap().len()
}

async fn actions(shop: &TestShop) -> Vec<String> {
    let rows = audit::Entity::find().all(shop.market.database.writer()).await.unwrap();
    rows.into_iter().map(|row| row.action).filter(|action| action.starts_with("transfer.")).collect()
}

on_both! {
    async fn money_without_a_reference_is_assigned_to_its_order(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 125_000, "chi Lan tra tien mam").await;
        shop.sign_in("ba-lua@demo.test").await;
        let path = page_of_last(&shop).await;
        assert!(shop.get("/xuong/tien").await.body.contains(&path), "the desk leads there");
        let page = shop.get(&path).await.body;
        assert!(page.contains("chi Lan tra tien mam") && page.contains(&placed.order().code));
        let wrong = shop.post(&path, &[("decision", "don"), ("order", "CL-KHONGCO2")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(shop.post(&path, &[("decision", "mat")]).await.status, StatusCode::NOT_FOUND);
        let assign = [("decision", "don"), ("order", placed.order().code.as_str())];
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        assert_eq!(outcomes(&shop).await, ["assigned"]);
        assert_eq!(shop.stock_of(stall.variant).await, (50, 1, 0));
        assert_eq!(actions(&shop).await, ["transfer.assign"]);
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::NOT_FOUND, "it has its place");
        assert_eq!(payment(&shop, placed.order()).await.1, 125_000);
        assert_eq!(postings(&shop).await, 2);
    }

    async fn assigned_money_that_was_confirmed_by_hand_is_counted_once(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (placed, other) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        shop.sign_in("ba-lua@demo.test").await;
        let told = [("order", placed.order().code.as_str()), ("amount", "60.000"), ("note", "thấy trong app")];
        assert_eq!(shop.post("/xuong/tien", &told).await.status, StatusCode::SEE_OTHER);
        // The bank names another order by mistake of the payer: no account of it, so nobody's.
        shop.bank_says(1, 60_000, "khong ro").await;
        let path = page_of_last(&shop).await;
        let assign = [("decision", "don"), ("order", placed.order().code.as_str())];
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment(&shop, placed.order()).await, ("underpaid".into(), 60_000));
        assert_eq!(payment(&shop, other.order()).await.1, 0);
        assert_eq!(outcomes(&shop).await, ["by_hand", "proof"]);
    }

    async fn money_that_came_by_mistake_joins_the_refunds(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.bank_says(1, 500_000, "chuyen nham").await;
        shop.sign_in("ba-lua@demo.test").await;
        let path = page_of_last(&shop).await;
        let silent = shop.post(&path, &[("decision", "tra-lai"), ("note-tra-lai", "  ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = [("decision", "tra-lai"), ("note-tra-lai", "Anh Bình chuyển nhầm")];
        let answer = shop.post(&path, &told).await;
        assert!(answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/xuong/tien/hoan"));
        assert_eq!(shop.post(&path, &told).await.status, StatusCode::NOT_FOUND);
        let row = refund::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap();
        assert_eq!((row.amount, row.reason.as_str(), row.payment_id), (500_000, "stray", None));
        let page = format!("/xuong/tien/hoan/{}", row.reference);
        let bank = [("bank", "970436"), ("account", "0099887766"), ("holder", "TRAN VAN BINH")];
        assert_eq!(shop.post(&format!("{page}/tai-khoan"), &bank).await.status, StatusCode::SEE_OTHER);
        let body = shop.get(&page).await.body;
        let payload = body.split("data-vietqr=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let read = VietQr::parse(payload).unwrap();
        assert_eq!((read.account.as_str(), read.amount.unwrap().get()), ("0099887766", 500_000));
        assert!(!shop.get("/xuong/tien").await.body.contains("Chưa biết của đơn nào"), "someone decided about it");
        // A confirmation of the same amount takes nothing away from what was decided.
        let placed = shop.placed(&[&stall], 5).await;
        let told = [("order", placed.order().code.as_str()), ("amount", "500.000"), ("note", "thấy trong app")];
        assert_eq!(shop.post("/xuong/tien", &told).await.status, StatusCode::SEE_OTHER);
        assert_eq!(outcomes(&shop).await, ["unmatched:no_reference", "by_hand"]);
        shop.bank_says_left(2, 500_000, &read.purpose.unwrap()).await;
        assert_eq!(outcomes(&shop).await, ["unmatched:no_reference", "by_hand", "refund"]);
        assert_eq!(postings(&shop).await, 4, "received, owed, received by hand, sent");
    }

    async fn the_makers_own_money_is_dismissed_and_counts_nowhere(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.bank_says(1, 500_000, "tien rieng").await;
        shop.sign_in("ba-lua@demo.test").await;
        let path = page_of_last(&shop).await;
        let long = "a".repeat(501);
        let answer = shop.post(&path, &[("decision", "bo-qua"), ("note-bo-qua", &long)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(&long), "what was typed is kept");
        let told = [("decision", "bo-qua"), ("note-bo-qua", "Em trai gửi")];
        assert_eq!(shop.post(&path, &told).await.status, StatusCode::SEE_OTHER);
        assert_eq!(postings(&shop).await, 0);
        assert_eq!(actions(&shop).await, ["transfer.dismiss"]);
        assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND);
    }

    async fn money_that_left_without_a_code_is_told_to_be_a_refund(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 130_000, &placed.order().reference).await;
        shop.bank_says_left(2, 99_000, "mua muoi").await;
        shop.bank_says_left(3, 5_000, "tra lai chi Lan").await;
        shop.sign_in("ba-lua@demo.test").await;
        let desk = shop.get("/xuong/tien").await.body;
        assert!(desk.contains("tra lai chi Lan") && !desk.contains("mua muoi"), "only what may be a refund is offered");
        let path = page_of_last(&shop).await;
        let reference = refund::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap().reference;
        assert!(shop.get(&path).await.body.contains(&reference));
        let order = [("decision", "don"), ("order", placed.order().code.as_str())];
        assert_eq!(shop.post(&path, &order).await.status, StatusCode::UNPROCESSABLE_ENTITY, "money out pays nothing");
        let unknown = [("decision", "hoan"), ("reference", "CLAAAAAAAA")];
        assert_eq!(shop.post(&path, &unknown).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = [("decision", "hoan"), ("reference", reference.as_str())];
        assert_eq!(shop.post(&path, &told).await.status, StatusCode::SEE_OTHER);
        assert_eq!(outcomes(&shop).await, ["over", "outgoing", "refund"]);
        assert_eq!(payment(&shop, placed.order()).await.0, "partly_refunded");
    }

    async fn a_movement_on_anothers_account_is_not_there(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let other = shop.stall("ong-mam").await;
        payee_account::Entity::update_many()
            .col_expr(payee_account::Column::AccountNumber, Expr::value("999888777"))
            .filter(payee_account::Column::ProducerId.eq(other.producer))
            .exec(shop.market.database.writer())
            .await
            .unwrap();
        let placed = shop.placed(&[&stall], 1).await;
        shop.bank_says(1, 125_000, "khong ro").await;
        let path = page_of_last(&shop).await;
        shop.sign_in("ong-mam@demo.test").await;
        assert_eq!(shop.get(&path).await.status, StatusCode::NOT_FOUND);
        let assign = [("decision", "don"), ("order", placed.order().code.as_str())];
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::NOT_FOUND);
        for odd in ["/xuong/tien/giao-dich/0", "/xuong/tien/giao-dich/-1", "/xuong/tien/giao-dich/abc",
            "/xuong/tien/giao-dich/99999999999999999999"] {
            assert_eq!(shop.get(odd).await.status, StatusCode::NOT_FOUND, "{odd}");
            assert_eq!(shop.post(odd, &assign).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
        shop.sign_in("ba-lua@demo.test").await;
        assert_eq!(shop.post(&path, &assign).await.status, StatusCode::SEE_OTHER);
        assert_eq!(order_state(&shop, placed.order()).await.0, "placed");
    }
}
