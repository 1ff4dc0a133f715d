use axum::http::StatusCode;
use server::{orders::keys::order_key, payments::changes::Heard};
use shop::id::PurchaseId;
use time::Duration;

use super::{answer, handed_over, paid, plain, requests, state, steps};
use crate::{on_both, support::standing_order::Placing};

const WITHDRAW: &[(&str, &str)] = &[("do", "withdraw")];

fn cancel<'a>(why: &'a str, once: &'a str) -> [(&'a str, &'a str); 3] {
    [("do", "cancel"), ("cancel-reason", why), ("once", once)]
}

fn by_shopper() -> (String, Option<String>) {
    ("cancelled".into(), Some("by_shopper".into()))
}

on_both! {
    async fn one_press_cancels_an_unpaid_order_and_its_stock_comes_back(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let order = shop.order_placed(&stall, Placing { quantity: 3, ..Placing::default() }).await;
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 3));
        let mut told = shop.market.changes.subscribe();
        let page = plain(&shop.get(&order.page()).await);
        assert!(page.contains("<summary>Hủy đơn này</summary>"), "{page}");
        let sent = shop.post(&order.page(), WITHDRAW).await;
        assert_eq!(sent.location(), format!("{}&xong=huy", order.page()), "{}", sent.body);
        assert_eq!(state(&shop, order.id).await, by_shopper());
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        assert_eq!(told.next().await, Heard::Changed(PurchaseId::new(order.purchase)));
        let page = plain(&shop.get(sent.location()).await);
        assert!(page.contains("Đã hủy đơn.") && page.contains("Người mua hủy đơn."), "{page}");
        assert!(!page.contains("<summary>Hủy đơn này</summary>"));

        let again = shop.post(&order.page(), WITHDRAW).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(plain(&again).contains("đã hủy từ trước"), "{}", again.body);
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0), "given back once");
    }

    async fn the_money_of_a_cancelled_order_is_due_back(shop: TestShop) {
        let (stall, producer, order) = paid(&shop, 2).await;
        assert!(plain(&shop.get(&order.page()).await).contains("được cơ sở hoàn lại đủ"));
        shop.post(&order.page(), WITHDRAW).await;
        assert_eq!(state(&shop, order.id).await, by_shopper());
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        let page = plain(&shop.get(&order.page()).await);
        assert!(page.contains("Cơ sở còn phải hoàn lại cho bạn") && page.contains("data-vnd=\"220000\""), "{page}");
        let list = plain(&producer.get("/xuong/don-hang?muc=hoan-tien").await);
        assert!(list.contains(&order.code), "{list}");
    }

    async fn money_that_was_seen_shows_as_due_back_and_later_money_brings_nothing_back(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 2).await;
        let late = shop.placed(&[&stall], 1).await;
        let page = |placed: &crate::support::placed::Placed| {
            let code = &placed.order().code;
            format!("/don-hang/{code}?khoa={}", order_key(&placed.key, code))
        };
        shop.bank_says(1, 220_000, &placed.order().reference).await;
        for page in [page(&placed), page(&late)] {
            assert_eq!(shop.post(&page, WITHDRAW).await.status, StatusCode::SEE_OTHER);
        }
        shop.bank_says(2, 125_000, &late.order().reference).await;
        assert_eq!(state(&shop, placed.order().id).await, by_shopper());
        assert_eq!(state(&shop, late.order().id).await, by_shopper(), "it does not stand again");
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        let producer = shop.another_browser();
        producer.sign_in("ba-lua@demo.test").await;
        let desk = plain(&producer.get("/xuong/tien").await);
        for code in [&placed.order().code, &late.order().code] {
            assert!(desk.contains(code), "{desk}");
        }
        assert!(desk.contains("oàn"), "the desk speaks of giving back: {desk}");
    }

    async fn after_confirmation_the_producer_is_asked_and_decides(shop: TestShop) {
        let (stall, producer, order) = paid(&shop, 2).await;
        let early = shop.post(&order.page(), &cancel("Đổi ý rồi", "t0")).await;
        assert_eq!(early.status, StatusCode::CONFLICT);
        assert!(plain(&early).contains("hủy được ngay") && plain(&early).contains("Đổi ý rồi"), "{}", early.body);
        steps(&producer, &order, &["xac-nhan"]).await;
        let pressed = shop.post(&order.page(), WITHDRAW).await;
        assert_eq!(pressed.status, StatusCode::CONFLICT);
        assert!(plain(&pressed).contains("không hủy ngay được nữa") && plain(&pressed).contains("Xin hủy đơn"));
        assert_eq!(shop.post(&order.page(), &cancel("", "t1")).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        let asked = shop.post(&order.page(), &cancel("Đặt nhầm <quy cách>", "t1")).await;
        assert_eq!(asked.location(), format!("{}&xong=xin-huy", order.page()), "{}", asked.body);
        let twice = shop.post(&order.page(), &cancel("Hủy giúp tôi", "t2")).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let desk = plain(&producer.get(&format!("/xuong/don-hang/{}", order.code)).await);
        // Asked on Tuesday: one working day.
        for told in ["Đặt nhầm &lt;quy cách&gt;", "thứ Tư, 25/11/2026", "Đồng ý hủy đơn"] {
            assert!(desk.contains(told), "{told}: {desk}");
        }
        let silent = answer(&shop, &producer, &order, "decline", "").await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&silent).contains("Xin viết vì sao không đồng ý"), "{}", silent.body);
        let declined = answer(&shop, &producer, &order, "decline", "Hàng đã cắt theo số đo").await;
        assert_eq!(declined.status, StatusCode::SEE_OTHER, "{}", declined.body);
        assert_eq!(state(&shop, order.id).await.0, "confirmed");
        let page = plain(&shop.get(&order.page()).await);
        assert!(page.contains("Cơ sở không đồng ý hủy đơn") && page.contains("Hàng đã cắt theo số đo"), "{page}");

        shop.post(&order.page(), &cancel("Xin lần nữa", "t3")).await;
        let accepted = answer(&shop, &producer, &order, "accept", "").await;
        assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
        assert_eq!(state(&shop, order.id).await, by_shopper());
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        let page = plain(&shop.get(&order.page()).await);
        for told in ["Cơ sở đồng ý hủy đơn", "data-vnd=\"220000\"", "Cơ sở còn phải hoàn lại cho bạn"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        let again = answer(&shop, &producer, &order, "decline", "Thôi không hủy").await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(plain(&again).contains("<q lang=\"vi\">Thôi không hủy</q>"), "{}", again.body);
        assert_eq!(state(&shop, order.id).await, by_shopper());
    }

    async fn a_parcel_does_not_leave_while_its_cancellation_is_asked_for(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        steps(&producer, &order, &["xac-nhan", "dong-goi"]).await;
        shop.post(&order.page(), &cancel("Đổi ý rồi", "t1")).await;
        let refused = producer.post(&format!("/xuong/don-hang/{}/giao", order.code), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(plain(&refused).contains("trả lời khách trước khi giao hàng"), "{}", refused.body);
        answer(&shop, &producer, &order, "decline", "Đã gọi xe rồi").await;
        steps(&producer, &order, &["giao"]).await;
        let late = shop.post(&order.page(), &cancel("Vẫn muốn hủy", "t2")).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(plain(&late).contains("có thể xin trả hàng") && plain(&late).contains("<q lang=\"vi\">Vẫn muốn hủy</q>"));
    }

    async fn a_wish_to_cancel_ends_with_the_order(shop: TestShop) {
        let (_, producer, order) = paid(&shop, 1).await;
        steps(&producer, &order, &["xac-nhan"]).await;
        shop.post(&order.page(), &cancel("Đổi ý rồi", "t1")).await;
        let given_up = [("reason", "Mẻ này hỏng")];
        producer.post(&format!("/xuong/don-hang/{}/huy", order.code), &given_up).await;
        assert_eq!(state(&shop, order.id).await.1.as_deref(), Some("by_producer"));
        let page = plain(&shop.get(&order.page()).await);
        assert!(page.contains("data-state=\"overtaken\""), "{page}");
        assert!(!plain(&producer.get("/xuong/don-hang").await).contains("id=\"waiting\""));
        let late = answer(&shop, &producer, &order, "accept", "").await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert_eq!(state(&shop, order.id).await.1.as_deref(), Some("by_producer"));
    }

    async fn of_a_shopper_who_cancels_and_a_producer_who_confirms_one_wins(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let producer = shop.another_browser();
        producer.sign_in("ba-lua@demo.test").await;
        let mut won = [0, 0];
        for round in 0..12 {
            let order = shop.order_placed(&stall, Placing::paid_at(shop.market.clock.now())).await;
            let before = shop.stock_of(stall.variant).await;
            let (page, confirm) = (order.page(), format!("/xuong/don-hang/{}/xac-nhan", order.code));
            let (shopper, maker) = if round % 2 == 0 {
                tokio::join!(shop.post(&page, WITHDRAW), producer.post(&confirm, &[]))
            } else {
                let (maker, shopper) = tokio::join!(producer.post(&confirm, &[]), shop.post(&page, WITHDRAW));
                (shopper, maker)
            };
            let (done, refused) = (StatusCode::SEE_OTHER, StatusCode::CONFLICT);
            let (on_hand, allocated, held) = before;
            match (shopper.status, maker.status) {
                statuses if statuses == (done, refused) => {
                    won[0] += 1;
                    assert_eq!(state(&shop, order.id).await, by_shopper());
                    assert_eq!(shop.stock_of(stall.variant).await, (on_hand, allocated - 1, held));
                }
                statuses if statuses == (refused, done) => {
                    won[1] += 1;
                    assert_eq!(state(&shop, order.id).await, ("confirmed".into(), None));
                    assert_eq!(shop.stock_of(stall.variant).await, before);
                }
                statuses => panic!("round {round}: {statuses:?}"),
            }
        }
        assert_eq!(won[0] + won[1], 12);
        eprintln!("cancel against confirm: the shopper won {} and the producer {} of 12", won[0], won[1]);
    }

    async fn what_was_handed_over_is_not_cancelled(shop: TestShop) {
        let (stall, _, order) = handed_over(&shop, 1).await;
        shop.clock.advance(Duration::hours(1));
        let sent = shop.post(&order.page(), WITHDRAW).await;
        assert_eq!(sent.status, StatusCode::CONFLICT);
        assert!(plain(&sent).contains("Bạn có thể xin trả hàng"), "{}", sent.body);
        assert_eq!(state(&shop, order.id).await.0, "completed");
        assert_eq!(shop.stock_of(stall.variant).await, (49, 0, 0));
        assert!(requests(&shop).await.is_empty());
    }
}
