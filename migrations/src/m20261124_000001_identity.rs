use sea_orm_migration::prelude::*;

use crate::table::{boolean, drop, index, integer, key, table, text};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261124_000001_identity"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        village(manager).await?;
        table(manager, "cooperative", &[key("id"), text("slug").unique(), text("name")]).await?;
        producer(manager).await?;
        membership(manager).await?;
        account(manager).await?;
        session(manager).await?;
        password_link(manager).await?;
        payee_account(manager).await?;
        index(manager, "session", &["account_id"]).await?;
        index(manager, "payee_account", &["producer_id"]).await?;
        index(manager, "producer", &["village_id"]).await?;
        index(manager, "membership", &["producer_id"]).await?;
        index(manager, "password_link", &["account_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(
            manager,
            &[
                "payee_account",
                "password_link",
                "session",
                "account",
                "membership",
                "producer",
                "cooperative",
                "village",
            ],
        )
        .await
    }
}

async fn village(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "village",
        &[
            key("id"),
            text("slug").unique(),
            text("name"),
            text("craft"),
            text("craft_en"),
            text("place"),
            text("former"),
            text("facts"),
            text("facts_en"),
            text("province_code"),
            text("commune_code"),
            integer("position"),
        ],
    )
    .await
}

async fn producer(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "producer",
        &[
            key("id"),
            text("slug").unique(),
            text("name"),
            integer("village_id").refers("village"),
            text("legal_form"),
            text("owner"),
            text("phone"),
            text("email").nullable(),
            text("registration"),
            text("street"),
            text("province_code"),
            text("commune_code"),
            text("about"),
            text("pickup_note"),
            integer("paused_until").nullable(),
            text("pause_note"),
            boolean("demo"),
            integer("created_at"),
        ],
    )
    .await
}

async fn membership(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "membership",
        &[
            integer("cooperative_id").part_of_key().refers("cooperative"),
            integer("producer_id").part_of_key().refers("producer"),
            integer("since_at"),
        ],
    )
    .await
}

async fn account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "account",
        &[
            key("id"),
            text("email").unique(),
            text("name"),
            text("password_hash").nullable(),
            text("role"),
            integer("producer_id").nullable().refers("producer"),
            integer("cooperative_id").nullable().refers("cooperative"),
            boolean("demo"),
            integer("created_at"),
            integer("disabled_at").nullable(),
        ],
    )
    .await
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "session",
        &[
            text("token_hash").part_of_key(),
            integer("account_id").refers("account"),
            integer("created_at"),
            integer("expires_at"),
        ],
    )
    .await
}

async fn password_link(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "password_link",
        &[
            text("token_hash").part_of_key(),
            integer("account_id").refers("account"),
            integer("created_at"),
            integer("expires_at"),
            integer("used_at").nullable(),
        ],
    )
    .await
}

async fn payee_account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "payee_account",
        &[
            key("id"),
            integer("producer_id").refers("producer"),
            text("bank_bin"),
            text("account_number"),
            text("holder"),
            integer("set_by").nullable().refers("account"),
            integer("set_at"),
            integer("retired_at").nullable(),
        ],
    )
    .await
}
