use sea_orm_migration::prelude::*;

use crate::table::{drop, index, integer, key, table, text};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261124_000003_orders"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        cart(manager).await?;
        cart_line(manager).await?;
        purchase(manager).await?;
        shop_order(manager).await?;
        order_line(manager).await?;
        order_key(manager).await?;
        hold(manager).await?;
        once(manager).await?;
        index(manager, "cart", &["visitor_hash"]).await?;
        // A visitor has one open cart, however many requests open one at the same time.
        let one_open = "CREATE UNIQUE INDEX ux_cart_open ON cart (visitor_hash) WHERE state = 'open'";
        manager.get_connection().execute_unprepared(one_open).await?;
        index(manager, "shop_order", &["purchase_id"]).await?;
        index(manager, "shop_order", &["producer_id", "placed_at"]).await?;
        index(manager, "order_line", &["order_id"]).await?;
        index(manager, "order_line", &["variant_id"]).await?;
        index(manager, "hold", &["variant_id", "state", "expires_at"]).await?;
        index(manager, "hold", &["visitor_hash", "state"]).await?;
        index(manager, "hold", &["phone", "state"]).await?;
        index(manager, "hold", &["address_hash", "state"]).await?;
        index(manager, "hold", &["household_hash", "state"]).await?;
        index(manager, "purchase", &["phone"]).await?;
        index(manager, "purchase", &["visitor_hash", "placed_at"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["once", "hold", "order_key", "order_line", "shop_order", "purchase", "cart_line", "cart"];
        drop(manager, &tables).await
    }
}

async fn cart(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "cart",
        &[key("id"), text("visitor_hash"), text("state"), integer("created_at"), integer("updated_at")],
    )
    .await
}

async fn cart_line(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "cart_line",
        &[
            integer("cart_id").part_of_key().refers("cart"),
            integer("variant_id").part_of_key().refers("variant"),
            integer("quantity"),
            integer("price_seen"),
            integer("added_at"),
        ],
    )
    .await
}

async fn purchase(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "purchase",
        &[
            key("id"),
            text("code").unique(),
            text("key_hash"),
            integer("cart_id").unique().refers("cart"),
            text("visitor_hash"),
            integer("account_id").nullable().refers("account"),
            text("buyer_name"),
            text("phone"),
            text("email").nullable(),
            text("street"),
            text("province_code").nullable(),
            text("commune_code").nullable(),
            text("place_typed"),
            text("note"),
            integer("total"),
            text("language"),
            integer("placed_at"),
        ],
    )
    .await
}

async fn shop_order(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "shop_order",
        &[
            key("id"),
            text("code").unique(),
            text("key_hash"),
            integer("purchase_id").refers("purchase"),
            integer("producer_id").refers("producer"),
            text("state"),
            text("method"),
            integer("goods_total"),
            integer("delivery_price"),
            integer("total"),
            integer("placed_at"),
            integer("confirmed_at").nullable(),
            integer("packed_at").nullable(),
            integer("completed_at").nullable(),
            integer("cancelled_at").nullable(),
            text("cancel_reason").nullable(),
            text("cancel_note"),
        ],
    )
    .await
}

async fn order_line(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "order_line",
        &[
            key("id"),
            integer("order_id").refers("shop_order"),
            integer("variant_id").refers("variant"),
            text("product_name"),
            text("variant_name"),
            integer("unit_price"),
            integer("quantity"),
            integer("amount"),
        ],
    )
    .await
}

async fn order_key(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "order_key",
        &[
            text("key_hash").part_of_key(),
            integer("order_id").part_of_key().refers("shop_order"),
            integer("created_at"),
        ],
    )
    .await
}

async fn hold(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "hold",
        &[
            key("id"),
            integer("order_line_id").unique().refers("order_line"),
            integer("variant_id").refers("variant"),
            text("visitor_hash"),
            text("phone"),
            text("address_hash").nullable(),
            text("household_hash").nullable(),
            integer("quantity"),
            text("state"),
            integer("expires_at"),
        ],
    )
    .await
}

async fn once(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "once",
        &[text("visitor_hash").part_of_key(), text("token").part_of_key(), text("location"), integer("created_at")],
    )
    .await
}
