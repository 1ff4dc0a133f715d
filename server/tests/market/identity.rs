use axum::http::{StatusCode, header};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};
use server::{
    entity::{account, outbox, session},
    identity::{outbox::send_due, tidying},
};
use shop::language::Language;
use time::Duration;

use crate::{on_both, support::TestShop};

const GOOD: &str = "mắm ngon nhất làng";

impl TestShop {
    /// Asks for a link and sends what is due.
    async fn forget(&self, email: &str) {
        let asked = self.post("/quen-mat-khau", &[("email", email)]).await;
        assert_eq!((asked.status, asked.location()), (StatusCode::SEE_OTHER, "/quen-mat-khau?da-gui=1"));
        send_due(&self.market).await.unwrap();
    }

    /// The mails sent so far, the oldest first.
    fn mails(&self) -> Vec<String> {
        let folder = self.market.settings.data_dir.join("mail");
        let Ok(found) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut paths: Vec<_> = found.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }

    /// The page that the last mail links to.
    fn mailed_link(&self) -> String {
        let mail = self.mails().pop().expect("a mail");
        let link = mail.split_whitespace().find(|word| word.contains("dat-mat-khau")).expect("a link");
        link.strip_prefix(&self.market.settings.public_url).expect("an address of ours").to_owned()
    }

    async fn sign_in_status(&self, email: &str, password: &str) -> StatusCode {
        self.another_browser().post("/dang-nhap", &[("email", email), ("password", password)]).await.status
    }
}

