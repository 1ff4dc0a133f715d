use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table::{drop, index, integer, key, table, text, unique};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m20261125_000009_requests"
    }
}

/// What one side told the other is never changed: a request is a row, its answer another one.
const IMMUTABLE: [&str; 4] = ["order_request", "order_request_line", "order_request_photo", "order_answer"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A photo that a shopper sent with a return belongs to the order and to nobody's shelf.
        run(manager, "ALTER TABLE picture ADD COLUMN order_id bigint REFERENCES shop_order (id)").await?;
        unique(manager, "picture", &["hash", "order_id"]).await?;
        requests(manager).await?;
        for table in IMMUTABLE {
            forbid_changes(manager, table).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop(manager, &["order_answer", "order_request_photo", "order_request_line", "order_request"]).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            run(manager, "DROP FUNCTION request_is_immutable()").await?;
        }
        run(manager, "DROP INDEX ux_picture_hash_order_id").await?;
        run(manager, "ALTER TABLE picture DROP COLUMN order_id").await
    }
}

async fn run(manager: &SchemaManager<'_>, statement: &str) -> Result<(), DbErr> {
    manager.get_connection().execute_unprepared(statement).await?;
    Ok(())
}

async fn requests(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    table(
        manager,
        "order_request",
        &[
            key("id"),
            integer("order_id").refers("shop_order"),
            text("kind"),
            text("reason").nullable(),
            text("text"),
            integer("asked_at"),
            text("answer_by"),
        ],
    )
    .await?;
    table(
        manager,
        "order_request_line",
        &[
            integer("request_id").part_of_key().refers("order_request"),
            integer("order_line_id").part_of_key().refers("order_line"),
            integer("quantity"),
        ],
    )
    .await?;
    table(
        manager,
        "order_request_photo",
        &[
            integer("request_id").part_of_key().refers("order_request"),
            integer("picture_id").part_of_key().refers("picture"),
            integer("position"),
        ],
    )
    .await?;
    // Its key is the request's: whoever answers first has answered.
    table(
        manager,
        "order_answer",
        &[
            integer("request_id").part_of_key().refers("order_request"),
            text("verdict"),
            text("text"),
            integer("account_id").nullable().refers("account"),
            integer("at"),
        ],
    )
    .await?;
    index(manager, "order_request", &["order_id"]).await?;
    index(manager, "order_request", &["answer_by"]).await
}

async fn forbid_changes(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Sqlite {
        for change in ["UPDATE", "DELETE"] {
            let name = change.to_lowercase();
            let trigger = format!(
                "CREATE TRIGGER {table}_no_{name} BEFORE {change} ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'what was told is never changed'); END"
            );
            run(manager, &trigger).await?;
        }
        return Ok(());
    }
    let function = "CREATE OR REPLACE FUNCTION request_is_immutable() RETURNS trigger LANGUAGE plpgsql AS \
                    $$ BEGIN RAISE EXCEPTION 'what was told is never changed'; END $$";
    run(manager, function).await?;
    let trigger = format!(
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} \
         FOR EACH ROW EXECUTE FUNCTION request_is_immutable()"
    );
    run(manager, &trigger).await
}
