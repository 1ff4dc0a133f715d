use axum::http::{StatusCode, header};
use sea_orm::{EntityTrait, PaginatorTrait};
use server::entity::{live_session, picture};
use time::Duration;

use crate::{
    media::{forms, made},
    on_both,
    support::{Answer, TestShop, builders::Stall, html::unmarked_vietnamese},
};

/// The form for a session in the evening of Saturday, with one product.
fn form(product: &str) -> Vec<(&'static str, String)> {
    vec![
        ("title", "Mở chum mắm".into()),
        ("title_en", "Opening the jars".into()),
        ("day", "2026-11-28".into()),
        ("hour", "20:00".into()),
        ("stream_url", "https://www.facebook.com/balua/live".into()),
        ("description", "Rút nỉ đầu.\nSo màu mắm.".into()),
        ("product", product.into()),
    ]
}

/// The form with some fields replaced; an empty product means none.
fn with(product: &str, changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = form(product);
    for (name, value) in changes {
        fields.retain(|(field, _)| field != name);
        fields.push((name, (*value).to_owned()));
    }
    fields
}

async fn send(shop: &TestShop, path: &str, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    shop.post(path, &fields).await
}

/// A producer signed in, with one product on sale.
async fn workshop(shop: &TestShop, slug: &str) -> (Stall, String) {
    let stall = shop.stall(slug).await;
    shop.sign_in(&format!("{slug}@demo.test")).await;
    let product = stall.product.to_string();
    (stall, product)
}

/// The lines of a session's calendar file, unfolded.
async fn calendar(shop: &TestShop, path: &str) -> Vec<String> {
    let file = shop.get(path).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers[header::CONTENT_TYPE], "text/calendar; charset=utf-8");
    file.body.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

fn has(lines: &[String], line: &str) -> bool {
    lines.iter().any(|found| found == line)
}

const SLUG: &str = "mo-chum-mam-2026-11-28";