on_both! {
    async fn a_producer_signs_in_and_a_wrong_password_keeps_what_was_typed(shop: TestShop) {
        shop.stall("ba-lua").await;
        let refused = shop.post("/en/dang-nhap", &[("email", "ba-lua@demo.test"), ("password", "wrong")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("value=\"ba-lua@demo.test\""));
        assert!(!refused.body.contains("wrong\""), "a password is never sent back");
        shop.sign_in("ba-lua@demo.test").await;
    }

    async fn a_session_has_a_safe_cookie_lasts_thirty_days_and_ends_by_signing_out(shop: TestShop) {
        shop.account("a@demo.test", "operator", None, None).await;
        let answer = shop.post("/dang-nhap", &[("email", "A@Demo.Test"), ("password", "demo-cho-lang")]).await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "plain http on loopback");
        assert_eq!(answer.location(), "/van-hanh");
        assert!(shop.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""), "who is signed in can sign out");
        shop.clock.advance(Duration::days(29));
        assert!(shop.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""));
        let out = shop.post("/en/dang-xuat", &[]).await;
        assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/en"));
        assert!(!shop.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""));
        assert_eq!(session::Entity::find().count(shop.market.database.read()).await.unwrap(), 0);

        shop.sign_in("a@demo.test").await;
        shop.clock.advance(Duration::days(31));
        assert!(!shop.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""), "30 days are over");
        tidying::tidy(&shop.market).await.unwrap();
        assert_eq!(session::Entity::find().count(shop.market.database.read()).await.unwrap(), 0);
    }

    async fn signing_in_again_ends_the_session_this_browser_had(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        shop.sign_in("a@demo.test").await;
        shop.sign_in("a@demo.test").await;
        assert_eq!(session::Entity::find().count(shop.market.database.read()).await.unwrap(), 1);
    }

    async fn signing_in_leads_on_to_pages_of_ours_alone(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        for (next, leads) in [
            ("/gio-hang?a=b", "/gio-hang?a=b"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example/", "/"),
            ("javascript:alert(1)", "/"),
            ("", "/"),
        ] {
            let sent = [("email", "a@demo.test"), ("password", "demo-cho-lang"), ("tiep", next)];
            assert_eq!(shop.post("/dang-nhap", &sent).await.location(), leads, "{next}");
        }
    }

    async fn a_closed_account_can_neither_sign_in_nor_go_on_nor_choose_a_password(shop: TestShop) {
        let id = shop.account("a@demo.test", "operator", None, None).await;
        shop.sign_in("a@demo.test").await;
        shop.forget("a@demo.test").await;
        let link = shop.mailed_link();
        let closed = account::ActiveModel { id: Set(id), disabled_at: Set(Some(1)), ..Default::default() };
        closed.update(shop.market.database.writer()).await.unwrap();
        assert!(!shop.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""), "the session is worth nothing");
        assert_eq!(shop.sign_in_status("a@demo.test", "demo-cho-lang").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(shop.get(&link).await.status, StatusCode::GONE);
        assert_eq!(shop.post(&link, &[("password", GOOD)]).await.status, StatusCode::GONE);
        shop.forget("a@demo.test").await;
        assert_eq!(shop.mails().len(), 1, "no second mail");
    }

    async fn too_many_attempts_are_told_to_wait_and_lock_nobody_else_out(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        shop.account("b@demo.test", "shopper", None, None).await;
        for _ in 0..10 {
            assert_eq!(shop.sign_in_status("a@demo.test", "wrong").await, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let refused = shop.post("/dang-nhap", &[("email", "a@demo.test"), ("password", "demo-cho-lang")]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.headers.contains_key(header::RETRY_AFTER));
        assert!(refused.body.contains("value=\"a@demo.test\""), "the form is still there");
        assert_eq!(shop.sign_in_status("b@demo.test", "demo-cho-lang").await, StatusCode::SEE_OTHER);
    }

    async fn a_link_goes_to_the_accounts_own_address(shop: TestShop) {
        shop.account("a@demo.test", "operator", None, None).await;
        shop.forget("A@Demo.Test").await;
        let mail = shop.mails().pop().unwrap();
        assert!(mail.contains("To: a@demo.test"), "{mail}");
    }

    async fn a_forgotten_password_is_chosen_anew_once_by_a_mailed_link(shop: TestShop) {
        shop.account("a@demo.test", "operator", None, None).await;
        let elsewhere = shop.another_browser();
        elsewhere.sign_in("a@demo.test").await;
        shop.forget("a@demo.test").await;
        let mail = shop.mails().pop().unwrap();
        assert!(mail.contains("To: a@demo.test") && mail.contains("From: "), "{mail}");
        let link = shop.mailed_link();
        let kept = outbox::Entity::find().all(shop.market.database.read()).await.unwrap();
        let key = link.split('=').next_back().unwrap();
        assert!(!format!("{kept:?}").contains(key), "the outbox does not know the key");

        let page = shop.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        assert!(page.body.contains("noindex") && page.body.contains("a@demo.test"));
        for bad in ["short", "1234567890", "a@demo.test", ""] {
            let refused = shop.post(&link, &[("password", bad)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
            assert!(refused.body.contains("id=\"password-fault\""), "{bad}");
        }
        let chosen = shop.post(&link, &[("password", GOOD)]).await;
        assert_eq!((chosen.status, chosen.location()), (StatusCode::SEE_OTHER, "/van-hanh"));
        assert!(shop.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""), "signed in with it");
        assert!(!elsewhere.get("/dang-nhap").await.body.contains("action=\"/dang-xuat\""), "other sessions ended");

        assert_eq!(shop.get(&link).await.status, StatusCode::GONE, "used");
        assert_eq!(shop.post(&link, &[("password", "another good one")]).await.status, StatusCode::GONE);
        assert_eq!(shop.sign_in_status("a@demo.test", GOOD).await, StatusCode::SEE_OTHER);
        assert_eq!(shop.sign_in_status("a@demo.test", "demo-cho-lang").await, StatusCode::UNPROCESSABLE_ENTITY);
        send_due(&shop.market).await.unwrap();
        assert_eq!(shop.mails().len(), 2, "the owner is told of the change");
    }

    async fn a_link_lasts_an_hour_and_a_newer_one_takes_its_place(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        shop.forget("a@demo.test").await;
        let first = shop.mailed_link();
        shop.forget("a@demo.test").await;
        let second = shop.mailed_link();
        assert_eq!(shop.get(&first).await.status, StatusCode::NOT_FOUND, "replaced");
        shop.clock.advance(Duration::minutes(59));
        assert_eq!(shop.get(&second).await.status, StatusCode::OK);
        shop.clock.advance(Duration::minutes(2));
        assert_eq!(shop.get(&second).await.status, StatusCode::GONE);
        assert_eq!(shop.post(&second, &[("password", GOOD)]).await.status, StatusCode::GONE);
        for link in ["/dat-mat-khau", "/dat-mat-khau?khoa=", "/en/dat-mat-khau?khoa=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            assert_eq!(shop.get(link).await.status, StatusCode::NOT_FOUND, "{link}");
            assert_eq!(shop.post(link, &[("password", GOOD)]).await.status, StatusCode::NOT_FOUND, "{link}");
        }
    }

    async fn nobody_learns_from_asking_whether_there_is_an_account(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        let known = shop.post("/quen-mat-khau", &[("email", "a@demo.test")]).await;
        let unknown = shop.post("/quen-mat-khau", &[("email", "b@demo.test")]).await;
        assert_eq!((known.status, known.location()), (unknown.status, unknown.location()));
        assert_eq!(outbox::Entity::find().count(shop.market.database.read()).await.unwrap(), 2, "the same work is done");
        send_due(&shop.market).await.unwrap();
        assert_eq!(shop.mails().len(), 1);
        let wrong = shop.post("/dang-nhap", &[("email", "a@demo.test"), ("password", "x")]).await;
        let nobody = shop.another_browser().post("/dang-nhap", &[("email", "b@demo.test"), ("password", "x")]).await;
        // The form, without what the demo tells of its accounts.
        let form = |body: &str| body.split("<section").next().unwrap().replace("a@demo.test", "b@demo.test");
        assert!(form(&wrong.body) == form(&nobody.body), "the two answers differ");
    }

    async fn what_is_no_address_comes_back_and_too_many_requests_wait(shop: TestShop) {
        for typed in ["", "lan", "lan@", "a@b.vn\r\nBcc: c@d.vn"] {
            let refused = shop.post("/en/quen-mat-khau", &[("email", typed)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            assert!(refused.body.contains("id=\"email-fault\""));
        }
        let mut last = StatusCode::OK;
        for number in 0..11 {
            last = shop.post("/quen-mat-khau", &[("email", &format!("x{number}@demo.test"))]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    }

    async fn a_mail_is_written_in_the_language_of_the_visit(shop: TestShop) {
        shop.account("a@demo.test", "shopper", None, None).await;
        let asked = shop.post("/en/quen-mat-khau", &[("email", "a@demo.test")]).await;
        assert_eq!(asked.location(), "/en/quen-mat-khau?da-gui=1");
        send_due(&shop.market).await.unwrap();
        let mail = shop.mails().pop().unwrap();
        assert!(mail.contains("Hello,") && mail.contains(&Language::English.path("/dat-mat-khau?khoa=")), "{mail}");
    }

    async fn a_message_nobody_can_send_is_tried_eight_times_and_stays_with_its_fault(shop: TestShop) {
        let transaction = shop.market.database.begin().await.unwrap();
        let now = shop.market.clock.now();
        let payload = serde_json::json!({});
        server::identity::outbox_store::enqueue(&transaction, "pigeon", &payload, now).await.unwrap();
        transaction.commit().await.unwrap();
        for attempt in 1..=9 {
            assert_eq!(send_due(&shop.market).await.unwrap(), 0);
            let row = outbox::Entity::find().one(shop.market.database.read()).await.unwrap().unwrap();
            assert_eq!(row.attempts, attempt.min(8));
            assert!(row.done_at.is_none() && row.fault.unwrap().contains("pigeon"));
            assert_eq!(send_due(&shop.market).await.unwrap(), 0, "not before its pause is over");
            shop.clock.advance(Duration::hours(2));
        }
    }
}
