//! `cho-lang doctor`: a market with a past is healthy, and each fault that it names is found when it is there.

use std::{collections::BTreeSet, process::Command};

use axum::http::StatusCode;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use server::{
    doctor::{self, CHECKS, Examined},
    entity::{bank_transaction, order_line, refund},
    payments::jobs,
};
use time::Duration;

use crate::{
    checkout::{OrderForm, assert_placed, put},
    on_both,
    support::{TestShop, builders::Stall, placed::Placed},
};

/// A day in which everything happens to an order that can.
async fn story(shop: &TestShop) -> Stall {
    let (stall, other) = (shop.stall("ba-lua").await, shop.stall("ong-tu").await);
    shop.sign_in("ba-lua@demo.test").await;
    let pay = async |number: i64, placed: &Placed, amount: i64| {
        let answer = shop.bank_says(number, amount, &placed.order().reference).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    };
    let step = async |placed: &Placed, step: &str, fields: &[(&str, &str)]| {
        let answer = shop.post(&format!("/xuong/don-hang/{}/{step}", placed.order().code), fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    };
    let by_hand = async |placed: &Placed, amount: &str, once: &str| {
        let code = placed.order().code.as_str();
        let fields = [("order", code), ("amount", amount), ("note", "Thấy tiền"), ("once", once)];
        assert_eq!(shop.post("/xuong/tien", &fields).await.status, StatusCode::SEE_OTHER);
    };
    let place = async || shop.placed(&[&stall], 2).await;
    let forgotten = place().await;
    shop.clock.advance(Duration::hours(1));
    assert_eq!(jobs::expire(&shop.market).await.unwrap(), 1);
    let late = place().await;
    shop.clock.advance(Duration::hours(1));
    assert_eq!(jobs::expire(&shop.market).await.unwrap(), 1);
    pay(1, &late, 220_000).await;

    let done = place().await;
    pay(2, &done, 220_000).await;
    for name in ["xac-nhan", "dong-goi", "giao"] {
        step(&done, name, &[]).await;
    }
    let given_up = place().await;
    pay(3, &given_up, 220_000).await;
    step(&given_up, "huy", &[("reason", "Vỡ chum")]).await;
    pay(4, &place().await, 100_000).await;
    let twice = place().await;
    pay(5, &twice, 220_000).await;
    pay(5, &twice, 220_000).await;
    pay(6, &twice, 220_000).await;
    let proven = place().await;
    by_hand(&proven, "220000", "first").await;
    pay(7, &proven, 220_000).await;
    by_hand(&place().await, "20000", "second").await;
    pay(8, &forgotten, 1_000).await;
    shop.bank_says(9, 5_000, "khong ghi gi").await;
    shop.bank_says(10, 5_000, "CLAAAAAAAA").await;
    shop.bank_says(11, 150_000, "quen ghi").await;
    // The two stalls share an account: someone said whose money it is.
    let whose = format!("UPDATE bank_transaction SET producer_id = {} WHERE amount = 150000", stall.producer);
    shop.market.database.writer().execute_unprepared(&whose).await.unwrap();
    let lost = place().await;
    by_hand(&lost, "150000", "third").await;
    shop.placed(&[&stall, &other], 3).await;
    mistakes(shop, &stall).await;

    let buyer = shop.another_browser();
    put(&buyer, stall.variant, 1).await;
    put(&buyer, other.variant, 2).await;
    assert_placed(&OrderForm::open(&buyer).await.with("phone", "0987654321").send(&buyer).await);
    put(&buyer, stall.variant, 1).await;
    stall
}

/// Refunds that were noted by mistake: of an order's bottles, said to be sent or not, and of money that is nobody's.
async fn mistakes(shop: &TestShop, stall: &Stall) {
    let done = async |path: &str, fields: &[(&str, &str)]| {
        let answer = shop.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        answer.location().split('?').next().unwrap().to_owned()
    };
    let placed = shop.placed(&[stall], 2).await;
    shop.bank_says(20, 220_000, &placed.order().reference).await;
    let code = &placed.order().code;
    let line = order_line::Entity::find().filter(order_line::Column::OrderId.eq(placed.order().id));
    let line = format!("line-{}", line.one(shop.market.database.writer()).await.unwrap().unwrap().id);
    for (seen, once) in [("owed", "nham"), ("sent", "lai-nham")] {
        let fields = [(line.as_str(), "1"), ("note", "Vỡ"), ("once", once)];
        let refund = done(&format!("/xuong/don-hang/{code}/hoan-tien"), &fields).await;
        if seen == "sent" {
            done(&format!("{refund}/da-chuyen"), &[("note", "9 giờ")]).await;
        }
        done(&format!("{refund}/rut-lai"), &[("seen", seen), ("withdraw-note", "Nhầm")]).await;
    }
    // One stands, so that what is on sale again is told apart.
    done(&format!("/xuong/don-hang/{code}/hoan-tien"), &[(line.as_str(), "1"), ("note", "Vỡ"), ("once", "dung")]).await;
    shop.bank_says(21, 70_000, "khong biet cua ai").await;
    let loose = bank_transaction::Entity::find().filter(bank_transaction::Column::Amount.eq(70_000));
    let loose = loose.one(shop.market.database.writer()).await.unwrap().unwrap();
    for _ in 0..2 {
        // The two stalls share an account: someone has to say whose money it is.
        let whose = format!("UPDATE bank_transaction SET producer_id = {} WHERE id = {}", stall.producer, loose.id);
        shop.market.database.writer().execute_unprepared(&whose).await.unwrap();
        let back = [("decision", "tra-lai"), ("note-tra-lai", "Nhầm")];
        done(&format!("/xuong/tien/giao-dich/{}", loose.id), &back).await;
        let stray = refund::Entity::find().order_by_desc(refund::Column::Id);
        let stray = stray.one(shop.market.database.writer()).await.unwrap().unwrap();
        let path = format!("/xuong/tien/hoan/{}/rut-lai", stray.reference);
        done(&path, &[("seen", "owed"), ("withdraw-note", "Nhầm")]).await;
    }
}

fn findings<'a>(examined: &'a [Examined], name: &str) -> &'a Examined {
    examined.iter().find(|check| check.check == name).unwrap_or_else(|| panic!("there is no check {name}"))
}

