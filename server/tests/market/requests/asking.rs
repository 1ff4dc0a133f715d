use axum::http::StatusCode;
use sea_orm::ConnectionTrait;
use time::Duration;

use super::{answer, handed_over, paid, plain, question, requests};
use crate::{
    on_both,
    support::{html::unmarked_vietnamese, standing_order::Placing},
};

on_both! {
    async fn a_question_is_asked_and_answered(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        let calm = plain(&producer.get("/xuong/don-hang").await);
        assert!(!calm.contains("id=\"waiting\""));
        let sent = shop.post(&order.page(), &question("Mắm có <b>mặn</b> không?", "t1")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        assert_eq!(sent.location(), format!("{}&xong=hoi", order.page()));
        let page = plain(&shop.get(sent.location()).await);
        for told in [
            "Đã gửi câu hỏi cho cơ sở.",
            "data-request=\"question\" data-state=\"open\"",
            "Mắm có &lt;b&gt;mặn&lt;/b&gt; không?",
            // Asked on Tuesday 24 November: two working days.
            "<time datetime=\"2026-11-26\">thứ Năm, 26/11/2026</time>",
            "Người mua hỏi",
        ] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let today = plain(&producer.get("/xuong").await);
        assert!(today.contains("1 khách chờ bạn trả lời"), "{today}");
        let list = plain(&producer.get("/xuong/don-hang").await);
        assert!(list.contains("id=\"waiting\"") && list.contains("thứ Năm, 26/11/2026"), "{list}");

        shop.clock.advance(Duration::hours(3));
        let answered = answer(&shop, &producer, &order, "reply", "Mặn vừa <i>thôi</i> ạ.").await;
        assert_eq!(answered.location(), format!("/xuong/don-hang/{}?xong=tra-loi", order.code));
        let desk = plain(&producer.get(answered.location()).await);
        assert!(desk.contains("Đã gửi câu trả lời cho khách.") && desk.contains("data-state=\"answered\""), "{desk}");
        let page = plain(&shop.get(&order.page()).await);
        for told in ["Mặn vừa &lt;i&gt;thôi&lt;/i&gt; ạ.", "Cơ sở trả lời câu hỏi", "24/11/2026, 13:00"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let english = shop.get(&format!("/en{}", order.page())).await.body;
        assert!(english.contains("The maker answered the question"));
        assert_eq!(unmarked_vietnamese(&english), Vec::<String>::new());
        assert!(!plain(&producer.get("/xuong/don-hang").await).contains("id=\"waiting\""));
    }

    async fn only_the_orders_key_asks_and_only_its_producer_answers(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        let other = shop.order_placed(&shop.stall("cuong-la").await, Placing::paid_at(shop.market.clock.now())).await;
        for path in [
            format!("/don-hang/{}", order.code),
            format!("/don-hang/{}?khoa=", order.code),
            format!("/don-hang/{}?khoa={}", order.code, other.key),
            format!("/don-hang/CL-AAAAAAAA?khoa={}", order.key),
        ] {
            for what in ["question", "withdraw", "cancel", "return"] {
                let sent = shop.post(&path, &[("do", what), ("question", "Có ai không?")]).await;
                assert_eq!(sent.status, StatusCode::NOT_FOUND, "{what} {path}");
            }
        }
        assert!(requests(&shop).await.is_empty());
        assert_eq!(shop.post(&order.page(), &[("do", "nonsense")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(shop.post(&order.page(), &[]).await.status, StatusCode::NOT_FOUND);

        shop.post(&other.page(), &question("Của đơn kia?", "t1")).await;
        let request = requests(&shop).await[0].id;
        let stranger = shop.another_browser();
        for (browser, code, expected) in [
            (&producer, &other.code, StatusCode::NOT_FOUND),
            (&producer, &order.code, StatusCode::NOT_FOUND),
            (&stranger, &other.code, StatusCode::SEE_OTHER),
        ] {
            let fields = [("do", "reply"), (&format!("answer-{request}"), "Không phải tôi")];
            let sent = browser.post(&format!("/xuong/don-hang/{code}/yeu-cau/{request}"), &fields).await;
            assert_eq!(sent.status, expected, "{code}");
            assert!(!sent.location().contains("xong"));
        }
        for request in ["0", "-1", "abc", "99999999999999999999"] {
            let path = format!("/xuong/don-hang/{}/yeu-cau/{request}", order.code);
            let sent = producer.post(&path, &[("do", "reply"), (&format!("answer-{request}"), "Dạ có")]).await;
            assert_eq!(sent.status, StatusCode::NOT_FOUND, "{request}");
        }
        assert!(plain(&shop.get(&other.page()).await).contains("data-request=\"question\" data-state=\"open\""));
    }

    async fn a_text_that_is_none_or_too_long_comes_back(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        let long = "ơi ".repeat(3_333);
        for text in ["", "  ", "ơi", "\0\0\0", long.as_str()] {
            let sent = shop.post(&order.page(), &question(text, "t1")).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(plain(&sent).contains("id=\"question-fault\"") && plain(&sent).contains("details open"), "{}", sent.body);
            assert!(plain(&sent).contains(&format!(">{}</textarea>", text.replace('\0', ""))), "{text}");
        }
        assert!(requests(&shop).await.is_empty());
        let sent = shop.post(&order.page(), &question("Có\0 còn hàng?", "t2")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(requests(&shop).await[0].text, "Có còn hàng?");
        for text in ["", "ạ", long.as_str()] {
            let sent = answer(&shop, &producer, &order, "reply", text).await;
            assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
            assert!(plain(&sent).contains("-fault\"") && plain(&sent).contains(&format!(">{text}</textarea>")), "{}", sent.body);
        }
        for how in ["accept", "decline", ""] {
            let sent = answer(&shop, &producer, &order, how, "Đồng ý").await;
            assert!(sent.status.is_client_error(), "a question is neither accepted nor declined");
        }
    }

    async fn a_form_sent_twice_asks_once_and_a_changed_one_asks_again(shop: TestShop) {
        let (_, _, order) = paid(&shop, 1).await;
        for _ in 0..3 {
            let sent = shop.post(&order.page(), &question("Bao giờ giao?", "t1")).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(requests(&shop).await.len(), 1);
        shop.post(&order.page(), &question("Giao buổi sáng được không?", "t1")).await;
        assert_eq!(requests(&shop).await.len(), 2, "what was changed after going back is not lost");
        let at_once = question("Hai lần một lúc?", "t3");
        let page = order.page();
        let (a, b) = tokio::join!(shop.post(&page, &at_once), shop.post(&page, &at_once));
        assert_eq!((a.status, b.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(requests(&shop).await.len(), 3);
    }

    async fn a_handful_of_questions_wait_and_no_more(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        for number in 1..=3 {
            let text = format!("Câu hỏi {number}");
            assert_eq!(shop.post(&order.page(), &question(&text, "t")).await.status, StatusCode::SEE_OTHER);
        }
        let fourth = shop.post(&order.page(), &question("Câu hỏi 4", "t")).await;
        assert_eq!(fourth.status, StatusCode::CONFLICT);
        assert!(plain(&fourth).contains("chưa trả lời") && plain(&fourth).contains("<q lang=\"vi\">Câu hỏi 4</q>"));
        answer(&shop, &producer, &order, "reply", "Trả lời câu 3").await;
        assert_eq!(shop.post(&order.page(), &question("Câu hỏi 4", "t")).await.status, StatusCode::SEE_OTHER);
    }

    async fn a_flood_of_forms_has_to_wait_and_nothing_is_lost(shop: TestShop) {
        let (_, _, order) = paid(&shop, 1).await;
        let mut last = shop.post(&order.page(), &question("Câu hỏi 0", "t")).await;
        for number in 1..=10 {
            last = shop.post(&order.page(), &question(&format!("Câu hỏi {number}"), "t")).await;
        }
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(plain(&last).contains("Câu hỏi 10"));
    }

    async fn an_answer_is_given_once(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        shop.post(&order.page(), &question("Còn hàng không?", "t1")).await;
        let first = answer(&shop, &producer, &order, "reply", "Còn ạ").await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = answer(&shop, &producer, &order, "reply", "Hết rồi ạ").await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        for told in ["khép lại từ trước (đã trả lời)", "<q lang=\"vi\">Hết rồi ạ</q>", "<p>Còn ạ</p>"] {
            assert!(plain(&second).contains(told), "{told}: {}", second.body);
        }
        assert!(!plain(&shop.get(&order.page()).await).contains("Hết rồi ạ"));
    }

    async fn a_late_answer_is_marked_for_everyone(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        shop.post(&order.page(), &question("Có ai không?", "t1")).await;
        let operator = shop.another_browser();
        operator.sign_in("vanhanh@demo.test").await;
        // The last moment of Thursday in Vietnam.
        shop.clock.advance(Duration::hours(61) + Duration::minutes(59));
        assert!(!plain(&shop.get(&order.page()).await).contains("Quá hạn trả lời"));
        assert!(plain(&operator.get("/van-hanh").await).contains("Không có gì đang chờ"));
        shop.clock.advance(Duration::minutes(1));
        assert!(plain(&shop.get(&order.page()).await).contains("Quá hạn trả lời"));
        for path in [format!("/xuong/don-hang/{}", order.code), "/xuong/don-hang".into()] {
            assert!(plain(&producer.get(&path).await).contains("Quá hạn trả lời"), "{path}");
        }
        let overview = plain(&operator.get("/van-hanh").await);
        for told in ["yêu cầu của khách quá hạn trả lời", order.code.as_str(), "Cơ sở ba-lua", "26/11/2026"] {
            assert!(overview.contains(told), "{told}: {overview}");
        }
        assert!(!overview.contains("Có ai không?"), "what was asked is between the two");
        let english = plain(&operator.get("/en/van-hanh").await);
        assert!(english.contains("request of a shopper waits longer than it may"));
        answer(&shop, &producer, &order, "reply", "Có tôi đây").await;
        assert!(!plain(&operator.get("/van-hanh").await).contains("quá hạn"));
        assert!(!plain(&shop.get(&order.page()).await).contains("Quá hạn trả lời"));
    }

    async fn what_was_told_is_never_changed(shop: TestShop) {
        let (_, producer, order) = handed_over(&shop, 1).await;
        shop.post(&order.page(), &question("Còn hàng không?", "t1")).await;
        answer(&shop, &producer, &order, "reply", "Còn ạ").await;
        let database = shop.market.database.writer();
        for statement in [
            "UPDATE order_request SET text = 'x'",
            "DELETE FROM order_answer",
            "UPDATE order_answer SET verdict = 'declined'",
            "DELETE FROM order_request",
        ] {
            let refused = database.execute_unprepared(statement).await.unwrap_err();
            assert!(refused.to_string().contains("never changed"), "{statement}: {refused}");
        }
    }
}
