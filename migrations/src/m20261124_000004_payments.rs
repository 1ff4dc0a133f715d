use sea_orm_migration::prelude::*;

use crate::table::{blob, drop, index, integer, key, table, text, unique};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261124_000004_payments"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        payments(manager).await?;
        bank(manager).await?;
        events(manager).await?;
        indexes(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["payment_event", "bank_transaction", "bank_message", "payment"]).await
    }
}

/// What is owed for each order.
async fn payments(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "payment",
        &[
            key("id"),
            integer("order_id").unique().refers("shop_order"),
            text("reference").unique(),
            integer("amount"),
            text("bank_bin"),
            text("account_number"),
            text("holder"),
            text("state"),
            integer("received"),
            integer("refunded"),
            integer("due_at"),
            integer("paid_at").nullable(),
            text("paid_day").nullable(),
            integer("created_at"),
        ],
    )
    .await?;
    Ok(())
}

/// What banks said, word for word, and the movements that they told of.
async fn bank(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "bank_message",
        &[
            key("id"),
            text("source"),
            text("external_id"),
            blob("body"),
            integer("received_at"),
            integer("processed_at").nullable(),
            text("fault").nullable(),
        ],
    )
    .await?;
    table(
        manager,
        "bank_transaction",
        &[
            key("id"),
            text("identity").unique(),
            text("source"),
            text("account_number"),
            text("bank_reference").nullable(),
            text("direction"),
            integer("amount"),
            text("text"),
            integer("at"),
            integer("message_id").nullable().refers("bank_message"),
            integer("producer_id").nullable().refers("producer"),
            integer("payment_id").nullable().refers("payment"),
            text("outcome"),
            integer("proves_id").nullable().refers("bank_transaction"),
            integer("proven_at").nullable(),
            integer("handled_at").nullable(),
            text("note"),
            integer("created_at"),
        ],
    )
    .await?;
    Ok(())
}

/// What happened to each payment; never changed.
async fn events(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "payment_event",
        &[
            key("id"),
            integer("payment_id").refers("payment"),
            text("kind"),
            integer("bank_transaction_id").nullable().refers("bank_transaction"),
            integer("amount"),
            text("state_after"),
            integer("account_id").nullable().refers("account"),
            text("note"),
            integer("at"),
        ],
    )
    .await?;
    Ok(())
}

/// What is searched by.
async fn indexes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    index(manager, "payment", &["state", "due_at"]).await?;
    index(manager, "payment", &["paid_day"]).await?;
    index(manager, "payment_event", &["payment_id"]).await?;
    unique(manager, "bank_message", &["source", "external_id"]).await?;
    index(manager, "bank_message", &["processed_at"]).await?;
    index(manager, "bank_transaction", &["payment_id"]).await?;
    index(manager, "bank_transaction", &["producer_id", "at"]).await?;
    Ok(())
}
