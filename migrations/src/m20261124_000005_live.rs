use sea_orm_migration::prelude::*;

use crate::table::{drop, index, integer, key, table, text};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261124_000005_live"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(
            manager,
            "live_session",
            &[
                key("id"),
                text("slug").unique(),
                integer("producer_id").refers("producer"),
                text("title"),
                text("title_en"),
                text("description"),
                integer("picture_id").nullable().refers("picture"),
                integer("starts_at"),
                text("state"),
                text("stream_url"),
                integer("started_at").nullable(),
                integer("ended_at").nullable(),
                integer("cancelled_at").nullable(),
                text("cancel_reason"),
                integer("version"),
                integer("created_at"),
            ],
        )
        .await?;
        table(
            manager,
            "live_product",
            &[
                integer("session_id").part_of_key().refers("live_session"),
                integer("product_id").part_of_key().refers("product"),
                integer("position"),
            ],
        )
        .await?;
        index(manager, "live_session", &["state", "starts_at"]).await?;
        index(manager, "live_session", &["producer_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["live_product", "live_session"]).await
    }
}
