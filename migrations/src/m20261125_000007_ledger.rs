use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::{blob, drop, index, integer, key, table, text, unique};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261125_000007_ledger"
    }
}

/// What was posted is never changed.
const IMMUTABLE: [&str; 2] = ["ledger_posting", "ledger_entry"];
/// What a payment's row tells of the ledger, for queries.
const SUMS: [&str; 3] = ["sold_goods", "sold_delivery", "promised"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in SUMS {
            alter(manager, "payment", &format!("ADD COLUMN {column} bigint NOT NULL DEFAULT 0")).await?;
        }
        refunds(manager).await?;
        alter(manager, "bank_transaction", "ADD COLUMN refund_id bigint REFERENCES refund (id)").await?;
        ledger(manager).await?;
        for table in IMMUTABLE {
            forbid_changes(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["ledger_balance", "ledger_entry", "ledger_posting", "refund_line"]).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            manager.get_connection().execute_unprepared("DROP FUNCTION ledger_is_immutable()").await?;
        }
        alter(manager, "bank_transaction", "DROP COLUMN refund_id").await?;
        drop(manager, &["refund"]).await?;
        for column in SUMS {
            alter(manager, "payment", &format!("DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}

async fn alter(manager: &SchemaManager<'_>, table: &str, change: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(&format!("ALTER TABLE {table} {change}")).await?;
    Ok(())
}

async fn refunds(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "refund",
        &[
            key("id"),
            text("reference").unique(),
            integer("producer_id").refers("producer"),
            integer("payment_id").nullable().refers("payment"),
            integer("source_id").nullable().refers("bank_transaction"),
            integer("amount"),
            text("reason"),
            text("note"),
            blob("account_sealed").nullable(),
            text("account_from").nullable(),
            text("state"),
            integer("settled_at").nullable(),
            integer("proven_at").nullable(),
            text("sent_note"),
            integer("opened_by").nullable().refers("account"),
            integer("opened_at"),
        ],
    )
    .await?;
    table(
        manager,
        "refund_line",
        &[
            integer("refund_id").part_of_key().refers("refund"),
            integer("order_line_id").part_of_key().refers("order_line"),
            integer("quantity"),
            integer("amount"),
            integer("restocked"),
        ],
    )
    .await?;
    index(manager, "refund", &["producer_id", "state"]).await?;
    index(manager, "refund", &["payment_id"]).await?;
    index(manager, "refund_line", &["order_line_id"]).await
}

async fn ledger(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "ledger_posting",
        &[
            key("id"),
            text("kind"),
            integer("producer_id").refers("producer"),
            integer("payment_id").nullable().refers("payment"),
            integer("bank_transaction_id").nullable().refers("bank_transaction"),
            integer("refund_id").nullable().refers("refund"),
            integer("at"),
        ],
    )
    .await?;
    table(
        manager,
        "ledger_entry",
        &[
            key("id"),
            integer("posting_id").refers("ledger_posting"),
            text("account"),
            integer("producer_id").refers("producer"),
            integer("amount"),
        ],
    )
    .await?;
    table(
        manager,
        "ledger_balance",
        &[integer("producer_id").part_of_key().refers("producer"), text("account").part_of_key(), integer("amount")],
    )
    .await?;
    index(manager, "ledger_posting", &["payment_id"]).await?;
    index(manager, "ledger_entry", &["posting_id"]).await?;
    index(manager, "ledger_entry", &["producer_id", "account"]).await?;
    // One transfer is one transfer, and one refund is sent once, whatever brings the news.
    unique(manager, "ledger_posting", &["kind", "bank_transaction_id"]).await?;
    unique(manager, "ledger_posting", &["kind", "refund_id"]).await
}

async fn forbid_changes(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let database = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Sqlite {
        for change in ["UPDATE", "DELETE"] {
            let trigger = format!(
                "CREATE TRIGGER {table}_no_{} BEFORE {change} ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'what was posted is never changed'); END",
                change.to_lowercase(),
            );
            database.execute_unprepared(&trigger).await?;
        }
        return Ok(());
    }
    let function = "CREATE OR REPLACE FUNCTION ledger_is_immutable() RETURNS trigger LANGUAGE plpgsql AS \
                    $$ BEGIN RAISE EXCEPTION 'what was posted is never changed'; END $$";
    database.execute_unprepared(function).await?;
    for (name, rows) in [("UPDATE OR DELETE", "ROW"), ("TRUNCATE", "STATEMENT")] {
        let trigger = format!(
            "CREATE TRIGGER {table}_no_{} BEFORE {name} ON {table} \
             FOR EACH {rows} EXECUTE FUNCTION ledger_is_immutable()",
            if rows == "ROW" { "change" } else { "truncate" },
        );
        database.execute_unprepared(&trigger).await?;
    }
    Ok(())
}
