//! What is to be sent after a transaction: written in it, sent by a job.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction};
use time::OffsetDateTime;

use crate::{clock::to_ms, entity::outbox, fault::Fault};

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