/// A check, what is found by it, and how that comes to be.
type Fault = (&'static str, &'static str, &'static str);

const OF_STOCK: &[Fault] = &[
    ("stock-held", "variant ", "UPDATE stock SET held = held + 1 WHERE variant_id = 1"),
    (
        "stock-held",
        "variant ",
        "UPDATE hold SET state = 'released' WHERE id = (SELECT MIN(id) FROM hold WHERE state = 'held')",
    ),
    (
        "stock-held",
        "variant ",
        "UPDATE hold SET quantity = 9 WHERE id = (SELECT MIN(id) FROM hold WHERE state = 'held')",
    ),
    ("stock-allocated", "variant ", "UPDATE stock SET allocated = allocated - 1 WHERE variant_id = 1"),
    ("stock-allocated", "variant ", "UPDATE hold SET state = 'shipped' WHERE state = 'allocated'"),
    ("stock-sign", "variant ", "UPDATE stock SET held = -1 WHERE variant_id = 1"),
    ("stock-sign", "variant ", "UPDATE stock SET on_hand = -1 WHERE variant_id = 2"),
    ("stock-on-hand", "variant ", "UPDATE stock SET on_hand = allocated - 1 WHERE allocated > 0"),
    ("hold-stock", "hold ", "DELETE FROM stock WHERE variant_id = 1"),
    ("line-hold", "order_line ", "DELETE FROM hold WHERE id = (SELECT MAX(id) FROM hold)"),
    ("line-hold", "order_line ", "UPDATE hold SET quantity = quantity + 1 WHERE id = (SELECT MAX(id) FROM hold)"),
    ("line-hold", "order_line ", "UPDATE hold SET variant_id = 3 - variant_id WHERE id = (SELECT MAX(id) FROM hold)"),
    // Paid and standing, but held; handed over, but allocated; cancelled, but held; not paid, but allocated.
    ("hold-state", "hold ", "UPDATE hold SET state = 'held' WHERE state = 'allocated'"),
    ("hold-state", "hold ", "UPDATE hold SET state = 'allocated' WHERE state = 'shipped'"),
    ("hold-state", "hold ", "UPDATE hold SET state = 'held' WHERE state = 'released'"),
    ("hold-state", "hold ", "UPDATE hold SET state = 'allocated' WHERE state = 'held'"),
    ("hold-state", "hold ", "UPDATE hold SET state = 'lost' WHERE state = 'held'"),
    ("hold-state", "hold ", "UPDATE payment SET state = 'expired' WHERE state = 'awaiting'"),
];

const OF_ORDERS: &[Fault] = &[
    ("cart-purchase", "cart ", "UPDATE cart SET state = 'open' WHERE id = 1"),
    ("cart-purchase", "cart ", "UPDATE cart SET state = 'purchased' WHERE state = 'open'"),
    (
        "purchase-orders",
        "purchase LM-NOTHING",
        "INSERT INTO purchase (code, key_hash, cart_id, visitor_hash, buyer_name, phone, street, place_typed, note,
             total, language, placed_at)
         SELECT 'LM-NOTHING', '', id, '', '', '', '', '', '', 0, 'vi', 0 FROM cart WHERE state = 'open'",
    ),
    ("purchase-total", "purchase LM-", "UPDATE purchase SET total = total - 1 WHERE id = 1"),
    ("order-lines", "order ", "DELETE FROM hold WHERE order_line_id = 1; DELETE FROM order_line WHERE id = 1"),
    ("order-goods", "order ", "UPDATE shop_order SET goods_total = goods_total + 1 WHERE id = 1"),
    ("order-total", "order ", "UPDATE shop_order SET total = total + 1 WHERE id = 1"),
    ("order-total", "order ", "UPDATE shop_order SET delivery_price = 0 WHERE id = 1"),
    ("line-amount", "order_line ", "UPDATE order_line SET amount = amount - 1 WHERE id = 1"),
    ("line-amount", "order_line ", "UPDATE order_line SET quantity = 0, amount = 0 WHERE id = 1"),
    ("order-state", "order ", "UPDATE shop_order SET state = 'confirmed' WHERE state = 'placed'"),
    ("order-state", "order ", "UPDATE shop_order SET cancelled_at = NULL WHERE state = 'cancelled'"),
    ("order-state", "order ", "UPDATE shop_order SET cancel_reason = 'none' WHERE state = 'cancelled'"),
];

