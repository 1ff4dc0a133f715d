use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder};
use server::entity::{audit, bank_message, bank_transaction, statement_upload};

use super::{outcomes, payment};
use crate::{
    on_both,
    support::{
        TestShop,
        builders::Stall,
        feeds::{casso_body, effects},
        html::unmarked_vietnamese,
        placed::{ACCOUNT, Placed},
    },
};

const HEAD: &str = "Ngày giao dịch;Số tham chiếu;Tiền ra;Tiền vào;Số dư;Nội dung";

/// A producer's browser.
async fn workshop(shop: &TestShop) -> Stall {
    let stall = shop.stall("ba-lua").await;
    shop.sign_in("ba-lua@demo.test").await;
    stall
}

fn statement(rows: &[String]) -> String {
    format!("{HEAD}\r\n{}\r\n", rows.join("\r\n"))
}

/// A row without a time and without the bank's reference.
fn row(amount: &str, text: &str) -> String {
    format!("24/11/2026;;;{amount};1.000.000;{text}")
}

async fn rows_written(shop: &TestShop) -> (usize, usize) {
    let database = shop.market.database.writer();
    let transfers = bank_transaction::Entity::find().all(database).await.unwrap().len();
    (transfers, bank_message::Entity::find().all(database).await.unwrap().len())
}

