use axum::http::StatusCode;
use sea_orm::EntityTrait;
use server::entity::{audit, bank_transaction, payment_event};

use super::{outcomes, payment};
use crate::on_both;

const NOTE: &str = "Thấy trong ứng dụng ngân hàng lúc 9 giờ";

on_both! {
    async fn the_payees_word_pays_an_order_and_the_bank_proves_it_later(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let order = placed.order();
        shop.sign_in("ba-lua@demo.test").await;
        let form = shop.get(&format!("/xuong/tien?don={}", order.code)).await.body;
        assert!(form.contains("value=\"125.000\"") && form.contains("name=\"once\""), "{form}");
        let fields = [("order", order.code.as_str()), ("amount", "125k"), ("note", NOTE), ("once", "abc")];
        let answer = shop.post(&format!("/xuong/tien?don={}", order.code), &fields).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/xuong/tien?xong=1"));
        assert_eq!(payment(&shop, order).await, ("paid".into(), 125_000));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 1, 0));
        assert_eq!(shop.post("/xuong/tien", &fields).await.status, StatusCode::SEE_OTHER, "sent twice");
        assert_eq!(payment(&shop, order).await, ("paid".into(), 125_000));
        shop.bank_says(1, 125_000, &order.reference).await;
        assert_eq!(payment(&shop, order).await, ("paid".into(), 125_000), "proven, and nothing added");
        assert_eq!(outcomes(&shop).await, ["by_hand", "proof"]);
        let rows = bank_transaction::Entity::find().all(shop.market.database.writer()).await.unwrap();
        let by_hand = rows.iter().find(|row| row.outcome == "by_hand").unwrap();
        let proof = rows.iter().find(|row| row.outcome == "proof").unwrap();
        assert!(by_hand.proven_at.is_some() && proof.proves_id == Some(by_hand.id));
        let page = shop.get("/xuong/tien").await.body;
        assert!(page.contains("ngân hàng đã báo"));
        assert!(page.contains(">Ghi chú") && page.contains(&format!("<span lang=\"vi\">{NOTE}")), "{page}");
        // Money of its own is counted.
        shop.bank_says(2, 125_000, &order.reference).await;
        assert_eq!(payment(&shop, order).await, ("overpaid".into(), 250_000));
        let database = shop.market.database.writer();
        let trail = audit::Entity::find().all(database).await.unwrap();
        assert!(trail.iter().any(|deed| deed.action == "payment.confirm_by_hand" && deed.detail.contains(NOTE)));
        let events = payment_event::Entity::find().all(database).await.unwrap();
        assert!(events.iter().any(|event| event.kind == "by_hand" && event.account_id.is_some() && event.note == NOTE));
    }

    async fn money_that_came_without_a_reference_is_claimed_by_confirming_its_order(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let order = placed.order();
        shop.bank_says(1, 125_000, "quen ghi noi dung").await;
        shop.bank_says(2, 90_000, "cua nguoi khac").await;
        shop.sign_in("ba-lua@demo.test").await;
        assert!(shop.get("/xuong/tien").await.body.contains("quen ghi noi dung"));
        let fields = [("order", order.code.as_str()), ("amount", "125000"), ("note", NOTE), ("once", "abc")];
        assert_eq!(shop.post("/xuong/tien", &fields).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment(&shop, order).await, ("paid".into(), 125_000));
        assert_eq!(outcomes(&shop).await, ["proof", "unmatched:no_reference", "by_hand"]);
        let page = shop.get("/xuong/tien").await.body;
        assert!(page.contains("ngân hàng đã báo"));
        assert_eq!(page.matches("data-outcome=\"unmatched:no_reference\"").count(), 1, "only the other one waits");
    }

    async fn wrong_amounts_and_a_missing_note_come_back_with_what_was_typed(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let code = placed.order().code.as_str();
        shop.sign_in("ba-lua@demo.test").await;
        for amount in ["", "0", "-1", "abc", "1,5", "1.250k", "99999999999999999999"] {
            let fields = [("order", code), ("amount", amount), ("note", NOTE)];
            let answer = shop.post(&format!("/xuong/tien?don={code}"), &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{amount}");
            assert!(answer.body.contains("id=\"amount-fault\"") && answer.body.contains(NOTE), "{amount}");
        }
        for note in [String::new(), "a".repeat(501)] {
            let fields = [("order", code), ("amount", "125000"), ("note", note.as_str())];
            let answer = shop.post("/xuong/tien", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains("id=\"note-fault\"") && answer.body.contains("value=\"125000\""));
        }
        assert_eq!(payment(&shop, placed.order()).await, ("awaiting".into(), 0));
        shop.bank_says(1, 125_000, &placed.order().reference).await;
        let fields = [("order", code), ("amount", "125000"), ("note", NOTE)];
        let again = shop.post("/xuong/tien", &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("đã đủ tiền"));
    }

    async fn nobody_confirms_or_sees_the_money_of_another(shop: TestShop) {
        let (lua, _mam) = (shop.stall("ba-lua").await, shop.stall("ong-mam").await);
        let placed = shop.placed(&[&lua], 1).await;
        let code = placed.order().code.as_str();
        let fields = [("order", code), ("amount", "125000"), ("note", NOTE)];
        assert!(shop.post("/xuong/tien", &fields).await.location().starts_with("/dang-nhap?tiep="));
        for email in ["htx@demo.test", "vanhanh@demo.test"] {
            let browser = shop.another_browser();
            browser.sign_in(email).await;
            assert_eq!(browser.post("/xuong/tien", &fields).await.status, StatusCode::NOT_FOUND, "{email}");
            assert_eq!(browser.get("/xuong/tien").await.status, StatusCode::NOT_FOUND, "{email}");
        }
        shop.bank_says(1, 1_000, &placed.order().reference).await;
        shop.sign_in("ong-mam@demo.test").await;
        assert_eq!(shop.post("/xuong/tien", &fields).await.status, StatusCode::NOT_FOUND);
        let page = shop.get(&format!("/xuong/tien?don={code}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("id=\"xac-nhan\"") && !page.body.contains(&placed.order().reference));
        assert_eq!(payment(&shop, placed.order()).await, ("underpaid".into(), 1_000));
    }

    async fn each_kind_of_money_is_listed_with_what_to_do(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let empty = shop.get("/xuong/tien").await.body;
        assert!(empty.contains("Chưa có khoản tiền nào") && empty.contains("Không có đơn nào đang chờ tiền"));
        let mut orders = Vec::new();
        for _ in 0..5 {
            orders.push(shop.placed(&[&stall], 1).await);
        }
        let reference = |at: usize| orders[at].order().reference.clone();
        for (id, amount, text) in [
            (1, 125_000, reference(0)),
            (2, 1_000, reference(1)),
            (3, 126_000, reference(2)),
            (4, 125_000, reference(3)),
            (5, 125_000, reference(3)),
            (6, 50_000, "quen ghi".to_owned()),
        ] {
            shop.bank_says(id, amount, &text).await;
        }
        shop.clock.advance(time::Duration::hours(1));
        server::payments::jobs::expire(&shop.market.parts).await.unwrap();
        shop.bank_says(7, 1_000, &reference(4)).await;
        for path in ["/xuong/tien", "/en/xuong/tien"] {
            let page = shop.get(path).await.body;
            for outcome in ["exact", "under", "over", "duplicate", "unmatched:no_reference", "late"] {
                assert!(page.contains(&format!("data-outcome=\"{outcome}\"")), "{outcome} on {path}");
            }
        }
        let page = shop.get("/xuong/tien").await.body;
        for advice in ["Chuyển thiếu", "Chuyển thừa", "Chuyển hai lần", "Chưa biết của đơn nào", "Đến trễ và còn thiếu"] {
            assert!(page.contains(advice), "{advice}");
        }
        assert!(page.contains("quen ghi"));
    }
}
