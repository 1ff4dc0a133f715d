use sea_orm_migration::prelude::*;

use crate::table::{index, unique};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261125_000010_withdrawals"
    }
}

/// A refund may be withdrawn, and may answer a return that was accepted.
const OF_REFUND: [(&str, &str); 4] = [
    ("withdrawn_at", "bigint"),
    ("withdrawn_by", "bigint REFERENCES account (id)"),
    ("withdrawn_note", "text NOT NULL DEFAULT ''"),
    ("request_id", "bigint REFERENCES order_request (id)"),
];

/// A posting may be the reversal of another one. What came back to the desk is posted anew, in another round.
const OF_POSTING: [(&str, &str); 2] =
    [("reverses_id", "bigint REFERENCES ledger_posting (id)"), ("round", "bigint NOT NULL DEFAULT 0")];

/// One refund at a time for a movement, and for a return.
const ONE_STANDING: [&str; 2] = ["source_id", "request_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (column, kind) in OF_REFUND {
            run(manager, &format!("ALTER TABLE refund ADD COLUMN {column} {kind}")).await?;
        }
        for column in ONE_STANDING {
            let standing = format!(
                "CREATE UNIQUE INDEX ux_refund_{column} ON refund ({column}) \
                 WHERE {column} IS NOT NULL AND state <> 'withdrawn'"
            );
            run(manager, &standing).await?;
        }
        for (column, kind) in OF_POSTING {
            run(manager, &format!("ALTER TABLE ledger_posting ADD COLUMN {column} {kind}")).await?;
        }
        // What was posted is reversed once.
        unique(manager, "ledger_posting", &["reverses_id"]).await?;
        run(manager, "DROP INDEX ux_ledger_posting_kind_bank_transaction_id").await?;
        unique(manager, "ledger_posting", &["kind", "bank_transaction_id", "round"]).await?;
        index(manager, "ledger_posting", &["bank_transaction_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in [
            "ix_ledger_posting_bank_transaction_id",
            "ux_ledger_posting_kind_bank_transaction_id_round",
            "ux_ledger_posting_reverses_id",
            "ux_refund_source_id",
            "ux_refund_request_id",
        ] {
            run(manager, &format!("DROP INDEX {name}")).await?;
        }
        unique(manager, "ledger_posting", &["kind", "bank_transaction_id"]).await?;
        for (column, _) in OF_POSTING.iter().rev() {
            run(manager, &format!("ALTER TABLE ledger_posting DROP COLUMN {column}")).await?;
        }
        for (column, _) in OF_REFUND.iter().rev() {
            run(manager, &format!("ALTER TABLE refund DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}

async fn run(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await?;
    Ok(())
}
