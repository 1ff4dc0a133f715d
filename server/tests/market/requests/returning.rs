use axum::{
    body::Body,
    extract::Request,
    http::{Method, StatusCode, header},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use server::entity::{order_line, order_request_line, order_request_photo, picture};
use time::Duration;

use super::{answer, handed_over, paid, plain, requests, steps};
use crate::{
    media::{forms::body, made},
    on_both,
    support::{
        Answer, TestShop,
        html::unmarked_vietnamese,
        standing_order::{Placed, Placing},
    },
};

type Files<'a> = &'a [(&'a str, Vec<u8>)];

/// Sends the form of a return with these units of the one line; other fields replace the whole ones.
async fn send(shop: &TestShop, order: &Placed, units: &str, others: &[(&str, &str)], files: Files<'_>) -> Answer {
    let line = line(shop, order).await;
    let units_field = format!("units-{line}");
    let mut fields = vec![("do", "return"), (units_field.as_str(), units)];
    fields.extend(others);
    for whole in [("return-reason", "damaged"), ("return-text", "Vỡ hai chai khi mở thùng"), ("once", "t1")] {
        if !fields.iter().any(|(name, _)| *name == whole.0) {
            fields.push(whole);
        }
    }
    let request = Request::builder()
        .method(Method::POST)
        .uri(order.page())
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=the-line-between")
        .header(header::ORIGIN, &shop.market.settings.public_url)
        .body(Body::from(body(&fields, files)))
        .unwrap();
    shop.send(request).await
}

async fn line(shop: &TestShop, order: &Placed) -> i64 {
    let lines = order_line::Entity::find().all(shop.market.database.writer()).await.unwrap();
    lines.iter().find(|line| line.order_id == order.id).unwrap().id
}

/// The hashes of the photos that a form holds.
fn held(answer: &Answer) -> Vec<String> {
    let parts = answer.body.split("name=\"picture\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

async fn pictures(shop: &TestShop) -> u64 {
    picture::Entity::find().count(shop.market.database.writer()).await.unwrap()
}

on_both! {
    async fn goods_are_returned_with_photos_and_words(shop: TestShop) {
        let (_, producer, order) = handed_over(&shop, 3).await;
        let page = plain(&shop.get(&order.page()).await);
        for told in ["<summary>Xin trả hàng</summary>", "trong 48 giờ", "thứ Ba, 01/12/2026", "thứ Năm, 26/11/2026"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let files = [("a.jpg", made::from_a_phone(800, 600, 6)), ("b.jpg", made::jpeg(640, 480))];
        let text = [("return-text", "Vỡ <script>alert(1)</script>")];
        let sent = send(&shop, &order, "2", &text, &files).await;
        assert_eq!(sent.location(), format!("{}&xong=tra-hang", order.page()), "{}", sent.body);
        let desk = format!("/xuong/don-hang/{}", order.code);
        for seen in [plain(&shop.get(&order.page()).await), plain(&producer.get(&desk).await)] {
            for told in ["data-request=\"return\" data-state=\"open\"", "Vỡ &lt;script&gt;alert(1)&lt;/script&gt;",
                "Hàng hỏng, vỡ, rò rỉ khi đến tay", "2 × ", "Người mua xin trả hàng", "/320.jpg"]
            {
                assert!(seen.contains(told), "{told}: {seen}");
            }
        }
        assert_eq!(order_request_photo::Entity::find().count(shop.market.database.writer()).await.unwrap(), 2);
        let row = picture::Entity::find().one(shop.market.database.writer()).await.unwrap().unwrap();
        assert_eq!((row.producer_id, row.order_id), (None, Some(order.id)));
        assert_eq!(shop.get(&format!("/anh/{}/320.jpg", row.hash)).await.status, StatusCode::OK);
        for page in ["/", "/san-pham/ba-lua-mam", "/co-so/ba-lua"] {
            assert!(!plain(&shop.get(page).await).contains(&row.hash), "{page}");
        }
        for page in ["/xuong/san-pham/ba-lua-mam", "/xuong/live/moi", "/xuong/ho-so"] {
            assert!(!plain(&producer.get(page).await).contains(&row.hash), "{page}");
        }

        let wordless = answer(&shop, &producer, &order, "accept", "").await;
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&wordless).contains("Xin viết việc tiếp theo"), "{}", wordless.body);
        let accepted = answer(&shop, &producer, &order, "accept", "Gửi lại theo địa chỉ xưởng, hoàn 190.000 ₫").await;
        assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
        let page = plain(&shop.get(&order.page()).await);
        assert!(page.contains("Cơ sở nhận trả hàng") && page.contains("hoàn 190.000 ₫"), "{page}");
        assert!(page.contains("trong số 1; 0 là giữ lại"), "two of three go back already: {page}");
        let more = send(&shop, &order, "2", &[("once", "t2")], &[]).await;
        assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&more).contains("Trả được nhiều nhất 1."), "{}", more.body);
        assert_eq!(send(&shop, &order, "1", &[("once", "t2")], &[]).await.status, StatusCode::SEE_OTHER);
        let declined = answer(&shop, &producer, &order, "decline", "Chai này còn nguyên").await;
        assert_eq!(declined.status, StatusCode::SEE_OTHER);
        let english = shop.get(&format!("/en{}", order.page())).await.body;
        assert!(english.contains("The maker did not accept the return"));
        assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new());
    }

    async fn numbers_that_do_not_fit_are_told_beside_their_field(shop: TestShop) {
        let (_, _, order) = handed_over(&shop, 2).await;
        let field = format!("units-{}", line(&shop, &order).await);
        for (units, told) in [
            ("0", "ít nhất một món"),
            ("", "ít nhất một món"),
            ("-1", "số nguyên"),
            ("1.5", "số nguyên"),
            ("abc", "số nguyên"),
            ("3", "nhiều nhất 2"),
            ("1000000000", "nhiều nhất 2"),
            ("99999999999999999999", "nhiều nhất 2"),
        ] {
            let sent = send(&shop, &order, units, &[], &[]).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{units}");
            let page = plain(&sent);
            let fault = page.split(&format!("id=\"{field}-fault\"")).nth(1).unwrap();
            assert!(fault.split("</p>").next().unwrap().contains(told), "{units}: {}", sent.body);
            assert!(plain(&sent).contains(&format!("name=\"{field}\" type=\"text\" inputmode=\"numeric\" value=\"{units}\"")));
            assert!(plain(&sent).contains("Vỡ hai chai khi mở thùng") && plain(&sent).contains("value=\"damaged\" selected"));
        }
        let long = "x".repeat(10_000);
        for (name, value) in [("return-reason", "because"), ("return-reason", ""), ("return-text", ""),
            ("return-text", "\0"), ("return-text", &long)]
        {
            let sent = send(&shop, &order, "1", &[(name, value)], &[]).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {value}");
            assert!(plain(&sent).contains(&format!("id=\"{name}-fault\"")), "{name} {value}: {}", sent.body);
        }
        assert!(requests(&shop).await.is_empty());
        let foreign = [("units-999999", "1"), ("units-abc", "1")];
        let sent = send(&shop, &order, "0", &foreign, &[]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "lines of other orders are not read");
        for _ in 0..2 {
            assert_eq!(send(&shop, &order, "1", &[], &[]).await.status, StatusCode::SEE_OTHER);
        }
        let kept = order_request_line::Entity::find().all(shop.market.database.writer()).await.unwrap();
        assert_eq!(kept.iter().map(|line| line.quantity).collect::<Vec<_>>(), [1], "sent twice, asked once");
        let waiting = send(&shop, &order, "1", &[("once", "t2"), ("return-text", "Thêm một chai")], &[]).await;
        assert_eq!(waiting.status, StatusCode::CONFLICT);
        assert!(plain(&waiting).contains("<q lang=\"vi\">Thêm một chai</q>"), "{}", waiting.body);
    }

    async fn before_the_hand_over_and_after_seven_days_nothing_is_returned(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        let files = [("a.jpg", made::jpeg(400, 300))];
        let early = send(&shop, &order, "1", &[], &files).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(plain(&early).contains("chưa có gì để trả"), "{}", early.body);
        assert!(plain(&early).contains("<q lang=\"vi\">Vỡ hai chai khi mở thùng</q>"));
        assert_eq!(pictures(&shop).await, 0, "no photo is taken where none can belong");
        steps(&producer, &order, &["xac-nhan", "dong-goi", "giao"]).await;
        // Handed over on 24 November: 1 December is the last day, which ends at 17:00 UTC.
        shop.clock.advance(Duration::days(7) + Duration::hours(14));
        assert!(!plain(&shop.get(&order.page()).await).contains("<summary>Xin trả hàng</summary>"));
        let late = send(&shop, &order, "1", &[], &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(plain(&late).contains("đã hết ngày 01/12/2026"), "{}", late.body);
        assert!(requests(&shop).await.is_empty());
        shop.clock.advance(-Duration::seconds(1));
        assert_eq!(send(&shop, &order, "1", &[], &[]).await.status, StatusCode::SEE_OTHER, "the last second");
    }

    async fn photos_stay_while_the_form_is_mended_and_belong_to_their_order(shop: TestShop) {
        let (stall, _, order) = handed_over(&shop, 1).await;
        let files = [("anh.jpg", made::jpeg(400, 300)), ("words.jpg", b"xin chao".to_vec())];
        let refused = send(&shop, &order, "1", &[("return-text", "")], &files).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&refused).contains("<p class=\"field-fault\">words.jpg: "), "{}", refused.body);
        let hashes = held(&refused);
        assert_eq!(hashes.len(), 1, "{}", refused.body);
        assert_eq!(shop.get(&format!("/anh/{}/320.jpg", hashes[0])).await.status, StatusCode::OK);

        let many: Vec<String> = (1..=6).map(|number| format!("{number}.jpg")).collect();
        let many: Vec<(&str, Vec<u8>)> =
            (200..).zip(&many).map(|(width, name)| (name.as_str(), made::jpeg(width, 150))).collect();
        let kept = [("picture", hashes[0].as_str())];
        let full = send(&shop, &order, "1", &kept, &many).await;
        assert_eq!(full.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&full).contains("5.jpg: đã đủ 5 ảnh") && plain(&full).contains("6.jpg: đã đủ 5 ảnh"), "{}", full.body);
        assert_eq!(held(&full).len(), 5);

        let done = send(&shop, &order, "1", &kept, &[]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(order_request_photo::Entity::find().count(shop.market.database.writer()).await.unwrap(), 1);

        let again = Placing::paid_at(shop.market.clock.now());
        let other = shop.order_placed(&stall, again).await;
        let producer = shop.another_browser();
        producer.sign_in("ba-lua@demo.test").await;
        steps(&producer, &other, &["xac-nhan", "dong-goi", "giao"]).await;
        let foreign = send(&shop, &other, "1", &kept, &[]).await;
        assert_eq!(foreign.status, StatusCode::SEE_OTHER);
        let photos = order_request_photo::Entity::find().count(shop.market.database.writer()).await.unwrap();
        assert_eq!(photos, 1, "the photo of another order is none");
        let listing = [("name", "Mắm chắt"), ("picture", hashes[0].as_str())];
        let listed = producer.post("/xuong/san-pham/moi", &listing).await;
        assert!(!plain(&listed).contains(&hashes[0]), "a shopper's photo is nobody's to list");
    }
}
