//! Stock under two hands at once.

use std::time::Duration;

use sea_orm::{EntityTrait, QuerySelect};
use server::{checkout::stock_store, entity::stock};
use shop::id::{OrderId, VariantId};

use crate::on_both;

on_both! {
    async fn a_buyer_and_the_money_of_another_do_not_lock_each_other_out(shop: TestShop) {
        let stall = shop.stall("ba-lua").await;
        let placed = shop.placed(&[&stall], 2).await;
        let order = OrderId::new(placed.order().id);
        shop.clock.advance(time::Duration::hours(1));
        let market = shop.market.clone();
        // The buyer has the stock's row and is about to give back the expired hold …
        let buyer = market.database.begin().await.unwrap();
        stock::Entity::find_by_id(stall.variant).lock_exclusive().one(&buyer).await.unwrap();
        // … when the money for that hold arrives.
        let money = tokio::spawn({
            let market = market.clone();
            async move {
                let transaction = market.database.begin().await?;
                let allocated = stock_store::allocate(&transaction, order).await?;
                transaction.commit().await?;
                Ok::<bool, server::fault::Fault>(allocated)
            }
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        let now = market.clock.now();
        stock_store::release_expired(&buyer, &[VariantId::new(stall.variant)], now).await.unwrap();
        assert!(stock_store::hold_units(&buyer, VariantId::new(stall.variant), 3).await.unwrap());
        buyer.commit().await.unwrap();
        assert!(money.await.unwrap().unwrap(), "stock was there to take again");
        assert_eq!(shop.stock_of(stall.variant).await, (50, 2, 3));
    }
}
