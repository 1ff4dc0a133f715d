//! What is to be sent after a transaction: written in it, sent by a job, tried again when sending fails.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use time::{Duration, OffsetDateTime};

use crate::{clock::to_ms, database::Database, entity::outbox, fault::Fault};

/// After so many attempts a message stays where it is, with its fault, for the operator to see.
pub const ATTEMPTS_MAX: i64 = 8;
/// Who claimed a message and died is waited for so long.
const CLAIM: Duration = Duration::minutes(5);
/// How many are looked at in one go.
const AT_ONCE: u64 = 20;
/// How much is kept of what went wrong.
const FAULT_CHARS_MAX: usize = 500;

/// Something to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub id: i64,
    pub kind: String,
    pub payload: String,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// Puts something to be sent into the transaction; `kind` names the job's way of sending it.
pub async fn enqueue(
    transaction: &DatabaseTransaction,
    kind: &str,
    payload: &serde_json::Value,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let row = outbox::ActiveModel {
        kind: Set(kind.to_owned()),
        payload: Set(payload.to_string()),
        created_at: Set(to_ms(now)),
        not_before: Set(to_ms(now)),
        attempts: Set(0),
        done_at: Set(None),
        fault: Set(None),
        ..Default::default()
    };
    row.insert(transaction).await?;
    Ok(())
}

/// Takes what is due for sending. Each message is taken by one process alone, and counted as tried before it is.
pub async fn take_due(database: &Database, now: OffsetDateTime) -> Result<Vec<Message>, Fault> {
    let due = outbox::Entity::find()
        .filter(outbox::Column::DoneAt.is_null())
        .filter(outbox::Column::NotBefore.lte(to_ms(now)))
        .filter(outbox::Column::Attempts.lt(ATTEMPTS_MAX))
        .order_by_asc(outbox::Column::Id)
        .limit(AT_ONCE)
        .all(database.read())
        .await?;
    let mut taken = Vec::new();
    for row in due {
        let transaction = database.begin().await?;
        let claimed = outbox::Entity::update_many()
            .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts).add(1))
            .col_expr(outbox::Column::NotBefore, Expr::value(to_ms(now + CLAIM)))
            .filter(outbox::Column::Id.eq(row.id))
            .filter(outbox::Column::Attempts.eq(row.attempts))
            .filter(outbox::Column::DoneAt.is_null())
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        if claimed.rows_affected == 1 {
            taken.push(Message { id: row.id, kind: row.kind, payload: row.payload, attempts: row.attempts + 1 });
        }
    }
    Ok(taken)
}

/// The message went out.
pub async fn sent(database: &Database, message: &Message, now: OffsetDateTime) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::DoneAt, Expr::value(to_ms(now)))
        .col_expr(outbox::Column::Fault, Expr::value(Option::<String>::None))
        .filter(outbox::Column::Id.eq(message.id))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// The message did not go out; it waits until `again`.
pub async fn not_sent(
    database: &Database,
    message: &Message,
    fault: &Fault,
    again: OffsetDateTime,
) -> Result<(), Fault> {
    let fault: String = fault.to_string().chars().take(FAULT_CHARS_MAX).collect();
    let transaction = database.begin().await?;
    outbox::Entity::update_many()
        .col_expr(outbox::Column::NotBefore, Expr::value(to_ms(again)))
        .col_expr(outbox::Column::Fault, Expr::value(fault))
        .filter(outbox::Column::Id.eq(message.id))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}