const OF_PAYMENTS: &[Fault] = &[
    ("order-payment", "order ", "DELETE FROM payment WHERE id = (SELECT MAX(id) FROM payment)"),
    ("order-payment", "order ", "UPDATE payment SET amount = amount + 1 WHERE id = 1"),
    ("payment-transfers", "payment ", "UPDATE payment SET received = received + 1 WHERE id = 3"),
    ("payment-transfers", "payment ", "UPDATE bank_transaction SET amount = amount - 1 WHERE outcome = 'exact'"),
    ("payment-transfers", "payment ", "UPDATE bank_transaction SET outcome = 'exact' WHERE outcome = 'proof'"),
    ("payment-transfers", "payment ", "UPDATE bank_transaction SET payment_id = 1 WHERE outcome = 'under'"),
    ("payment-events", "payment ", "UPDATE payment SET received = 0 WHERE id = 3"),
    ("payment-events", "payment ", "UPDATE payment_event SET amount = amount + 1 WHERE kind = 'by_hand'"),
    ("payment-events", "payment ", "DELETE FROM payment_event WHERE kind = 'transfer'"),
    (
        "transfer-counted",
        "bank_transaction ",
        "INSERT INTO payment_event (payment_id, kind, bank_transaction_id, amount, state_after, note, at)
         SELECT payment_id, kind, bank_transaction_id, 0, state_after, note, at FROM payment_event
         WHERE kind = 'transfer'",
    ),
    ("transfer-counted", "bank_transaction ", "DELETE FROM payment_event WHERE kind = 'by_hand'"),
    (
        "transfer-counted",
        "bank_transaction ",
        "UPDATE payment_event SET bank_transaction_id = (SELECT MIN(id) FROM bank_transaction WHERE outcome = 'proof')
         WHERE kind = 'expired'; UPDATE payment_event SET kind = 'transfer' WHERE kind = 'expired'",
    ),
    (
        "transfer-counted",
        "bank_transaction ",
        "UPDATE payment_event SET payment_id = 1 WHERE bank_transaction_id IS NOT NULL",
    ),
    ("transfer-proof", "bank_transaction ", "UPDATE bank_transaction SET proven_at = NULL WHERE outcome = 'by_hand'"),
    ("transfer-proof", "bank_transaction ", "UPDATE bank_transaction SET proven_at = 1 WHERE outcome = 'by_hand'"),
    ("transfer-proof", "bank_transaction ", "UPDATE bank_transaction SET proves_id = NULL WHERE outcome = 'proof'"),
    (
        "transfer-proof",
        "bank_transaction ",
        "UPDATE bank_transaction SET proves_id = (SELECT MIN(id) FROM bank_transaction WHERE outcome = 'by_hand')
         WHERE outcome = 'proof'",
    ),
    ("payment-state", "payment ", "UPDATE payment SET state = 'paid' WHERE state = 'awaiting'"),
    ("payment-state", "payment ", "UPDATE payment SET state = 'awaiting' WHERE state = 'paid'"),
    ("payment-state", "payment ", "UPDATE payment SET state = 'expired' WHERE state = 'awaiting'"),
    ("payment-state", "payment ", "UPDATE payment SET refunded = 1 WHERE state = 'paid'"),
    ("payment-paid-day", "payment ", "UPDATE payment SET paid_day = '2026-11-23' WHERE state = 'paid'"),
    ("payment-paid-day", "payment ", "UPDATE payment SET paid_day = NULL WHERE state = 'paid'"),
    ("payment-paid-day", "payment ", "UPDATE payment SET paid_at = NULL, paid_day = NULL WHERE state = 'overpaid'"),
    ("payment-paid-day", "payment ", "UPDATE payment SET paid_at = 1 WHERE state = 'underpaid'"),
];