on_both! {
    async fn a_livestream_is_scheduled_shown_changed_and_cancelled(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        let scheduled = send(&shop, "/xuong/live/moi", &form(&product)).await;
        assert_eq!(scheduled.status, StatusCode::SEE_OTHER, "{}", scheduled.body);
        assert_eq!(scheduled.location(), format!("/xuong/live/{SLUG}?xong=lich"));
        assert!(shop.get(scheduled.location()).await.body.contains("Đã lên lịch"));

        let guest = shop.another_browser();
        assert!(guest.get("/live").await.body.contains("Mở chum mắm"));
        let page = guest.get(&format!("/live/{SLUG}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("thứ Bảy, 28/11/2026, 20:00"), "{}", page.body);
        assert!(page.body.contains("data-product=\"ba-lua-mam\""));
        assert!(page.body.contains("data-vnd=\"95000\""));
        assert!(page.body.contains("rel=\"noopener nofollow\""));
        assert!(page.body.contains("href=\"https://www.facebook.com/balua/live\""));
        let english = guest.get(&format!("/en/live/{SLUG}")).await.body;
        assert!(english.contains("Saturday, 28 November 2026, 20:00") && english.contains("Opening the jars"));

        let ics = format!("/live/{SLUG}.ics");
        let first = calendar(&guest, &ics).await;
        assert!(has(&first, "DTSTART:20261128T130000Z"), "20:00 in Vietnam is 13:00 UTC: {first:#?}");
        assert!(has(&first, "SEQUENCE:0") && has(&first, "STATUS:CONFIRMED"));
        assert!(has(&calendar(&guest, &format!("/en{ics}")).await, "SUMMARY:Livestream: Opening the jars"));

        let changes = with(&product, &[("hour", "19:30"), ("title", "Mở chum mắm cá cơm")]);
        let changed = send(&shop, &format!("/xuong/live/{SLUG}"), &changes).await;
        assert_eq!(changed.location(), format!("/xuong/live/{SLUG}?xong=sua"), "the address stays: {}", changed.body);
        let second = calendar(&guest, &ics).await;
        assert!(has(&second, "DTSTART:20261128T123000Z") && has(&second, "SEQUENCE:1"));
        let uid = |lines: &[String]| lines.iter().find(|line| line.starts_with("UID:")).cloned();
        assert_eq!(uid(&first), uid(&second));

        let cancel = [("do", "cancel"), ("reason", "Bão vào, dời sang tuần sau.")];
        let cancelled = shop.post(&format!("/xuong/live/{SLUG}"), &cancel).await;
        assert_eq!(cancelled.location(), format!("/xuong/live/{SLUG}?xong=huy"));
        let page = guest.get(&format!("/live/{SLUG}")).await;
        assert_eq!(page.status, StatusCode::OK, "whoever looks for it reads why it does not come");
        assert!(page.body.contains("Bão vào, dời sang tuần sau."));
        assert!(!page.body.contains("facebook.com"));
        assert!(!guest.get("/live").await.body.contains("Mở chum mắm"));
        let third = calendar(&guest, &ics).await;
        assert!(has(&third, "STATUS:CANCELLED") && has(&third, "SEQUENCE:2"));
    }

    async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        let foreign = shop.stall("co-hoa").await.product.to_string();
        let long = "x".repeat(121);
        for (field, value) in [
            ("title", ""),
            ("title", &long),
            ("title_en", &long),
            ("day", ""),
            ("day", "hôm nay"),
            ("day", "2026-11-23"),
            ("day", "2027-12-01"),
            ("hour", ""),
            ("hour", "25:00"),
            ("stream_url", "javascript:alert(1)"),
            ("stream_url", "ftp://example.com/x"),
            ("stream_url", "https://"),
            ("product", ""),
            ("product", "abc"),
            ("product", &foreign),
            ("cover", "999"),
        ] {
            let refused = send(&shop, "/xuong/live/moi", &with(&product, &[(field, value)])).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}={value}");
            assert!(refused.body.contains(&format!("href=\"#{field}\"")), "{field}={value}");
            assert!(refused.body.contains(&format!("id=\"{field}-fault\"")), "{field}={value}");
            assert!(refused.body.contains("So màu mắm."), "what was typed is still there");
        }
        let refused = send(&shop, "/xuong/live/moi", &with(&product, &[("day", "")])).await;
        assert!(refused.body.contains(&format!("value=\"{product}\" checked")), "{}", refused.body);
        let none = with(&product, &[("product", ""), ("title", "")]);
        let none: Vec<_> = none.into_iter().filter(|(name, _)| *name != "product").collect();
        let both = send(&shop, "/en/xuong/live/moi", &none).await.body;
        assert!(both.contains("at least one product") && both.contains("give it a title"), "all faults at once");
        let count = live_session::Entity::find().count(shop.market.database.read()).await.unwrap();
        assert_eq!(count, 0);
    }

    async fn a_maker_has_no_two_livestreams_at_one_hour(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        send(&shop, "/xuong/live/moi", &form(&product)).await;
        let taken = send(&shop, "/xuong/live/moi", &with(&product, &[("hour", "20:30")])).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.body.contains("id=\"hour-fault\""));
        let later = send(&shop, "/xuong/live/moi", &with(&product, &[("hour", "21:00")])).await;
        assert_eq!(later.location(), format!("/xuong/live/{SLUG}-2?xong=lich"), "the same title on the same day");
        let moved = send(&shop, &format!("/xuong/live/{SLUG}-2"), &with(&product, &[("hour", "20:15")])).await;
        assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
        let other = shop.another_browser();
        let (_, theirs) = workshop(&other, "co-hoa").await;
        let same_hour = send(&other, "/xuong/live/moi", &form(&theirs)).await;
        assert_eq!(same_hour.status, StatusCode::SEE_OTHER, "another maker may");
    }

    async fn a_form_sent_twice_schedules_once(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        let page = shop.get("/xuong/live/moi").await.body;
        let token = page.split("name=\"once\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let fields = with(&product, &[("once", token)]);
        let (first, second) =
            tokio::join!(send(&shop, "/xuong/live/moi", &fields), send(&shop, "/xuong/live/moi", &fields));
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        assert_eq!(first.location(), second.location());
        let count = live_session::Entity::find().count(shop.market.database.read()).await.unwrap();
        assert_eq!(count, 1);
    }

    async fn someone_elses_livestream_is_not_there(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        send(&shop, "/xuong/live/moi", &form(&product)).await;
        let path = format!("/xuong/live/{SLUG}");
        let other = shop.another_browser();
        let (_, theirs) = workshop(&other, "co-hoa").await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(send(&other, &path, &form(&theirs)).await.status, StatusCode::NOT_FOUND);
        let cancelled = other.post(&path, &[("do", "cancel"), ("reason", "x")]).await;
        assert_eq!(cancelled.status, StatusCode::NOT_FOUND);
        assert!(!other.get("/xuong/live").await.body.contains("Mở chum mắm"));
        assert!(shop.get("/xuong/live").await.body.contains("Mở chum mắm"));

        let guest = shop.another_browser();
        for path in ["/xuong/live/moi", &path] {
            let answer = send(&guest, path, &form(&product)).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
            assert!(answer.location().starts_with("/dang-nhap?tiep="), "{}", answer.location());
        }
        guest.sign_in("htx@demo.test").await;
        assert_eq!(guest.get("/xuong/live/moi").await.status, StatusCode::NOT_FOUND);
        assert_eq!(send(&guest, "/xuong/live/moi", &form(&product)).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_on_air_comes_first_and_what_is_over_not_at_all(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        for (title, day, hour) in
            [("Phiên ba", "2026-11-30", "08:00"), ("Phiên một", "2026-11-24", "11:00"), ("Phiên hai", "2026-11-24", "12:30")]
        {
            let fields = with(&product, &[("title", title), ("day", day), ("hour", hour)]);
            assert_eq!(send(&shop, "/xuong/live/moi", &fields).await.status, StatusCode::SEE_OTHER);
        }
        let order = |body: &str| {
            let mut found: Vec<(usize, &str)> = ["Phiên một", "Phiên hai", "Phiên ba"]
                .into_iter()
                .filter_map(|title| body.find(title).map(|at| (at, title)))
                .collect();
            found.sort_unstable();
            found.into_iter().map(|(_, title)| title).collect::<Vec<_>>()
        };
        let before = shop.get("/live").await.body;
        assert_eq!(order(&before), ["Phiên một", "Phiên hai", "Phiên ba"]);
        assert!(!before.contains("is-live"));
        shop.clock.advance(Duration::hours(1));
        let on_air = shop.get("/live").await.body;
        assert_eq!(order(&on_air), ["Phiên một", "Phiên hai", "Phiên ba"]);
        assert_eq!(on_air.matches("badge is-live").count(), 1);
        shop.clock.advance(Duration::hours(2));
        assert_eq!(order(&shop.get("/live").await.body), ["Phiên hai", "Phiên ba"]);
        let over = shop.get("/live/phien-mot-2026-11-24").await;
        assert_eq!(over.status, StatusCode::OK);
        assert!(over.body.contains("Đã kết thúc") && !over.body.contains("facebook.com"));
        let late = send(&shop, "/xuong/live/phien-mot-2026-11-24", &form(&product)).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "what is over cannot be changed");
    }

    async fn while_it_is_on_air_the_link_can_still_be_told(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        let start = [("day", "2026-11-24"), ("hour", "11:00")];
        let without = with(&product, &[start[0], start[1], ("stream_url", "")]);
        send(&shop, "/xuong/live/moi", &without).await;
        shop.clock.advance(Duration::minutes(70));
        let path = "/xuong/live/mo-chum-mam-2026-11-24";
        let told = with(&product, &[start[0], start[1], ("stream_url", "youtube.com/live/abc")]);
        assert_eq!(send(&shop, path, &told).await.status, StatusCode::SEE_OTHER);
        let page = shop.get("/live/mo-chum-mam-2026-11-24").await.body;
        assert!(page.contains("href=\"https://youtube.com/live/abc\""));
        let moved = with(&product, &[start[0], ("hour", "11:05")]);
        assert_eq!(send(&shop, path, &moved).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }

    async fn a_livestream_is_called_off_only_with_a_reason_and_once(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        send(&shop, "/xuong/live/moi", &form(&product)).await;
        let path = format!("/xuong/live/{SLUG}");
        let long = "x".repeat(301);
        for reason in ["", "  ", &long] {
            let refused = shop.post(&path, &[("do", "cancel"), ("reason", reason)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains("id=\"reason-fault\""));
            assert!(refused.body.contains("value=\"Mở chum mắm\""), "the other form keeps what is saved");
        }
        let cancel = [("do", "cancel"), ("reason", "Bão")];
        assert_eq!(shop.post(&path, &cancel).await.status, StatusCode::SEE_OTHER);
        let again = shop.post(&path, &cancel).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("id=\"phien-fault\""));
    }

    async fn products_stand_in_the_order_that_was_typed_and_unsold_ones_are_gone(shop: TestShop) {
        let (stall, product) = workshop(&shop, "ba-lua").await;
        let (second, _) = shop.product(stall.producer, stall.category, "ruoc", "Mắm ruốc", 40_000, 3).await;
        let mut fields = form(&product);
        fields.push(("product", second.to_string()));
        let (first_place, second_place) = (format!("order-{second}"), format!("order-{product}"));
        let mut typed: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        typed.extend([(first_place.as_str(), "1"), (second_place.as_str(), "2")]);
        assert_eq!(shop.post("/xuong/live/moi", &typed).await.status, StatusCode::SEE_OTHER);
        let page = shop.get(&format!("/live/{SLUG}")).await.body;
        assert!(page.find("data-product=\"ruoc\"") < page.find("data-product=\"ba-lua-mam\""));
        shop.set_state(second, "paused").await;
        let page = shop.get(&format!("/live/{SLUG}")).await.body;
        assert!(!page.contains("data-product=\"ruoc\"") && page.contains("data-product=\"ba-lua-mam\""));
    }

    async fn a_livestream_that_never_was_is_not_found(shop: TestShop) {
        shop.stall("ba-lua").await;
        for path in ["/live/khong-co", "/live/khong-co.ics", "/live/.ics", "/en/live/khong-co"] {
            assert_eq!(shop.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(shop.get("/live").await.body.contains("Chưa có phiên nào sắp tới"));
        assert!(shop.get("/en/live").await.body.contains("No livestream is announced yet"));
    }

    async fn a_photo_that_comes_with_the_form_is_the_cover_and_stays_while_the_form_is_mended(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        let post = |fields: Vec<(&'static str, String)>, files: Vec<(&str, Vec<u8>)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let mut request = forms::request(forms::body(&fields, &files));
            *request.uri_mut() = "/xuong/live/moi".parse().unwrap();
            request
        };
        let photo = made::from_a_phone(1280, 720, 1);
        let wrong = with(&product, &[("title", "")]);
        let refused = shop.send(post(wrong, vec![("bia.jpg", photo), ("x.txt", b"no photo".to_vec())])).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("id=\"title-fault\"") && refused.body.contains("id=\"photo-fault\""));
        let hash = refused.body.split("name=\"picture\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let hash = hash.expect("the good photo is kept");

        let only_wrong_photo = shop.send(post(form(&product), vec![("x.txt", b"no photo".to_vec())])).await;
        assert_eq!(only_wrong_photo.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is saved without it");
        let done = shop.send(post(with(&product, &[("picture", hash)]), Vec::new())).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let row = live_session::Entity::find().one(shop.market.database.read()).await.unwrap().unwrap();
        let cover = picture::Entity::find_by_id(row.picture_id.expect("it has a cover"));
        assert_eq!(cover.one(shop.market.database.read()).await.unwrap().unwrap().hash, hash);

        // The form of the session keeps the cover although its files are not made yet.
        let page = shop.get(&format!("/xuong/live/{SLUG}")).await.body;
        let number = row.picture_id.unwrap().to_string();
        assert!(page.contains(&format!("value=\"{number}\" checked")), "{page}");
        let foreign = shop.another_browser();
        let (_, theirs) = workshop(&foreign, "co-hoa").await;
        let stolen = send(&foreign, "/xuong/live/moi", &with(&theirs, &[("cover", &number)])).await;
        assert_eq!(stolen.status, StatusCode::UNPROCESSABLE_ENTITY, "someone else's picture is not there");
    }

    async fn english_pages_mark_what_stays_vietnamese(shop: TestShop) {
        let (_, product) = workshop(&shop, "ba-lua").await;
        let named = [("title_en", "Opening the jars at Thịnh Long")];
        assert_eq!(send(&shop, "/xuong/live/moi", &with(&product, &named)).await.status, StatusCode::SEE_OTHER);
        for path in ["/live", &format!("/live/{SLUG}"), "/xuong/live", &format!("/xuong/live/{SLUG}"), "/xuong/live/moi"] {
            let page = shop.get(&format!("/en{path}")).await.body;
            assert_eq!(unmarked_vietnamese(&page), Vec::<String>::new(), "{path}");
        }
    }
}
