use sea_orm_migration::prelude::*;

use crate::table::{Column, add_column, blob, drop, drop_column, drop_index, index, integer, key, table, text, unique};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261125_000008_feeds"
    }
}

/// Whose own address a message came to.
fn payee_of_message() -> Column {
    integer("payee_id").nullable()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        secrets(manager).await?;
        add_column(manager, "bank_message", &payee_of_message()).await?;
        index(manager, "bank_transaction", &["account_number", "amount", "at"]).await?;
        reports(manager).await?;
        uploads(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["statement_upload", "transfer_report", "feed_secret"]).await?;
        drop_index(manager, "bank_transaction", &["account_number", "amount", "at"]).await?;
        drop_column(manager, "bank_message", &payee_of_message()).await
    }
}

/// What feeds of single payees sign with, encrypted.
async fn secrets(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "feed_secret",
        &[
            key("id"),
            integer("producer_id").refers("producer"),
            text("feed"),
            blob("sealed"),
            integer("set_by").refers("account"),
            integer("set_at"),
        ],
    )
    .await?;
    unique(manager, "feed_secret", &["producer_id", "feed"]).await
}

/// Who told of which transfer, under which identity; what was written before was told by its source.
async fn reports(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "transfer_report",
        &[
            key("id"),
            integer("bank_transaction_id").refers("bank_transaction"),
            text("teller"),
            text("identity"),
            integer("message_id").nullable().refers("bank_message"),
            integer("created_at"),
        ],
    )
    .await?;
    index(manager, "transfer_report", &["identity"]).await?;
    index(manager, "transfer_report", &["bank_transaction_id"]).await?;
    unique(manager, "transfer_report", &["teller", "identity"]).await?;
    let told = "INSERT INTO transfer_report (bank_transaction_id, teller, identity, message_id, created_at) \
                SELECT id, source, identity, message_id, created_at FROM bank_transaction WHERE source <> 'by_hand'";
    manager.get_connection().execute_unprepared(told).await?;
    Ok(())
}

/// Statements between their upload and their being taken in.
async fn uploads(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "statement_upload",
        &[
            key("id"),
            integer("producer_id").refers("producer"),
            integer("account_id").refers("account"),
            text("account_number"),
            text("name"),
            blob("body"),
            text("layout"),
            integer("created_at"),
            integer("taken_at").nullable(),
            integer("taken_rows").nullable(),
        ],
    )
    .await?;
    index(manager, "statement_upload", &["created_at"]).await
}
