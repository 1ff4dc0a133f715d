use sea_orm_migration::prelude::*;

use crate::table::{drop, index, integer, key, table, text};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261124_000006_operations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table(
            manager,
            "outbox",
            &[
                key("id"),
                text("kind"),
                text("payload"),
                integer("created_at"),
                integer("not_before"),
                integer("attempts"),
                integer("done_at").nullable(),
                text("fault").nullable(),
            ],
        )
        .await?;
        table(
            manager,
            "audit",
            &[
                key("id"),
                integer("at"),
                integer("account_id").nullable().refers("account"),
                text("action"),
                text("subject"),
                text("detail"),
            ],
        )
        .await?;
        index(manager, "outbox", &["done_at", "not_before"]).await?;
        index(manager, "audit", &["at"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["audit", "outbox"]).await
    }
}
