//! A return that was accepted and the refund that answers it.

use axum::{
    body::Body,
    extract::Request,
    http::{Method, StatusCode, header},
};
use sea_orm::{EntityTrait, QueryOrder};
use server::{
    doctor,
    entity::{order_answer, order_line, order_request, refund},
    orders::keys::order_key,
};

use super::{plain, requests};
use crate::{
    media::forms::body,
    on_both,
    support::{Answer, TestShop, html::unmarked_vietnamese, placed::Placed},
};

/// An order of so many bottles that left its maker, with the maker's browser; the shop's own is the buyer's.
struct Sold {
    producer: TestShop,
    placed: Placed,
    code: String,
    page: String,
    line: i64,
}

async fn sold(shop: &TestShop, stall: &str, quantity: i64, message: i64) -> Sold {
    let stall_row = shop.stall(stall).await;
    let placed = shop.placed(&[&stall_row], quantity).await;
    let order = placed.order();
    shop.bank_says(message, order.amount, &order.reference).await;
    let producer = shop.another_browser();
    producer.sign_in(&format!("{stall}@demo.test")).await;
    for step in ["xac-nhan", "dong-goi", "giao"] {
        let answer = producer.post(&format!("/xuong/don-hang/{}/{step}", order.code), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.body);
    }
    let lines = order_line::Entity::find().all(shop.market.database.writer()).await.unwrap();
    let line = lines.iter().find(|line| line.order_id == order.id).unwrap().id;
    let code = order.code.clone();
    let page = format!("/don-hang/{code}?khoa={}", order_key(&placed.key, &code));
    Sold { producer, placed, code, page, line }
}

impl Sold {
    /// The buyer asks to return so many.
    async fn ask(&self, shop: &TestShop, units: &str, once: &str) -> Answer {
        let field = format!("units-{}", self.line);
        let fields = [
            ("do", "return"),
            (field.as_str(), units),
            ("return-reason", "damaged"),
            ("return-text", "Vỡ khi mở thùng"),
            ("once", once),
        ];
        let request = Request::builder()
            .method(Method::POST)
            .uri(&self.page)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=the-line-between")
            .header(header::ORIGIN, &shop.market.settings.public_url)
            .body(Body::from(body(&fields, &[])))
            .unwrap();
        shop.send(request).await
    }

    /// The same, and the maker accepts; gives the request's number.
    async fn accepted(&self, shop: &TestShop, units: &str, once: &str) -> i64 {
        let asked = self.ask(shop, units, once).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
        let request = requests(shop).await.last().unwrap().id;
        assert_eq!(self.answer(request, "accept").await.status, StatusCode::SEE_OTHER);
        request
    }

    async fn answer(&self, request: i64, how: &str) -> Answer {
        let fields = [("do", how), (&format!("answer-{request}"), "Gửi lại xưởng, hoàn tiền")];
        self.producer.post(&format!("/xuong/don-hang/{}/yeu-cau/{request}", self.code), &fields).await
    }

    fn form(&self, request: i64) -> String {
        format!("/xuong/don-hang/{}/hoan-tien?yeu-cau={request}", self.code)
    }

    async fn refund(&self, request: i64, units: &str, once: &str) -> Answer {
        let (field, number) = (format!("line-{}", self.line), request.to_string());
        let fields = [("answers", number.as_str()), (&field, units), ("note", "Trả hàng vỡ"), ("once", once)];
        self.producer.post(&self.form(request), &fields).await
    }

    async fn by_hand(&self, units: &str, once: &str) -> Answer {
        let field = format!("line-{}", self.line);
        let fields = [(field.as_str(), units), ("note", "Bớt cho khách"), ("once", once)];
        self.producer.post(&format!("/xuong/don-hang/{}/hoan-tien", self.code), &fields).await
    }
}

async fn refunds(shop: &TestShop) -> Vec<refund::Model> {
    refund::Entity::find().order_by_asc(refund::Column::Id).all(shop.market.database.writer()).await.unwrap()
}

async fn healthy(shop: &TestShop) {
    for examined in doctor::examine(&shop.market.database).await.unwrap() {
        assert_eq!(examined.findings, [], "{}", examined.check);
    }
}