const OF_THE_LEDGER: &[Fault] = &[
    ("ledger-posting", "ledger_posting ", "INSERT INTO ledger_posting (kind, producer_id, at) VALUES ('sold', 1, 0)"),
    (
        "ledger-posting",
        "ledger_posting ",
        "INSERT INTO ledger_entry (posting_id, account, producer_id, amount)
         SELECT MIN(id), 'bank', 1, 1 FROM ledger_posting",
    ),
    ("ledger-balance", "producer ", "UPDATE ledger_balance SET amount = amount + 1 WHERE account = 'bank'"),
    ("ledger-balance", "producer ", "DELETE FROM ledger_balance WHERE account = 'refund'"),
    ("ledger-payment", "payment ", "UPDATE payment SET sold_goods = sold_goods - 1 WHERE state = 'paid'"),
    ("ledger-payment", "payment ", "UPDATE payment SET received = received + 1 WHERE id = 3"),
    ("payment-refunds", "payment ", "UPDATE refund SET amount = amount + 1"),
    ("payment-refunds", "payment ", "UPDATE refund SET state = 'sent' WHERE state = 'owed'"),
    (
        "ledger-reversal",
        "ledger_posting ",
        "INSERT INTO ledger_posting (kind, producer_id, at) VALUES ('refund_withdrawn', 1, 0)",
    ),
    (
        "ledger-reversal",
        "ledger_posting ",
        "INSERT INTO ledger_posting (kind, producer_id, payment_id, at, reverses_id)
         SELECT 'resold', producer_id, payment_id, 0, id FROM ledger_posting
         WHERE kind = 'received' AND reverses_id IS NULL AND refund_id IS NULL AND bank_transaction_id = 1",
    ),
    (
        "ledger-reversal",
        "ledger_posting ",
        "INSERT INTO ledger_entry (posting_id, account, producer_id, amount)
         SELECT MIN(id), 'bank', producer_id, 1 FROM ledger_posting WHERE kind = 'refund_unsent' GROUP BY producer_id",
    ),
    ("refund-withdrawn", "refund ", "UPDATE refund SET state = 'withdrawn' WHERE state = 'owed'"),
    ("refund-withdrawn", "refund ", "UPDATE refund SET withdrawn_at = NULL WHERE state = 'withdrawn'"),
    (
        "refund-withdrawn",
        "refund ",
        "UPDATE refund SET state = 'owed', withdrawn_at = NULL WHERE state = 'withdrawn' AND payment_id IS NOT NULL",
    ),
    (
        "refund-withdrawn",
        "refund ",
        "UPDATE refund_line SET restocked = 1
         WHERE refund_id IN (SELECT id FROM refund WHERE state = 'withdrawn')",
    ),
    ("refund-withdrawn", "refund ", "UPDATE refund SET proven_at = 1 WHERE state = 'withdrawn'"),
    ("payment-refunds", "payment ", "UPDATE refund SET state = 'owed' WHERE state = 'withdrawn' AND source_id IS NULL"),
    (
        "order-sold",
        "order ",
        "UPDATE payment SET sold_goods = 1
         WHERE order_id IN (SELECT id FROM shop_order WHERE state = 'cancelled')",
    ),
    ("order-sold", "order ", "UPDATE payment SET sold_delivery = sold_delivery + 1 WHERE sold_delivery > 0"),
];

