use axum::http::StatusCode;
use sea_orm::EntityTrait;
use server::entity::{bank_message, bank_transaction, statement_upload};

use super::{outcomes, payment};
use crate::{
    on_both,
    support::{TestShop, feeds::effects, placed::ACCOUNT},
};

const UPLOADS: &str = "/xuong/tien/sao-ke";

async fn workshop(shop: &TestShop) {
    shop.stall("ba-lua").await;
    shop.sign_in("ba-lua@demo.test").await;
}

async fn uploads(shop: &TestShop) -> usize {
    statement_upload::Entity::find().all(shop.market.database.writer()).await.unwrap().len()
}

on_both! {
    async fn a_file_that_is_no_statement_is_refused_beside_its_field(shop: TestShop) {
        workshop(&shop).await;
        for (file, told) in [
            (&b""[..], "Xin chọn tệp sao kê"),
            (b"\n \n", "không có dòng nào"),
            (b"Ng\xe0y;1\n", "không phải UTF-8"),
            (b"\xff\xfeN\0", "không phải UTF-8"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kiểu cũ"),
            (b"<html><table>", "kiểu cũ"),
            (b"PK\x03\x04broken", "Không đọc được tệp này"),
            (b"a\0b", "Không đọc được tệp này"),
            (&[b"a;b\n".as_slice(); 20_001].concat(), "hơn 20.000 dòng"),
            (&b"a;".repeat(100), "quá nhiều cột"),
        ] {
            let answer = shop.upload(ACCOUNT, "sao-ke.csv", file).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
            assert!(answer.body.contains(told) && answer.body.contains("id=\"file-fault\""), "{told}");
        }
        let answer = shop.upload("999", "sao-ke.csv", b"a;b\n").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("id=\"account-fault\""));
        let plain = shop.post(UPLOADS, &[("account", ACCOUNT)]).await;
        assert_eq!(plain.status, StatusCode::UNPROCESSABLE_ENTITY, "a form without a file");
        assert_eq!(uploads(&shop).await, 0);
    }

    async fn a_file_that_is_too_large_is_said_to_be(shop: TestShop) {
        workshop(&shop).await;
        for size in [5 * 1024 * 1024 + 1, 25 * 1024 * 1024] {
            let answer = shop.upload(ACCOUNT, "sao-ke.csv", &vec![b'a'; size]).await;
            assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{size}");
            assert!(answer.body.contains("không quá 5 MB"), "{size}");
        }
        assert_eq!(uploads(&shop).await, 0);
    }

    async fn columns_that_make_no_sense_are_refused_beside_their_fields(shop: TestShop) {
        workshop(&shop).await;
        let uploaded = shop.upload(ACCOUNT, "x.csv", b"a;b;c\n24/11/2026;1.000;cam on\n").await;
        let page = uploaded.location().to_owned();
        let shown = shop.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(effects(&shown.body).is_empty(), "nothing can be guessed from these names");
        let refused = shop.post(&page, &[("do", "take")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "the columns come first");
        let wrong: [(&str, &[(&str, &str)]); 7] = [
            ("date", &[("header", "1"), ("incoming", "1"), ("text", "2")]),
            ("incoming", &[("header", "1"), ("date", "0"), ("text", "2")]),
            ("text", &[("header", "1"), ("date", "0"), ("incoming", "1")]),
            ("text", &[("header", "1"), ("date", "0"), ("incoming", "1"), ("text", "1")]),
            ("text", &[("header", "1"), ("date", "0"), ("incoming", "1"), ("text", "9")]),
            ("reference", &[("header", "1"), ("date", "0"), ("incoming", "1"), ("text", "2"), ("reference", "-1")]),
            ("header", &[("header", "x"), ("date", "0"), ("incoming", "1"), ("text", "2")]),
        ];
        for (field, form) in wrong {
            let answer = shop.post(&page, form).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
            assert!(answer.body.contains(&format!("id=\"{field}-fault\"")), "{form:?}");
            assert!(answer.body.contains("<option value=\"1\" selected"), "what was chosen stays: {form:?}");
        }
        let right = [("header", "1"), ("date", "0"), ("incoming", "1"), ("text", "2"), ("outgoing", ""), ("amount", ""), ("reference", "")];
        assert_eq!(shop.post(&page, &right).await.status, StatusCode::SEE_OTHER);
        assert_eq!(effects(&shop.get(&page).await.body), ["unmatched:no_reference"]);
        shop.post(&page, &[("do", "take")]).await;
        assert_eq!(shop.post(&page, &right).await.location(), page, "taken in: its columns stay");
    }

    async fn rows_that_break_do_not_keep_the_others_from_being_taken_in(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let placed = shop.placed(&[&stall], 1).await;
        let reference = &placed.order().reference;
        let file = format!(
            "Date,Description,Amount\n\
             24/11/2026,{reference},99999999999999999999\n\
             24/11/2026,{reference},\"125,000.50\"\n\
             24/11/2026,{reference},\n\
             32/11/2026,{reference},125000\n\
             24/12/2026,{reference},125000\n\
             ,{reference},125000\n\
             24/11/2026,{reference},một trăm\n\
             24/11/2026\n\
             \"24/11/2026 10:05\",\"mua {reference}\u{7}\",\"125,000.00\"\n\
             24/11/2026,{reference},-125000\n"
        );
        let page = shop.take_statement(&file).await;
        assert_eq!(outcomes(&shop).await, ["exact", "outgoing"]);
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        assert!(shop.get(&page).await.body.contains("data-taken=\"2\""));
    }

    async fn the_largest_amounts_do_no_harm(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.sign_in("ba-lua@demo.test").await;
        let placed = shop.placed(&[&stall], 1).await;
        let reference = &placed.order().reference;
        let row = format!("24/11/2026,{reference},10000000000000\n");
        let more = ["10000000000001", "9223372036854775807", "-9223372036854775807"];
        let more = more.map(|amount| format!("24/11/2026,{reference},{amount}\n")).concat();
        let file = format!("Date,Description,Amount\n{row}{row}{more}");
        let seen = shop.upload(ACCOUNT, "lon.csv", file.as_bytes()).await;
        assert_eq!(effects(&shop.get(seen.location()).await.body)[2..], ["unreadable"; 3]);
        shop.take_statement(&file).await;
        assert_eq!(payment(&shop, placed.order()).await, ("overpaid".into(), 20_000_000_000_000));
        assert_eq!(shop.get("/xuong/tien").await.status, StatusCode::OK);
    }

    async fn a_long_statement_is_shown_by_pages_and_worked_on_to_its_end(shop: TestShop) {
        workshop(&shop).await;
        let rows: String = (0..650).map(|row| format!("24/11/2026 10:{:02},cam on {row},1000\n", row % 60)).collect();
        let uploaded = shop.upload(ACCOUNT, "dai.csv", format!("Date,Description,Amount\n{rows}").as_bytes()).await;
        let page = uploaded.location().to_owned();
        assert_eq!(effects(&shop.get(&page).await.body).len(), 100);
        assert_eq!(effects(&shop.get(&format!("{page}?trang=7")).await.body).len(), 50);
        assert!(effects(&shop.get(&format!("{page}?loai=khac")).await.body).is_empty());
        shop.post(&page, &[("do", "take")]).await;
        server::payments::jobs::work_on_unfinished(&shop.market.parts).await.unwrap();
        let database = shop.market.database.writer();
        for _ in 0..100 {
            let left = bank_message::Entity::find().all(database).await.unwrap();
            if left.iter().all(|row| row.processed_at.is_some()) {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(bank_transaction::Entity::find().all(database).await.unwrap().len(), 650);
        assert!(!shop.get(&page).await.body.contains("đang được xử lý"));
    }
}