on_both! {
    async fn an_accepted_return_opens_the_refund_of_its_goods_and_shows_it(shop: TestShop) {
        let order = sold(&shop, "ba-lua", 3, 1).await;
        let request = order.accepted(&shop, "2", "t1").await;
        let desk = format!("/xuong/don-hang/{}", order.code);
        assert!(plain(&order.producer.get(&desk).await).contains(&order.form(request)), "the card leads to the form");
        let form = plain(&order.producer.get(&order.form(request)).await);
        assert!(form.contains(&format!("name=\"answers\" value=\"{request}\"")), "{form}");
        assert!(form.contains(&format!("name=\"line-{}\"", order.line)) && form.contains("value=\"2\""), "{form}");
        let by_hand = plain(&order.producer.get(&format!("{desk}/hoan-tien")).await);
        assert!(by_hand.contains("còn 1") && by_hand.contains("2 nằm trong lần trả hàng đã nhận"), "{by_hand}");
        assert_eq!(order.by_hand("2", "h1").await.status, StatusCode::UNPROCESSABLE_ENTITY, "two of three are spoken for");
        let too_many = order.refund(request, "3", "r0").await;
        assert_eq!(too_many.status, StatusCode::UNPROCESSABLE_ENTITY, "three are not asked back");
        assert!(too_many.body.contains("name=\"answers\""), "the form stays that of the return");
        assert!(refunds(&shop).await.is_empty());

        let (first, again) = (order.refund(request, "2", "r1").await, order.refund(request, "2", "r1").await);
        assert_eq!((first.status, again.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER), "{}", first.body);
        assert_eq!(first.location(), again.location(), "the same form twice is one refund");
        let other = order.refund(request, "1", "r2").await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&other).contains("Lần trả hàng này đã có khoản hoàn"), "{}", other.body);
        let rows = refunds(&shop).await;
        assert_eq!((rows.len(), rows[0].amount, rows[0].request_id), (1, 190_000, Some(request)));
        assert_eq!(rows[0].reason, "agreed");
        healthy(&shop).await;

        let refund = format!("/xuong/tien/hoan/{}", rows[0].reference);
        let mark = format!("data-return-refund=\"{}\" data-state=\"owed\"", rows[0].reference);
        for seen in [shop.get(&order.page).await, order.producer.get(&desk).await] {
            let seen = plain(&seen);
            assert!(seen.contains(&mark) && seen.contains("Chưa chuyển") && seen.contains("Cơ sở ghi khoản hoàn"), "{seen}");
            assert!(!seen.contains("Ghi khoản hoàn cho lần trả này"), "it has its refund");
        }
        assert!(plain(&order.producer.get(&refund).await).contains(&format!("{desk}#request-{request}")));
        assert!(plain(&order.producer.get(&order.form(request)).await).contains(&refund), "the form leads to it, too");
        for (browser, page) in [(&shop, &order.page), (&order.producer, &desk), (&order.producer, &refund)] {
            let english = browser.get(&format!("/en{page}")).await.body;
            assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new(), "{page}");
        }
        let english = plain(&order.producer.get(&format!("/en{refund}")).await);
        assert!(english.contains("For the return you accepted"), "{english}");

        // One bottle is left, for the buyer to ask back or for the maker to pay back: not for both.
        assert!(plain(&shop.get(&order.page).await).contains("trong số 1; 0 là giữ lại"));
        assert_eq!(order.by_hand("1", "h2").await.status, StatusCode::SEE_OTHER);
        assert!(!plain(&shop.get(&order.page).await).contains("<summary>Xin trả hàng</summary>"));
        let late = order.ask(&shop, "1", "t2").await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(plain(&late).contains("nhận trả hoặc hoàn tiền toàn bộ"), "{}", late.body);
        healthy(&shop).await;
    }

    async fn goods_that_are_asked_back_are_not_paid_by_hand_before_the_answer(shop: TestShop) {
        for (stall, bought, message) in [("ba-lua", 3, 1), ("ong-tu", 2, 2)] {
            let order = sold(&shop, stall, bought, message).await;
            assert_eq!(order.ask(&shop, "2", "t1").await.status, StatusCode::SEE_OTHER);
            let request = requests(&shop).await.last().unwrap().id;
            let before = refunds(&shop).await.len();
            let hand = format!("/xuong/don-hang/{}/hoan-tien", order.code);
            let form = plain(&order.producer.get(&hand).await);
            assert!(form.contains("2 khách đang xin trả; xin trả lời yêu cầu ấy trước"), "{form}");
            assert_eq!(form.contains("còn 1"), bought == 3, "{form}");
            let english = order.producer.get(&format!("/en{hand}")).await;
            assert!(plain(&english).contains("2 are asked to be returned"), "{}", english.body);
            assert_eq!(unmarked_vietnamese(&english.body), Vec::<String>::new());
            assert_eq!(order.by_hand("2", "h1").await.status, StatusCode::UNPROCESSABLE_ENTITY, "they are asked back");
            assert_eq!(refunds(&shop).await.len(), before);
            assert_eq!(order.answer(request, "accept").await.status, StatusCode::SEE_OTHER);
            assert!(plain(&order.producer.get(&order.form(request)).await).contains("value=\"2\""));
            assert_eq!(order.refund(request, "2", "r1").await.status, StatusCode::SEE_OTHER);
            let row = refunds(&shop).await.pop().unwrap();
            assert_eq!((row.amount, row.request_id), (190_000, Some(request)));
            let (rest, status) = if bought == 3 { (1, StatusCode::SEE_OTHER) } else { (0, StatusCode::UNPROCESSABLE_ENTITY) };
            assert_eq!(order.by_hand("2", "h2").await.status, StatusCode::UNPROCESSABLE_ENTITY, "{rest} left");
            assert_eq!(order.by_hand("1", "h3").await.status, status, "{rest} left");
            healthy(&shop).await;
        }
    }

    async fn a_declined_return_leaves_its_goods_to_be_paid_by_hand(shop: TestShop) {
        let order = sold(&shop, "ba-lua", 2, 1).await;
        assert_eq!(order.ask(&shop, "2", "t1").await.status, StatusCode::SEE_OTHER);
        let request = requests(&shop).await.last().unwrap().id;
        assert_eq!(order.by_hand("1", "h1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(order.answer(request, "decline").await.status, StatusCode::SEE_OTHER);
        assert_eq!(order.by_hand("1", "h2").await.status, StatusCode::SEE_OTHER);
        healthy(&shop).await;
    }

    async fn a_withdrawn_refund_opens_its_return_again(shop: TestShop) {
        let order = sold(&shop, "ba-lua", 2, 1).await;
        let request = order.accepted(&shop, "1", "t1").await;
        assert_eq!(order.refund(request, "1", "r1").await.status, StatusCode::SEE_OTHER);
        let reference = refunds(&shop).await[0].reference.clone();
        let back = [("seen", "owed"), ("withdraw-note", "Ghi nhầm")];
        let done = order.producer.post(&format!("/xuong/tien/hoan/{reference}/rut-lai"), &back).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let desk = plain(&order.producer.get(&format!("/xuong/don-hang/{}", order.code)).await);
        assert!(desk.contains("Ghi khoản hoàn cho lần trả này"), "{desk}");
        assert!(desk.contains(&format!("data-return-refund=\"{reference}\" data-state=\"withdrawn\"")), "{desk}");
        assert_eq!(order.by_hand("2", "h1").await.status, StatusCode::UNPROCESSABLE_ENTITY, "one is spoken for again");
        assert!(plain(&shop.get(&order.page).await).contains("trong số 1; 0 là giữ lại"), "it stays accepted");
        assert_eq!(order.refund(request, "1", "r2").await.status, StatusCode::SEE_OTHER);
        let anew = refunds(&shop).await.pop().unwrap();
        assert_eq!((anew.request_id, anew.amount), (Some(request), 95_000));
        shop.bank_says_left(2, 95_000, &format!("{} hoan tien", anew.reference)).await;
        let seen = plain(&shop.get(&order.page).await);
        assert!(seen.contains("Ngân hàng xác nhận đã chuyển") && seen.contains("Cơ sở chuyển tiền hoàn"), "{seen}");
        healthy(&shop).await;
    }

    async fn only_accepted_returns_of_the_same_order_are_answered(shop: TestShop) {
        let (order, other) = (sold(&shop, "ba-lua", 2, 1).await, sold(&shop, "ong-tu", 2, 2).await);
        let foreign = other.accepted(&shop, "1", "t0").await;
        assert_eq!(order.ask(&shop, "1", "t1").await.status, StatusCode::SEE_OTHER);
        let open = requests(&shop).await.last().unwrap().id;
        for number in [foreign, open, 0, -1, 999_999] {
            assert_eq!(order.producer.get(&order.form(number)).await.status, StatusCode::NOT_FOUND, "{number}");
            assert_eq!(order.refund(number, "1", "r1").await.status, StatusCode::NOT_FOUND, "{number}");
        }
        let odd = format!("/xuong/don-hang/{}/hoan-tien?yeu-cau=abc", order.code);
        assert_eq!(order.producer.get(&odd).await.status, StatusCode::NOT_FOUND);
        assert_eq!(order.answer(open, "decline").await.status, StatusCode::SEE_OTHER);
        assert_eq!(order.refund(open, "1", "r2").await.status, StatusCode::NOT_FOUND, "it was declined");
        assert_eq!(order_answer::Entity::find().all(shop.market.database.writer()).await.unwrap().len(), 2);
        assert_eq!(order_request::Entity::find().all(shop.market.database.writer()).await.unwrap().len(), 2);
        assert!(refunds(&shop).await.is_empty());
        // What was paid back by hand is not asked back.
        assert_eq!(order.by_hand("1", "h1").await.status, StatusCode::SEE_OTHER);
        let most = order.ask(&shop, "2", "t2").await;
        assert_eq!(most.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&most).contains("Trả được nhiều nhất 1."), "{}", most.body);
    }

    async fn of_two_who_pay_the_same_goods_back_one_does(shop: TestShop) {
        let order = sold(&shop, "ba-lua", 2, 1).await;
        let request = order.accepted(&shop, "2", "t1").await;
        let (one, two, by_hand) = tokio::join!(
            order.refund(request, "2", "r1"),
            order.refund(request, "2", "r2"),
            order.by_hand("2", "h1"),
        );
        let done = [&one, &two].iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
        assert_eq!(done, 1, "{} {}", one.status, two.status);
        assert_ne!(by_hand.status, StatusCode::SEE_OTHER, "the return has them");
        let rows = refunds(&shop).await;
        assert_eq!((rows.len(), rows[0].amount, rows[0].request_id), (1, 190_000, Some(request)));
        assert_eq!(order.placed.orders.len(), 1);
        healthy(&shop).await;
    }
}