on_both! {
    async fn balances_are_made_anew_from_their_lines(shop: TestShop) {
        story(&shop).await;
        let database = shop.market.database.writer();
        for change in ["UPDATE ledger_balance SET amount = amount + 5", "DELETE FROM ledger_balance"] {
            database.execute_unprepared(change).await.unwrap();
            assert_eq!(command(&shop, &["doctor"]).await.status.code(), Some(1), "{change}");
            let well = command(&shop, &["doctor", "--rebuild-balances"]).await;
            assert!(well.status.success(), "{change}: {}", String::from_utf8_lossy(&well.stderr));
            assert!(String::from_utf8_lossy(&well.stdout).contains("balances made anew"));
        }
    }

    async fn a_market_with_a_past_is_healthy_and_each_planted_fault_is_found(shop: TestShop) {
        story(&shop).await;
        for examined in doctor::examine(&shop.market.database).await.unwrap() {
            assert_eq!(examined.findings, [], "{}", examined.check);
        }
        let mut planted = BTreeSet::new();
        for (name, row, how) in [OF_STOCK, OF_ORDERS, OF_PAYMENTS, OF_THE_LEDGER].into_iter().flatten() {
            // Planted in a transaction that is rolled back, so that each fault is alone.
            let transaction = shop.market.database.begin().await.unwrap();
            transaction.execute_unprepared(how).await.unwrap_or_else(|error| panic!("{how}: {error}"));
            let examined = doctor::examine_in(&transaction).await.unwrap();
            transaction.rollback().await.unwrap();
            let found = &findings(&examined, name).findings;
            assert!(!found.is_empty(), "{name} does not find: {how}");
            for finding in found {
                assert!(finding.row.starts_with(row) && finding.told != finding.found, "{name}: {finding:?}");
            }
            planted.insert(*name);
        }
        assert_eq!(planted, CHECKS.iter().map(|check| check.name).collect(), "each check has its fault");
        for examined in doctor::examine(&shop.market.database).await.unwrap() {
            assert_eq!(examined.findings, [], "{}", examined.check);
        }
    }

    async fn the_command_ends_well_only_when_nothing_is_found(shop: TestShop) {
        story(&shop).await;
        let well = command(&shop, &["doctor"]).await;
        assert!(well.status.success(), "{}", String::from_utf8_lossy(&well.stderr));
        let told = String::from_utf8(well.stdout).unwrap();
        assert_eq!(told.lines().filter(|line| line.contains(" ok ")).count(), CHECKS.len(), "{told}");

        shop.market.database.writer().execute_unprepared("UPDATE stock SET held = held + 1").await.unwrap();
        let ill = command(&shop, &["doctor", "--json"]).await;
        assert_eq!(ill.status.code(), Some(1));
        assert_eq!(String::from_utf8_lossy(&ill.stderr), "cho-lang: 2 rows do not agree\n");
        let told: serde_json::Value = serde_json::from_slice(&ill.stdout).unwrap();
        let check = told.as_array().unwrap().iter().find(|check| check["check"] == "stock-held").unwrap();
        let rows: Vec<_> = check["findings"].as_array().unwrap().iter().map(|finding| &finding["row"]).collect();
        assert_eq!(rows, ["variant 1", "variant 2"]);
        let ill = command(&shop, &["doctor"]).await;
        assert!(String::from_utf8_lossy(&ill.stdout).contains("    variant 1: "));
    }
}

/// Runs the program itself on the shop's database.
async fn command(shop: &TestShop, words: &'static [&'static str]) -> std::process::Output {
    let settings = shop.market.settings.clone();
    let run = move || {
        Command::new(env!("CARGO_BIN_EXE_cho-lang"))
            .args(words)
            .env("DATABASE_URL", &settings.database_url)
            .env("DATA_DIR", &settings.data_dir)
            .env("LOG", "warn")
            .output()
    };
    tokio::task::spawn_blocking(run).await.unwrap().unwrap()
}
