//! Where refunds go: told, told again when it cannot be read any more, and told to nobody else.

use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QueryOrder};
use server::{
    entity::{order_key, refund},
    orders::keys::order_key,
    random::hashed,
};

use crate::{
    on_both,
    support::{TestShop, html::unmarked_vietnamese, log::Kept, placed::Placed},
};

const BANK: [(&str, &str); 3] = [("bank", "970436"), ("account", "0011 2233 44"), ("holder", "Nguyễn Thị Mẫu")];

async fn refunds(shop: &TestShop) -> Vec<refund::Model> {
    refund::Entity::find().order_by_asc(refund::Column::Id).all(shop.market.database.writer()).await.unwrap()
}

/// `SECRET_KEY` was changed: no account can be opened any more.
async fn lock_away(shop: &TestShop) {
    for row in refunds(shop).await.into_iter().filter(|row| row.account_sealed.is_some()) {
        let mut row = row.into_active_model();
        row.account_sealed = Set(Some(vec![0; 60]));
        row.update(shop.market.database.writer()).await.unwrap();
    }
}

/// An order of the signed-in maker that was paid and called off; its page and where its buyer tells her account.
async fn called_off(shop: &TestShop) -> (Placed, String, String) {
    let stall = shop.stall("ba-lua").await;
    let placed = shop.placed(&[&stall], 1).await;
    shop.bank_says(1, 125_000, &placed.order().reference).await;
    shop.sign_in("ba-lua@demo.test").await;
    let code = &placed.order().code;
    let answer = shop.post(&format!("/xuong/don-hang/{code}/huy"), &[("reason", "vỡ chum")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let key = order_key(&placed.key, code);
    let (page, tell) = (format!("/don-hang/{code}?khoa={key}"), format!("/don-hang/{code}/hoan-tien?khoa={key}"));
    (placed, page, tell)
}

on_both! {
    async fn an_account_that_cannot_be_opened_is_told_again(shop: TestShop) {
        let (_, page, tell) = called_off(&shop).await;
        let buyer = shop.another_browser();
        let path = format!("/xuong/tien/hoan/{}", refunds(&shop).await[0].reference);
        assert_eq!(buyer.post(&tell, &BANK).await.status, StatusCode::SEE_OTHER);
        assert!(buyer.get(&page).await.body.contains("0011223344"));

        lock_away(&shop).await;
        let log = Kept::default();
        let listening = log.listen();
        let seen = buyer.get(&page).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        assert!(seen.body.contains("name=\"account\"") && !seen.body.contains("0011223344"), "{}", seen.body);
        assert!(log.text().contains("was SECRET_KEY changed?"), "the operator hears of it: {}", log.text());
        drop(listening);
        let seen = shop.get(&path).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        assert!(!seen.body.contains("data-vietqr") && seen.body.contains("Chưa biết tài khoản"), "{}", seen.body);
        assert_eq!(buyer.post(&tell, &BANK).await.status, StatusCode::SEE_OTHER);
        assert!(shop.get(&path).await.body.contains("data-vietqr"));

        // The same of what the maker typed: the maker types it again.
        assert_eq!(shop.post(&format!("{path}/tai-khoan"), &BANK).await.status, StatusCode::SEE_OTHER);
        lock_away(&shop).await;
        let seen = buyer.get(&page).await;
        assert!(seen.status == StatusCode::OK && !seen.body.contains("name=\"account\""), "{}", seen.body);
        assert!(seen.body.contains("muốn đổi, xin gọi cho cơ sở") && !seen.body.contains("đường dẫn lúc mua"));
        assert!(!shop.get(&path).await.body.contains("data-vietqr"));
        assert_eq!(shop.post(&format!("{path}/tai-khoan"), &BANK).await.status, StatusCode::SEE_OTHER);
        assert!(shop.get(&path).await.body.contains("data-vietqr"));

        // Nobody needs the account of one that was sent.
        assert_eq!(shop.post(&format!("{path}/da-chuyen"), &[("note", "9 giờ 12")]).await.status, StatusCode::SEE_OTHER);
        lock_away(&shop).await;
        let log = Kept::default();
        let _listening = log.listen();
        for (browser, path) in [(&buyer, &page), (&shop, &path)] {
            let seen = browser.get(path).await;
            assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
            let english = browser.get(&format!("/en{path}")).await.body;
            assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new());
        }
        assert!(!log.text().contains("SECRET_KEY"), "{}", log.text());
    }

    async fn an_account_is_not_even_opened_for_a_key_that_was_looked_up(shop: TestShop) {
        let (placed, page, tell) = called_off(&shop).await;
        let buyer = shop.another_browser();
        assert_eq!(buyer.post(&tell, &BANK).await.status, StatusCode::SEE_OTHER);
        let given = "khoa-tu-trang-tra-cuu-0123456789".to_owned();
        let looked_up = order_key::ActiveModel {
            key_hash: Set(hashed(&given)),
            order_id: Set(placed.order().id),
            created_at: Set(0),
        };
        order_key::Entity::insert(looked_up).exec_without_returning(shop.market.database.writer()).await.unwrap();
        lock_away(&shop).await;
        let log = Kept::default();
        let _listening = log.listen();
        let seen = buyer.get(&format!("/don-hang/{}?khoa={given}", placed.order().code)).await;
        assert!(seen.status == StatusCode::OK && seen.body.contains("id=\"hoan-tien\""), "{}", seen.body);
        assert!(!seen.body.contains("name=\"account\"") && !log.text().contains("SECRET_KEY"), "{}", log.text());
        assert_eq!(buyer.get(&page).await.status, StatusCode::OK);
        assert!(log.text().contains("was SECRET_KEY changed?"), "the own key opens it: {}", log.text());
    }
    async fn who_tells_an_account_for_a_withdrawn_refund_hears_that_it_was_withdrawn(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 2).await;
        shop.bank_says(1, placed.order().amount, &placed.order().reference).await;
        shop.sign_in("ba-lua@demo.test").await;
        let code = &placed.order().code;
        let fields = [("further", "20000"), ("note", "bớt cho khách"), ("once", "mot")];
        assert_eq!(shop.post(&format!("/xuong/don-hang/{code}/hoan-tien"), &fields).await.status, StatusCode::SEE_OTHER);
        let path = format!("/xuong/tien/hoan/{}/rut-lai", refunds(&shop).await[0].reference);
        let back = [("seen", "owed"), ("withdraw-note", "Bấm nhầm đơn")];
        assert_eq!(shop.post(&path, &back).await.status, StatusCode::SEE_OTHER);
        let tell = format!("/don-hang/{code}/hoan-tien?khoa={}", order_key(&placed.key, code));
        let buyer = shop.another_browser();
        for (tell, told) in [(tell.clone(), "đã rút lại khoản hoàn này"), (format!("/en{tell}"), "withdrew this refund")] {
            let late = buyer.post(&tell, &BANK).await;
            assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.body);
            assert!(late.body.contains(told) && late.body.contains("href=\"#hoan-tien\""), "{}", late.body);
        }
        assert!(refunds(&shop).await[0].account_sealed.is_none());
    }
}