async fn uploaded(shop: &TestShop, file: &str) -> String {
    let answer = shop.upload(ACCOUNT, "sao kê.csv", file.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location().to_owned()
}

on_both! {
    async fn every_row_is_foreseen_before_anything_is_written(shop: TestShop) {
        let stall = workshop(&shop).await;
        let other = shop.stall("ong-mam").await;
        let orders: [Placed; 5] = [
            shop.placed(&[&stall], 1).await,
            shop.placed(&[&stall], 1).await,
            shop.placed(&[&stall], 1).await,
            shop.placed(&[&stall], 1).await,
            shop.placed(&[&other], 1).await,
        ];
        let reference = |place: usize| orders[place].order().reference.clone();
        shop.bank_says(1, 125_000, &reference(3)).await;
        let file = statement(&[
            row("125.000", &format!("MBVCB {} CT", reference(0))),
            row("100.000", &reference(1)),
            row("125.000", &reference(0)),
            row("200.000", &reference(2)),
            row("125.000", &reference(3)),
            row("5.000", "cam on nhe"),
            row("5.000", "CLZZZZ9999"),
            row("125.000", &reference(4)),
            "24/11/2026;;3.300;;1;Phi".to_owned(),
            format!("24/11/2026;;;1,5;1;{}", reference(1)),
            "Tổng cộng;;3.300;560.000;;".to_owned(),
        ]);
        let before = rows_written(&shop).await;
        let page = uploaded(&shop, &file).await;
        let shown = shop.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK);
        let expected = [
            "exact", "under", "duplicate", "over", "known", "unmatched:no_reference", "unmatched:unknown_reference",
            "other_maker", "outgoing", "unreadable", "unreadable",
        ];
        assert_eq!(effects(&shown.body), expected);
        assert!(shown.body.contains(&orders[0].order().code) && !shown.body.contains(&orders[4].order().code));
        assert!(shown.body.contains("Số tiền này có số lẻ") && shown.body.contains("Ngày này không đọc được"));
        assert!(shown.body.contains("Ghi 7 dòng mới"), "{}", shown.body);
        let unreadable = shop.get(&format!("{page}?loai=unreadable")).await.body;
        assert_eq!(effects(&unreadable), ["unreadable", "unreadable"]);
        assert_eq!(rows_written(&shop).await, before, "nothing is written yet");
        let english = shop.get(&format!("/en{page}")).await.body;
        assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new());

        let taken = shop.post(&page, &[("do", "take")]).await;
        assert_eq!(taken.location(), format!("{page}?xong=ghi"));
        let mut written = outcomes(&shop).await;
        assert_eq!(written.remove(0), "exact", "the webhook's");
        let new: Vec<&str> = expected.into_iter().filter(|e| !["known", "other_maker", "unreadable"].contains(e)).collect();
        assert_eq!(written, new, "what was foreseen is what was done");
        for (place, state) in [(0, ("overpaid", 250_000)), (1, ("underpaid", 100_000)), (2, ("overpaid", 200_000)), (3, ("paid", 125_000)), (4, ("awaiting", 0))] {
            assert_eq!(payment(&shop, orders[place].order()).await, (state.0.to_owned(), state.1), "order {place}");
        }
        assert!(shop.get(&page).await.body.contains("data-taken=\"7\""));
        let trail = audit::Entity::find().all(shop.market.database.writer()).await.unwrap();
        assert_eq!(trail.iter().filter(|row| row.action == "statement.take").count(), 1);
    }

    async fn the_same_statement_twice_changes_nothing(shop: TestShop) {
        let stall = workshop(&shop).await;
        let placed = shop.placed(&[&stall], 1).await;
        let reference = &placed.order().reference;
        // Two rows that are alike: the payer paid twice.
        let file = statement(&[row("125.000", reference), row("125.000", reference), row("7.000", "cam on")]);
        let page = shop.take_statement(&file).await;
        assert_eq!(payment(&shop, placed.order()).await, ("overpaid".into(), 250_000));
        let once = rows_written(&shop).await;
        shop.post(&page, &[("do", "take")]).await;
        let again = uploaded(&shop, &file).await;
        let shown = shop.get(&again).await.body;
        assert_eq!(effects(&shown), ["known", "known", "known"]);
        assert!(shown.contains("Không có gì mới"));
        shop.post(&again, &[("do", "take")]).await;
        // A longer one with the same days, in another order, with one row more that is like the first two.
        let rows = [row("7.000", "CẢM ƠN"), row("125.000", reference), row("125.000", reference), row("125.000", reference)];
        let longer = uploaded(&shop, &statement(&rows)).await;
        assert_eq!(effects(&shop.get(&longer).await.body), ["known", "known", "known", "duplicate"]);
        assert_eq!(rows_written(&shop).await, once);
        assert_eq!(payment(&shop, placed.order()).await, ("overpaid".into(), 250_000));
    }

    async fn the_same_file_read_by_other_columns_adds_nothing(shop: TestShop) {
        let stall = workshop(&shop).await;
        let placed = shop.placed(&[&stall], 1).await;
        let file = statement(&[format!("24/11/2026;FT99;;125.000;1;{}", placed.order().reference)]);
        let page = uploaded(&shop, &file).await;
        let columns = [("header", "1"), ("date", "0"), ("incoming", "3"), ("outgoing", "2"), ("amount", ""), ("text", "5"), ("reference", "")];
        assert_eq!(shop.post(&page, &columns).await.location(), format!("{page}?xong=cot"));
        shop.post(&page, &[("do", "take")]).await;
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        let again = uploaded(&shop, &file).await;
        assert_eq!(effects(&shop.get(&again).await.body), ["known"], "now with the bank's reference");
        shop.bank_says(99, 125_000, &placed.order().reference).await;
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000), "and by the webhook at last");
        assert_eq!(outcomes(&shop).await, ["exact"]);
    }

    async fn a_transfer_is_the_same_whether_the_webhook_or_the_statement_came_first(shop: TestShop) {
        let stall = workshop(&shop).await;
        let (first, second) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        shop.bank_says(1, 125_000, &first.order().reference).await;
        let file = statement(&[row("125.000", &first.order().reference), row("125.000", &second.order().reference)]);
        shop.take_statement(&file).await;
        shop.bank_says(2, 125_000, &second.order().reference).await;
        let at = "2026-11-24 10:00:00";
        shop.casso("/webhooks/casso", "demo-casso-secret", &casso_body(5, 125_000, at, "FT2", "x")).await;
        for placed in [&first, &second] {
            assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        }
        let rows = bank_transaction::Entity::find().order_by_asc(bank_transaction::Column::Id);
        let rows = rows.all(shop.market.database.writer()).await.unwrap();
        let told: Vec<(&str, Option<&str>)> =
            rows.iter().map(|row| (row.source.as_str(), row.bank_reference.as_deref())).collect();
        assert_eq!(told, [("sepay", Some("FT1")), ("statement", Some("FT2"))], "what the webhook knew better is kept");
        assert!(rows[1].identity.contains("|ref:FT2|") && rows[1].at == rows[0].at);
    }

    async fn a_row_proves_what_was_confirmed_by_hand(shop: TestShop) {
        let stall = workshop(&shop).await;
        let placed = shop.placed(&[&stall], 1).await;
        let order = placed.order();
        let told = [("order", order.code.as_str()), ("amount", "125000"), ("note", "thấy trong ứng dụng"), ("once", "a")];
        assert_eq!(shop.post("/xuong/tien", &told).await.status, StatusCode::SEE_OTHER);
        let file = statement(&[row("125.000", &order.reference)]);
        let page = uploaded(&shop, &file).await;
        assert_eq!(effects(&shop.get(&page).await.body), ["proof"]);
        shop.post(&page, &[("do", "take")]).await;
        assert_eq!(payment(&shop, order).await, ("paid".into(), 125_000));
        assert_eq!(outcomes(&shop).await, ["by_hand", "proof"]);
        let rows = bank_transaction::Entity::find().order_by_asc(bank_transaction::Column::Id);
        let rows = rows.all(shop.market.database.writer()).await.unwrap();
        assert!(rows[0].proven_at.is_some() && rows[1].proves_id == Some(rows[0].id));
    }

    async fn a_day_without_a_time_is_in_time_on_the_day_it_was_due(shop: TestShop) {
        let stall = workshop(&shop).await;
        let (today, gone) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        shop.clock.advance(time::Duration::hours(20));
        let rows = [row("125.000", &today.order().reference), format!("25/11/2026;;;125.000;1;{}", gone.order().reference)];
        let page = uploaded(&shop, &statement(&rows)).await;
        assert_eq!(effects(&shop.get(&page).await.body), ["exact", "late"]);
    }

    async fn someone_elses_statement_is_not_there(shop: TestShop) {
        workshop(&shop).await;
        let page = uploaded(&shop, &statement(&[row("1.000", "x")])).await;
        shop.stall("ong-mam").await;
        let other = shop.another_browser();
        other.sign_in("ong-mam@demo.test").await;
        assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);
        for form in [[("do", "take")], [("header", "1")]] {
            let answer = other.post(&page, &form).await;
            assert!(matches!(answer.status.as_u16(), 404 | 422), "{}", answer.status);
        }
        assert!(outcomes(&shop).await.is_empty());
        let stranger = shop.another_browser();
        assert_eq!(stranger.post(&page, &[("do", "take")]).await.status, StatusCode::SEE_OTHER);
        assert!(stranger.upload(ACCOUNT, "a.csv", b"a").await.location().starts_with("/dang-nhap"));
        for nowhere in ["/xuong/tien/sao-ke/999999", "/xuong/tien/sao-ke/abc", "/xuong/tien/sao-ke/-1"] {
            assert_eq!(shop.get(nowhere).await.status, StatusCode::NOT_FOUND);
            assert_eq!(shop.post(nowhere, &[("do", "take")]).await.status, StatusCode::NOT_FOUND);
        }
    }

    async fn a_copy_of_the_database_does_not_tell_what_a_statement_says(shop: TestShop) {
        workshop(&shop).await;
        let page = uploaded(&shop, &statement(&[row("1.000", "cam on nhe")])).await;
        let kept = statement_upload::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&kept.body).contains("cam on"));
        let stolen = statement_upload::ActiveModel { account_number: Set("1".to_owned()), ..kept.into() };
        assert!(shop.get(&page).await.body.contains("cam on nhe"));
        stolen.reset_all().update(shop.market.database.writer()).await.unwrap();
        assert_eq!(shop.get(&page).await.status, StatusCode::INTERNAL_SERVER_ERROR, "sealed for another account");
    }

    async fn what_was_not_taken_in_is_forgotten_after_a_day(shop: TestShop) {
        workshop(&shop).await;
        let page = shop.take_statement(&statement(&[row("1.000", "cam on")])).await;
        server::identity::tidying::tidy(&shop.market).await.unwrap();
        assert_eq!(shop.get(&page).await.status, StatusCode::OK);
        shop.clock.advance(time::Duration::hours(24));
        server::identity::tidying::tidy(&shop.market).await.unwrap();
        assert!(statement_upload::Entity::find().all(shop.market.database.writer()).await.unwrap().is_empty());
        let kept = bank_message::Entity::find().all(shop.market.database.writer()).await.unwrap();
        let body = String::from_utf8(kept[0].body.clone()).unwrap();
        assert!(body.contains("cam on") && body.contains("24/11/2026"), "the row itself stays: {body}");
    }
}
