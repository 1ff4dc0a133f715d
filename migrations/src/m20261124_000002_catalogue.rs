use sea_orm_migration::prelude::*;

use crate::table::{boolean, drop, index, integer, key, table, text, unique};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261124_000002_catalogue"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        pictures(manager).await?;
        products(manager).await?;
        beside_products(manager).await?;
        indexes(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(
            manager,
            &[
                "catalogue_clock",
                "delivery_price",
                "product_picture",
                "stock",
                "variant",
                "product",
                "picture",
                "category",
            ],
        )
        .await
    }
}

async fn pictures(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(manager, "category", &[key("id"), text("slug").unique(), text("name"), text("name_en"), integer("position")])
        .await?;
    table(
        manager,
        "picture",
        &[
            key("id"),
            text("hash"),
            integer("width"),
            integer("height"),
            text("state"),
            boolean("illustration"),
            integer("producer_id").nullable().refers("producer"),
            text("fault").nullable(),
            integer("tries").nullable(),
            integer("created_at"),
        ],
    )
    .await?;
    Ok(())
}

async fn products(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "product",
        &[
            key("id"),
            text("slug").unique(),
            integer("producer_id").refers("producer"),
            integer("category_id").refers("category"),
            text("name"),
            text("name_en"),
            text("description"),
            text("ingredients"),
            text("storage"),
            integer("nitrogen_g_per_l").nullable(),
            text("state"),
            integer("submitted_at").nullable(),
            integer("reviewed_at").nullable(),
            integer("reviewed_by").nullable().refers("account"),
            text("state_note"),
            integer("paused_at").nullable(),
            text("search_exact"),
            text("search_folded"),
            integer("version"),
            integer("created_at"),
            integer("updated_at"),
        ],
    )
    .await?;
    table(
        manager,
        "variant",
        &[
            key("id"),
            integer("product_id").refers("product"),
            text("name"),
            text("name_en"),
            integer("price"),
            integer("weight_g"),
            integer("content_amount").nullable(),
            text("content_unit").nullable(),
            integer("position"),
        ],
    )
    .await?;
    table(
        manager,
        "stock",
        &[
            integer("variant_id").part_of_key().refers("variant"),
            integer("on_hand"),
            integer("allocated"),
            integer("held"),
        ],
    )
    .await?;
    Ok(())
}

async fn beside_products(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "product_picture",
        &[
            integer("product_id").part_of_key().refers("product"),
            integer("picture_id").part_of_key().refers("picture"),
            integer("position"),
        ],
    )
    .await?;
    table(
        manager,
        "delivery_price",
        &[
            integer("producer_id").part_of_key().refers("producer"),
            text("method").part_of_key(),
            integer("price"),
            boolean("enabled"),
        ],
    )
    .await?;
    table(manager, "catalogue_clock", &[integer("id").part_of_key(), integer("value")]).await?;
    Ok(())
}

async fn indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    unique(manager, "picture", &["hash", "producer_id"]).await?;
    index(manager, "picture", &["state"]).await?;
    index(manager, "product", &["producer_id"]).await?;
    index(manager, "product", &["category_id", "state"]).await?;
    index(manager, "product", &["version"]).await?;
    index(manager, "variant", &["product_id"]).await?;
    Ok(())
}
