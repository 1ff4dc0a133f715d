//! Refunds that were noted by mistake are taken back, and everything agrees as before.

use axum::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::{
    doctor,
    entity::{audit, bank_transaction, hold, ledger_balance, ledger_posting, order_line, refund},
};

use super::{order_state, outcomes, payment_row};
use crate::{
    on_both,
    support::{Answer, TestShop, builders::Stall, html::unmarked_vietnamese, placed::Placed},
};

const NOTE: &str = "Bấm nhầm đơn, chưa chuyển đồng nào";

async fn refunds(shop: &TestShop) -> Vec<refund::Model> {
    refund::Entity::find().order_by_asc(refund::Column::Id).all(shop.market.database.writer()).await.unwrap()
}

/// What the balances tell, without those of nothing.
async fn balances(shop: &TestShop) -> Vec<(String, i64)> {
    let rows = ledger_balance::Entity::find().order_by_asc(ledger_balance::Column::Account);
    let rows = rows.all(shop.market.database.writer()).await.unwrap();
    rows.into_iter().map(|row| (row.account, row.amount)).filter(|(_, amount)| *amount != 0).collect()
}

async fn healthy(shop: &TestShop) {
    for examined in doctor::examine(&shop.market.database).await.unwrap() {
        assert_eq!(examined.findings, [], "{}", examined.check);
    }
}

/// A stall, its producer signed in, and an order of so many bottles that was paid.
async fn paid(shop: &TestShop, quantity: i64) -> (Stall, Placed) {
    let stall = shop.stall("ba-lua").await;
    let placed = shop.placed(&[&stall], quantity).await;
    shop.bank_says(1, placed.order().amount, &placed.order().reference).await;
    shop.sign_in("ba-lua@demo.test").await;
    (stall, placed)
}

/// Promises so many bottles back; gives the refund's reference.
async fn promise(shop: &TestShop, placed: &Placed, quantity: &str, once: &str) -> String {
    let line = order_line::Entity::find().filter(order_line::Column::OrderId.eq(placed.order().id));
    let line = line.one(shop.market.database.writer()).await.unwrap().unwrap().id;
    let path = format!("/xuong/don-hang/{}/hoan-tien", placed.order().code);
    let fields = [(&*format!("line-{line}"), quantity), ("note", "vỡ một chai"), ("once", once)];
    let opened = shop.post(&path, &fields).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    refunds(shop).await.pop().unwrap().reference
}

async fn withdraw(shop: &TestShop, reference: &str, seen: &str, note: &str) -> Answer {
    let path = format!("/xuong/tien/hoan/{reference}/rut-lai");
    shop.post(&path, &[("seen", seen), ("withdraw-note", note)]).await
}

async fn say_sent(shop: &TestShop, reference: &str) -> Answer {
    shop.post(&format!("/xuong/tien/hoan/{reference}/da-chuyen"), &[("note", "Vietcombank, 9 giờ 12")]).await
}

async fn steps(shop: &TestShop, placed: &Placed, steps: &[&str]) {
    for step in steps {
        let answer = shop.post(&format!("/xuong/don-hang/{}/{step}", placed.order().code), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.body);
    }
}

fn refused(answer: &Answer, told: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.replace("<!>", "").contains(told), "{told}: {}", answer.body);
}

