use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use server::{entity::stock, payments::jobs::expire};
use time::Duration;

use super::{order_state, outcomes, payment};
use crate::{on_both, support::TestShop};

/// Someone else bought all that can be had.
async fn sell_out(shop: &TestShop, variant: i64) {
    stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::cust("allocated + held"))
        .filter(stock::Column::VariantId.eq(variant))
        .exec(shop.market.database.writer())
        .await
        .unwrap();
}

on_both! {
    async fn an_unpaid_order_ends_after_its_time_and_gives_its_stock_back(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 3).await;
        shop.clock.advance(Duration::minutes(30));
        assert_eq!(expire(&shop.market.parts).await.unwrap(), 0, "the last moment is in time");
        shop.clock.advance(Duration::seconds(1));
        assert_eq!(expire(&shop.market.parts).await.unwrap(), 1);
        assert_eq!(payment(&shop, placed.order()).await, ("expired".into(), 0));
        assert_eq!(order_state(&shop, placed.order()).await, ("cancelled".into(), Some("unpaid".into())));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 0, 0));
        assert_eq!(expire(&shop.market.parts).await.unwrap(), 0, "once");
    }

    async fn a_paid_order_and_one_with_some_money_do_not_end(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let (paid, some) = (shop.placed(&[&stall], 1).await, shop.placed(&[&stall], 1).await);
        shop.bank_says(1, 125_000, &paid.order().reference).await;
        shop.bank_says(2, 1_000, &some.order().reference).await;
        shop.clock.advance(Duration::hours(2));
        assert_eq!(expire(&shop.market.parts).await.unwrap(), 0);
        assert_eq!(payment(&shop, some.order()).await, ("underpaid".into(), 1_000));
        assert_eq!(order_state(&shop, some.order()).await.0, "placed");
        // The rest, late: the order gets its stock all the same.
        shop.bank_says(3, 124_000, &some.order().reference).await;
        assert_eq!(payment(&shop, some.order()).await, ("paid".into(), 125_000));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 2, 0));
        assert_eq!(outcomes(&shop).await, ["exact", "under", "late"]);
    }

    async fn late_money_takes_the_stock_again_and_the_order_stands_again(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 3).await;
        shop.clock.advance(Duration::hours(1));
        expire(&shop.market.parts).await.unwrap();
        shop.bank_says(1, 315_000, &placed.order().reference).await;
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 315_000));
        assert_eq!(order_state(&shop, placed.order()).await, ("placed".into(), None));
        assert_eq!(shop.stock_of(stall.variant).await, (50, 3, 0));
        assert_eq!(outcomes(&shop).await, ["late"]);
    }

    async fn late_money_for_goods_that_are_gone_waits_for_refund(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 3).await;
        shop.clock.advance(Duration::hours(1));
        expire(&shop.market.parts).await.unwrap();
        sell_out(&shop, stall.variant).await;
        shop.bank_says(1, 315_000, &placed.order().reference).await;
        assert_eq!(payment(&shop, placed.order()).await, ("paid".into(), 315_000));
        assert_eq!(order_state(&shop, placed.order()).await, ("cancelled".into(), Some("sold_out".into())));
        assert_eq!(shop.stock_of(stall.variant).await, (0, 0, 0));
        let page = shop.get(&placed.page()).await.body;
        assert!(page.contains("hàng vừa hết") && !page.contains("<svg viewBox=\"-4"), "{page}");
    }

    async fn money_in_time_for_a_hold_that_others_took_is_covered_if_stock_is_left(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 3).await;
        let told = shop.message(1, 315_000, &placed.order().reference);
        shop.clock.advance(Duration::hours(1));
        // An hour late at our door, booked in time at the bank, before the payment expired here.
        shop.sepay(told).await;
        assert_eq!(outcomes(&shop).await, ["exact"]);
        assert_eq!(shop.stock_of(stall.variant).await, (50, 3, 0));
    }
}
