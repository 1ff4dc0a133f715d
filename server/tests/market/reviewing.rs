use axum::http::StatusCode;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use server::entity::{audit, cooperative};

use super::listing::hidden;
use crate::{
    on_both,
    support::{TestShop, html::unmarked_vietnamese},
};

impl TestShop {
    /// The stall's product handed in again under a new name; gives the mark of what a reviewer sees.
    async fn handed_in(&self, slug: &str) -> String {
        let stall = self.stall(slug).await;
        self.set_state(stall.product, "in_review").await;
        let cooperative = self.another_browser();
        cooperative.sign_in("htx@demo.test").await;
        hidden(&cooperative.get("/htx/duyet").await.body, "seen")
    }

    async fn deeds(&self, action: &str) -> Vec<audit::Model> {
        let found = audit::Entity::find().filter(audit::Column::Action.eq(action));
        found.all(self.market.database.writer()).await.unwrap()
    }
}

on_both! {
    async fn a_listing_is_sent_back_with_a_reason_that_its_producer_reads(shop: TestShop) {
        let seen = shop.handed_in("ba-lua").await;
        let cooperative = shop.another_browser();
        cooperative.sign_in("htx@demo.test").await;
        let verdict = |reason| [("listing", "ba-lua-mam"), ("seen", seen.as_str()), ("action", "send_back"), reason];
        let silent = cooperative.post("/htx/duyet", &verdict(("reason-ba-lua-mam", "  "))).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.body.contains("id=\"reason-ba-lua-mam-fault\""));
        let long = "dài ".repeat(500);
        let long = cooperative.post("/htx/duyet", &verdict(("reason-ba-lua-mam", &long))).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        let back = cooperative.post("/htx/duyet", &verdict(("reason-ba-lua-mam", "Ảnh mờ quá"))).await;
        assert_eq!(back.location(), "/htx/duyet?xong=tra", "{}", back.body);
        assert_eq!(shop.deeds("listing.send_back").await[0].detail, "ba-lua-mam: Ảnh mờ quá");

        shop.sign_in("ba-lua@demo.test").await;
        let page = shop.get("/xuong/san-pham/ba-lua-mam").await;
        assert!(page.body.contains("Ảnh mờ quá") && page.body.contains("data-state=\"draft\""));
        assert!(shop.get("/xuong").await.body.contains("1 sản phẩm bị trả lại"));
        assert_eq!(shop.post("/xuong/san-pham/ba-lua-mam", &[("action", "submit")]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(shop.listing("ba-lua-mam").await.state_note, "");
    }

    async fn another_cooperative_finds_nothing_to_decide(shop: TestShop) {
        let seen = shop.handed_in("ba-lua").await;
        let database = shop.market.database.writer();
        let other = cooperative::ActiveModel { slug: Set("htx-khac".into()), name: Set("HTX khác".into()), ..Default::default() };
        let other = other.insert(database).await.unwrap().id;
        shop.account("khac@demo.test", "cooperative", None, Some(other)).await;
        shop.sign_in("khac@demo.test").await;
        assert!(!shop.get("/htx/duyet").await.body.contains("ba-lua-mam"));
        for action in ["approve", "send_back"] {
            let verdict = [("listing", "ba-lua-mam"), ("seen", &seen), ("action", action), ("reason-ba-lua-mam", "x")];
            assert_eq!(shop.post("/htx/duyet", &verdict).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(shop.listing("ba-lua-mam").await.state, "in_review");
        let producer = shop.another_browser();
        producer.sign_in("ba-lua@demo.test").await;
        let own = [("listing", "ba-lua-mam"), ("seen", seen.as_str()), ("action", "approve")];
        assert_eq!(producer.post("/htx/duyet", &own).await.status, StatusCode::NOT_FOUND);
        let stranger = shop.another_browser().post("/htx/duyet", &own).await;
        assert_eq!(stranger.location(), "/dang-nhap?tiep=%2Fhtx%2Fduyet");
    }

    async fn of_two_reviewers_at_once_one_decides(shop: TestShop) {
        let seen = shop.handed_in("ba-lua").await;
        let other = shop.another_browser();
        shop.sign_in("htx@demo.test").await;
        other.sign_in("htx@demo.test").await;
        let verdict = [("listing", "ba-lua-mam"), ("seen", seen.as_str()), ("action", "approve")];
        let (one, two) = tokio::join!(shop.post("/htx/duyet", &verdict), other.post("/htx/duyet", &verdict));
        let mut statuses = [one.status, two.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
        let late = if one.status == StatusCode::SEE_OTHER { two } else { one };
        assert!(late.body.contains("đã được người khác xử lý"));
        assert_eq!(shop.deeds("listing.approve").await.len(), 1);
        assert_eq!(shop.listing("ba-lua-mam").await.state, "published");
    }

    async fn nobody_approves_what_was_changed_after_it_was_seen(shop: TestShop) {
        let seen = shop.handed_in("ba-lua").await;
        shop.clock.advance(time::Duration::MINUTE);
        let producer = shop.another_browser();
        producer.sign_in("ba-lua@demo.test").await;
        let changed = [("name", "Rượu"), ("category", "nuoc-mam"), ("unit", "chai"), ("price", "95k"), ("stock", "5"),
            ("weight", "900"), ("action", "save")];
        assert_eq!(producer.post("/xuong/san-pham/ba-lua-mam", &changed).await.status, StatusCode::SEE_OTHER);
        shop.sign_in("htx@demo.test").await;
        for mark in [seen.as_str(), "abc", ""] {
            let verdict = [("listing", "ba-lua-mam"), ("seen", mark), ("action", "approve")];
            let answer = shop.post("/htx/duyet", &verdict).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.body.contains("Rượu") && answer.body.contains("vừa sửa"));
        }
        assert_eq!(shop.listing("ba-lua-mam").await.state, "in_review");
    }

    async fn the_operator_takes_a_listing_down_for_good(shop: TestShop) {
        shop.stall("ba-lua").await;
        shop.stall("ong-hai").await;
        let operator = shop.another_browser();
        operator.sign_in("vanhanh@demo.test").await;
        let address = "/van-hanh/san-pham";
        let found = operator.get("/van-hanh/san-pham?q=NUOC+mam").await;
        assert!(found.body.contains("data-listing=\"ba-lua-mam\"") && found.body.contains("data-listing=\"ong-hai-mam\""));
        assert!(!operator.get("/van-hanh/san-pham?q=lua+mam+x").await.body.contains("data-listing"));
        let silent = operator.post(address, &[("listing", "ba-lua-mam"), ("reason-ba-lua-mam", "")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.body.contains("id=\"reason-ba-lua-mam-fault\""));
        let order = [("listing", "ba-lua-mam"), ("reason-ba-lua-mam", "Hàng giả")];
        for email in ["ba-lua@demo.test", "htx@demo.test"] {
            let someone = shop.another_browser();
            someone.sign_in(email).await;
            assert_eq!(someone.post(address, &order).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(operator.post(address, &order).await.location(), "/van-hanh/san-pham?xong=go");
        let again = operator.post(address, &order).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(operator.post(address, &[("listing", "khong-co"), ("reason-khong-co", "x")]).await.status, StatusCode::NOT_FOUND);

        let listing = shop.listing("ba-lua-mam").await;
        assert_eq!((listing.state.as_str(), listing.state_note.as_str()), ("taken_down", "Hàng giả"));
        assert_eq!(shop.deeds("listing.take_down").await.len(), 1);
        assert_eq!(shop.get("/san-pham/ba-lua-mam").await.status, StatusCode::GONE);
        shop.sign_in("ba-lua@demo.test").await;
        let page = shop.get("/xuong/san-pham/ba-lua-mam").await;
        assert!(page.body.contains("Hàng giả") && !page.body.contains("name=\"price\""));
        let edit = [("name", "x"), ("category", "nuoc-mam"), ("unit", "x"), ("price", "1k"), ("stock", "1"), ("weight", "1")];
        assert_eq!(shop.post("/xuong/san-pham/ba-lua-mam", &edit).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(shop.listing("ba-lua-mam").await.name, "Nước mắm nguyên chất 30°N");
    }

    async fn the_rooms_of_reviewers_speak_english(shop: TestShop) {
        shop.handed_in("ba-lua").await;
        shop.stall("ong-hai").await;
        for (email, path) in [("htx@demo.test", "/en/htx/duyet"), ("vanhanh@demo.test", "/en/van-hanh/san-pham")] {
            let browser = shop.another_browser();
            browser.sign_in(email).await;
            let page = browser.get(path).await;
            assert!(page.body.contains("data-listing"), "{path}");
            assert_eq!(unmarked_vietnamese(&page.body), Vec::<String>::new(), "{path}");
        }
    }
}
