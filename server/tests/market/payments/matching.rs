use super::{messages, order_state, outcomes, payment, payment_row};
use crate::{on_both, support::placed::ACCOUNT};

on_both! {
    async fn the_exact_amount_pays_an_order_and_allocates_its_stock(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 2).await;
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 2));
        shop.clock.advance(time::Duration::minutes(5));
        let text = format!("MBVCB.4412.{}.CT tu 001 toi 002", placed.order().reference.to_lowercase());
        let answer = shop.bank_says(1, 220_000, &text).await;
        assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, "{\"success\":true}"));
        let row = payment_row(&shop, placed.order()).await;
        assert_eq!((row.state.as_str(), row.received, row.paid_day.as_deref()), ("paid", 220_000, Some("2026-11-24")));
        assert!(row.paid_at.unwrap() > row.created_at);
        assert_eq!(shop.stock_of(stall.variant).await, (50, 2, 0));
        assert_eq!(order_state(&shop, placed.order()).await, ("placed".into(), None));
        assert_eq!(outcomes(&shop).await, ["exact"]);
    }

    async fn one_dong_short_is_underpaid_until_the_rest_arrives(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let order = placed.order();
        shop.bank_says(1, 124_999, &order.reference).await;
        assert_eq!(payment(&shop, order).await, ("underpaid".into(), 124_999));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 1), "still held");
        shop.bank_says(2, 1, &order.reference).await;
        assert_eq!(payment(&shop, order).await, ("paid".into(), 125_000));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 1, 0));
        assert_eq!(outcomes(&shop).await, ["under", "exact"]);
    }

    async fn too_much_is_overpaid_and_the_same_amount_again_is_a_duplicate(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (over, twice) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        shop.bank_says(1, 125_001, &over.order().reference).await;
        assert_eq!(payment(&shop, over.order()).await, ("overpaid".into(), 125_001));
        shop.bank_says(2, 125_000, &twice.order().reference).await;
        shop.bank_says(3, 125_000, &twice.order().reference).await;
        assert_eq!(payment(&shop, twice.order()).await, ("overpaid".into(), 250_000));
        assert_eq!(outcomes(&shop).await, ["over", "exact", "duplicate"]);
        assert_eq!(shop.stock_of(stall.variant).await, (50, 2, 0), "each order took its stock once");
    }

    async fn a_replayed_message_adds_nothing(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        for _ in 0..3 {
            assert_eq!(shop.bank_says(7, 125_000, &placed.order().reference).await.status.as_u16(), 200);
        }
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        assert_eq!((messages(&shop).await.len(), outcomes(&shop).await.len()), (1, 1));
    }

    async fn the_same_transfer_under_another_number_adds_nothing(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let told = shop.message(7, 125_000, &placed.order().reference);
        shop.sepay(&told).await;
        let again = told.replace("\"id\":7,", "\"id\":8,").replace("FT7", "ft 7");
        assert_eq!(shop.sepay(again).await.status.as_u16(), 200);
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        assert_eq!((messages(&shop).await.len(), outcomes(&shop).await.len()), (2, 1));
        assert!(messages(&shop).await.iter().all(|message| message.processed_at.is_some()));
    }

    async fn two_messages_at_once_add_up(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let reference = &placed.order().reference;
        let said = (0..10).map(|id| shop.bank_says(id + 1, 12_500, reference));
        for answer in futures::future::join_all(said).await {
            assert_eq!(answer.status.as_u16(), 200, "{}", answer.body);
        }
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 125_000));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 1, 0));
    }

    async fn money_without_an_order_is_kept_and_told_apart(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 1).await;
        let reference = &placed.order().reference;
        shop.bank_says(1, 125_000, "cam on nhe").await;
        shop.bank_says(2, 125_000, "CLZZZZ9999").await;
        let elsewhere = shop.message(3, 125_000, reference).replace(ACCOUNT, "99999");
        shop.sepay(elsewhere).await;
        let leaves = shop.message(4, 125_000, reference).replace("\"in\"", "\"out\"");
        shop.sepay(leaves).await;
        let all = ["unmatched:no_reference", "unmatched:unknown_reference", "unmatched:other_account", "outgoing"];
        assert_eq!(outcomes(&shop).await, all);
        assert_eq!(payment(&shop, placed.order()).await, ("awaiting".into(), 0));
        assert!(messages(&shop).await.iter().all(|message| message.processed_at.is_some()));
    }

    async fn each_order_of_a_purchase_is_paid_by_its_own_reference(shop: TestShop) {
        let (lua, mam) = (shop.stall("ba-lua").await, shop.stall("ong-mam").await);
        let placed = shop.placed(&[&lua, &mam], 1).await;
        shop.bank_says(1, 125_000, &placed.orders[1].reference).await;
        assert_eq!(payment(&shop, &placed.orders[0]).await.0, "awaiting");
        assert_eq!(payment(&shop, &placed.orders[1]).await.0, "paid");
    }

    async fn the_day_of_payment_is_the_day_in_vietnam(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        shop.clock.advance(time::Duration::hours(14) - time::Duration::minutes(10));
        let placed = shop.placed(&[&stall], 1).await;
        shop.clock.advance(time::Duration::minutes(15));
        // 17:05 UTC on the 24th is five past midnight on the 25th in Vietnam.
        shop.bank_says(1, 125_000, &placed.order().reference).await;
        assert_eq!(payment_row(&shop, placed.order()).await.paid_day.as_deref(), Some("2026-11-25"));
    }
}