on_both! {
    async fn a_refund_noted_by_mistake_is_withdrawn_and_everything_is_as_before(shop: TestShop) {
        let (stall, placed) = paid(&shop, 3).await;
        let before = (balances(&shop).await, payment_row(&shop, placed.order()).await, shop.stock_of(stall.variant).await);
        let reference = promise(&shop, &placed, "1", "mot").await;
        assert_eq!(shop.stock_of(stall.variant).await, (50, 2, 0));
        let page = format!("/xuong/tien/hoan/{reference}");
        assert!(shop.get(&page).await.body.contains("/rut-lai"), "the page offers it");
        for note in ["", "  ", &"a".repeat(501)] {
            let silent = withdraw(&shop, &reference, "owed", note).await;
            refused(&silent, "Xin ghi vì sao");
            assert!(silent.body.contains("id=\"withdraw-note-fault\""), "{}", silent.body);
        }
        for odd in ["", "withdrawn", "paid"] {
            assert_eq!(withdraw(&shop, &reference, odd, NOTE).await.status, StatusCode::NOT_FOUND, "{odd}");
        }
        let done = withdraw(&shop, &reference, "owed", NOTE).await;
        assert_eq!(done.location(), format!("{page}?xong=rut-lai"), "{}", done.body);
        let again = withdraw(&shop, &reference, "owed", "lần nữa").await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "pressed twice is pressed once");
        let after = (balances(&shop).await, payment_row(&shop, placed.order()).await, shop.stock_of(stall.variant).await);
        assert_eq!(after, before);
        let held = hold::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap();
        assert_eq!((held.quantity, held.state.as_str()), (3, "allocated"));
        let row = refunds(&shop).await.remove(0);
        assert_eq!((row.state.as_str(), row.withdrawn_note.as_str()), ("withdrawn", NOTE));
        let trail = audit::Entity::find().filter(audit::Column::Action.eq("refund.withdraw"));
        let trail = trail.all(shop.market.database.writer()).await.unwrap();
        assert_eq!((trail.len(), trail[0].account_id), (1, row.withdrawn_by));
        assert!(trail[0].detail.contains(NOTE) && trail[0].account_id.is_some());
        healthy(&shop).await;

        // Both sides see it, and that it is over.
        let key = server::orders::keys::order_key(&placed.key, &placed.order().code);
        let order = format!("/don-hang/{}?khoa={key}", placed.order().code);
        let buyer = shop.another_browser();
        for seen in [buyer.get(&order).await, shop.get(&format!("/xuong/don-hang/{}", placed.order().code)).await] {
            let seen = seen.body.replace("<!>", "");
            assert!(seen.contains("Cơ sở ghi khoản hoàn") && seen.contains("Cơ sở rút lại khoản hoàn ghi nhầm"), "{seen}");
        }
        let seen = buyer.get(&order).await.body;
        assert!(seen.contains("data-state=\"withdrawn\"") && seen.contains(NOTE) && !seen.contains("name=\"account\""));
        for path in [&page, "/xuong/tien/hoan"] {
            let english = shop.get(&format!("/en{path}")).await.body;
            assert!(english.contains("Withdrawn because:"), "{english}");
            assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new());
        }
        assert!(!shop.get(&page).await.body.contains("/rut-lai"), "nothing is left to withdraw");
        refused(&say_sent(&shop, &reference).await, "đã được rút lại");
        let account = [("bank", "970436"), ("account", "0011223344"), ("holder", "NGUYEN THI MAU")];
        refused(&shop.post(&format!("{page}/tai-khoan"), &account).await, "đã được rút lại");

        // All three bottles can go back after all, and the order goes on.
        let reference = promise(&shop, &placed, "2", "hai").await;
        assert_ne!(reference, row.reference);
        steps(&shop, &placed, &["xac-nhan", "dong-goi", "giao"]).await;
        assert_eq!(shop.stock_of(stall.variant).await, (49, 0, 0));
        refused(&withdraw(&shop, &reference, "owed", NOTE).await, "Kiện hàng đã đi mà không có số hàng này");
        healthy(&shop).await;
    }

    async fn one_that_was_said_to_be_sent_is_withdrawn_and_the_banks_word_waits_at_the_desk(shop: TestShop) {
        let (_, placed) = paid(&shop, 2).await;
        steps(&shop, &placed, &["xac-nhan", "dong-goi", "giao"]).await;
        let before = (balances(&shop).await, payment_row(&shop, placed.order()).await);
        let reference = promise(&shop, &placed, "1", "mot").await;
        assert_eq!(say_sent(&shop, &reference).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment_row(&shop, placed.order()).await.state, "partly_refunded");
        refused(&withdraw(&shop, &reference, "owed", NOTE).await, "Vừa có người ghi là đã chuyển");
        assert_eq!(withdraw(&shop, &reference, "sent", NOTE).await.status, StatusCode::SEE_OTHER);
        assert_eq!((balances(&shop).await, payment_row(&shop, placed.order()).await), before);
        healthy(&shop).await;

        shop.bank_says_left(2, 95_000, &format!("{reference} hoan tien")).await;
        assert_eq!(outcomes(&shop).await, ["exact", "outgoing"]);
        assert_eq!((balances(&shop).await, payment_row(&shop, placed.order()).await), before, "it proves nothing");
        let movement = bank_transaction::Entity::find().filter(bank_transaction::Column::Outcome.eq("outgoing"));
        let movement = movement.one(shop.market.database.writer()).await.unwrap().unwrap();
        let loose = format!("/xuong/tien/giao-dich/{}", movement.id);
        assert!(shop.get("/xuong/tien").await.body.contains(&loose), "the desk shows it");
        let page = shop.get(&loose).await.body.replace("<!>", "");
        assert!(page.contains(&format!("khoản hoàn {reference} mà bạn đã rút lại")), "{page}");
        healthy(&shop).await;
        // It did leave, for the shopper: noted anew, and told to be that.
        let anew = promise(&shop, &placed, "1", "hai").await;
        let told = [("decision", "hoan"), ("reference", anew.as_str())];
        assert_eq!(shop.post(&loose, &told).await.status, StatusCode::SEE_OTHER);
        let rows = refunds(&shop).await;
        assert_eq!((rows[0].state.as_str(), rows[1].state.as_str()), ("withdrawn", "sent"));
        assert!(rows[0].proven_at.is_none() && rows[1].proven_at.is_some());
        refused(&withdraw(&shop, &anew, "sent", NOTE).await, "xin gọi khách chuyển trả");
        healthy(&shop).await;
    }

    async fn what_is_the_shoppers_is_not_withdrawn(shop: TestShop) {
        let (stall, placed) = paid(&shop, 2).await;
        let agreed = promise(&shop, &placed, "1", "mot").await;
        let code = &placed.order().code;
        let cancelled = shop.post(&format!("/xuong/don-hang/{code}/huy"), &[("reason", "vỡ chum")]).await;
        assert_eq!(cancelled.status, StatusCode::SEE_OTHER, "{}", cancelled.body);
        let rest = refunds(&shop).await.pop().unwrap().reference;
        for reference in [&agreed, &rest] {
            refused(&withdraw(&shop, reference, "owed", NOTE).await, "Đơn đã hủy nên tiền này là của khách");
            assert!(!shop.get(&format!("/xuong/tien/hoan/{reference}")).await.body.contains("/rut-lai"));
            assert_eq!(say_sent(&shop, reference).await.status, StatusCode::SEE_OTHER);
            refused(&withdraw(&shop, reference, "sent", NOTE).await, "ngân hàng báo thì khoản này được xác nhận");
        }
        let over = shop.placed(&[&stall], 1).await;
        shop.bank_says(2, 130_000, &over.order().reference).await;
        let excess = refunds(&shop).await.pop().unwrap().reference;
        refused(&withdraw(&shop, &excess, "owed", NOTE).await, "Khách chuyển thừa nên tiền này phải trả lại");
        assert_eq!(say_sent(&shop, &excess).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment_row(&shop, over.order()).await.state, "partly_refunded");
        assert_eq!(withdraw(&shop, &excess, "sent", NOTE).await.status, StatusCode::SEE_OTHER);
        let anew = refunds(&shop).await.pop().unwrap();
        assert_eq!((anew.reason.as_str(), anew.amount, anew.state.as_str()), ("excess", 5_000, "owed"));
        assert_ne!(anew.reference, excess);
        let row = payment_row(&shop, over.order()).await;
        assert_eq!((row.state.as_str(), row.promised, row.refunded), ("overpaid", 5_000, 0));
        healthy(&shop).await;
        shop.stall("ong-mam").await;
        shop.sign_in("ong-mam@demo.test").await;
        assert_eq!(withdraw(&shop, &excess, "sent", NOTE).await.status, StatusCode::NOT_FOUND);
        assert_eq!(withdraw(&shop, "CLAAAAAAAA", "owed", NOTE).await.status, StatusCode::NOT_FOUND);
        assert_eq!(withdraw(&shop, "khong-phai", "owed", NOTE).await.status, StatusCode::NOT_FOUND);
    }

    async fn goods_that_others_bought_meanwhile_are_not_taken_from_them(shop: TestShop) {
        let (stall, placed) = paid(&shop, 3).await;
        let reference = promise(&shop, &placed, "2", "mot").await;
        shop.set_stock(stall.variant, 2).await;
        let before = (balances(&shop).await, payment_row(&shop, placed.order()).await, refunds(&shop).await);
        refused(&withdraw(&shop, &reference, "owed", NOTE).await, "đã bán cho khách khác");
        assert_eq!((balances(&shop).await, payment_row(&shop, placed.order()).await, refunds(&shop).await), before);
        assert_eq!(shop.stock_of(stall.variant).await, (2, 1, 0), "not even one of the two");
        shop.set_stock(stall.variant, 3).await;
        assert_eq!(withdraw(&shop, &reference, "owed", NOTE).await.status, StatusCode::SEE_OTHER);
        assert_eq!(shop.stock_of(stall.variant).await, (3, 3, 0));
        healthy(&shop).await;
    }

    async fn money_that_was_to_go_back_by_mistake_waits_at_the_desk_again(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.bank_says(1, 125_000, "chi Lan").await;
        shop.sign_in("ba-lua@demo.test").await;
        let movement = bank_transaction::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap();
        let loose = format!("/xuong/tien/giao-dich/{}", movement.id);
        for round in 1..=2 {
            let told = [("decision", "tra-lai"), ("note-tra-lai", "Chị Lan chuyển nhầm")];
            assert_eq!(shop.post(&loose, &told).await.status, StatusCode::SEE_OTHER, "round {round}");
            assert_eq!(shop.get(&loose).await.status, StatusCode::NOT_FOUND);
            let rows = refunds(&shop).await;
            assert_eq!(rows.len(), round);
            healthy(&shop).await;
            assert_eq!(withdraw(&shop, &rows[round - 1].reference, "owed", NOTE).await.status, StatusCode::SEE_OTHER);
            assert_eq!(balances(&shop).await, [], "nobody's money");
            assert!(shop.get("/xuong/tien").await.body.contains(&loose));
            healthy(&shop).await;
        }
        let placed = shop.placed(&[&stall], 1).await;
        let assign = [("decision", "don"), ("order", placed.order().code.as_str())];
        assert_eq!(shop.post(&loose, &assign).await.status, StatusCode::SEE_OTHER);
        assert_eq!(payment_row(&shop, placed.order()).await.state, "paid");
        let kinds = ledger_posting::Entity::find().order_by_asc(ledger_posting::Column::Id);
        let kinds = kinds.all(shop.market.database.writer()).await.unwrap();
        let received: Vec<i64> = kinds.iter().filter(|row| row.kind == "received").map(|row| row.round).collect();
        assert_eq!(received, [0, 1, 2]);
        assert_eq!(order_state(&shop, placed.order()).await.0, "placed");
        healthy(&shop).await;
    }

    async fn of_who_withdraws_and_who_says_that_it_was_sent_one_wins(shop: TestShop) {
        let (_, placed) = paid(&shop, 9).await;
        let other = shop.another_browser();
        other.sign_in("ba-lua@demo.test").await;
        for round in 0..4 {
            let reference = promise(&shop, &placed, "1", &format!("lan-{round}")).await;
            let (withdrawn, sent) = if round % 2 == 0 {
                tokio::join!(withdraw(&shop, &reference, "owed", NOTE), say_sent(&other, &reference))
            } else {
                let (sent, withdrawn) = tokio::join!(say_sent(&other, &reference), withdraw(&shop, &reference, "owed", NOTE));
                (withdrawn, sent)
            };
            let mut both = [withdrawn.status, sent.status];
            both.sort();
            assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
            let won = if withdrawn.status == StatusCode::SEE_OTHER { "withdrawn" } else { "sent" };
            assert_eq!(refunds(&shop).await.pop().unwrap().state, won);
            healthy(&shop).await;
        }
    }

    async fn of_who_withdraws_and_a_bank_that_proves_one_wins(shop: TestShop) {
        let (_, placed) = paid(&shop, 9).await;
        for round in 0..4 {
            let reference = promise(&shop, &placed, "1", &format!("lan-{round}")).await;
            let text = format!("{reference} hoan tien");
            let (withdrawn, bank) = if round % 2 == 0 {
                tokio::join!(withdraw(&shop, &reference, "owed", NOTE), shop.bank_says_left(10 + round, 95_000, &text))
            } else {
                let (bank, withdrawn) =
                    tokio::join!(shop.bank_says_left(10 + round, 95_000, &text), withdraw(&shop, &reference, "owed", NOTE));
                (withdrawn, bank)
            };
            assert_eq!(bank.status, StatusCode::OK, "{}", bank.body);
            let row = refunds(&shop).await.pop().unwrap();
            let outcome = outcomes(&shop).await.pop().unwrap();
            if withdrawn.status == StatusCode::SEE_OTHER {
                assert_eq!((row.state.as_str(), outcome.as_str()), ("withdrawn", "outgoing"));
            } else {
                refused(&withdrawn, "Ngân hàng đã báo tiền chuyển đi");
                assert_eq!((row.state.as_str(), outcome.as_str()), ("sent", "refund"));
            }
            healthy(&shop).await;
        }
    }
    async fn money_arrives_while_refunds_of_the_same_maker_are_withdrawn(shop: TestShop) {
        let (stall, placed) = paid(&shop, 9).await;
        steps(&shop, &placed, &["xac-nhan", "dong-goi", "giao"]).await;
        for round in 0..20 {
            let number = 10 + 4 * round;
            let mut strays = Vec::new();
            for number in [number, number + 1] {
                shop.bank_says(number, 50_000, "chi Lan").await;
                let movement = bank_transaction::Entity::find().order_by_desc(bank_transaction::Column::Id);
                let movement = movement.one(shop.market.database.writer()).await.unwrap().unwrap().id;
                let told = [("decision", "tra-lai"), ("note-tra-lai", "Chị Lan chuyển nhầm")];
                let given = shop.post(&format!("/xuong/tien/giao-dich/{movement}"), &told).await;
                assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
                strays.push(refunds(&shop).await.pop().unwrap().reference);
            }
            let sent = promise(&shop, &placed, "1", &format!("lan-{round}")).await;
            assert_eq!(say_sent(&shop, &sent).await.status, StatusCode::SEE_OTHER);
            let (one, two) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
            let (over, exact) = (one.order(), two.order());
            let (first, bank, second, again, third) = tokio::join!(
                withdraw(&shop, &strays[0], "owed", NOTE),
                shop.bank_says(number + 2, 130_000, &over.reference),
                withdraw(&shop, &sent, "sent", NOTE),
                shop.bank_says(number + 3, 125_000, &exact.reference),
                withdraw(&shop, &strays[1], "owed", NOTE),
            );
            for withdrawn in [first, second, third] {
                assert_eq!(withdrawn.status, StatusCode::SEE_OTHER, "round {round}: {}", withdrawn.body);
            }
            for told in [bank, again] {
                assert_eq!(told.status, StatusCode::OK, "round {round}: {}", told.body);
            }
            let states = (payment_row(&shop, over).await.state, payment_row(&shop, exact).await.state);
            assert_eq!(states, ("overpaid".into(), "paid".into()), "round {round}");
        }
        healthy(&shop).await;
    }
}
