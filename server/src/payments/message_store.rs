//! What banks told us, word for word: kept before anything is done with it, and until it was worked on.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use shop::payments::service::BankFeed;
use time::OffsetDateTime;

use crate::{clock::to_ms, database::Database, entity::bank_message, fault::Fault};

/// A message to keep.
pub struct Message<'a> {
    /// The feed's own number of it, or a hash of what cannot be read.
    pub external_id: String,
    pub body: &'a [u8],
    /// Why it cannot be worked on, if it cannot.
    pub fault: Option<String>,
}

/// Keeps a message in a transaction of its own and gives its row if it is still to be worked on. Known already: nothing
/// is added.
pub async fn keep(
    database: &Database,
    feed: &BankFeed,
    message: Message<'_>,
    now: OffsetDateTime,
) -> Result<Option<i64>, Fault> {
    let row = bank_message::ActiveModel {
        source: Set(feed.as_str().to_owned()),
        external_id: Set(message.external_id.clone()),
        body: Set(message.body.to_owned()),
        received_at: Set(to_ms(now)),
        processed_at: Set(message.fault.is_some().then(|| to_ms(now))),
        fault: Set(message.fault),
        ..Default::default()
    };
    let known = OnConflict::columns([bank_message::Column::Source, bank_message::Column::ExternalId]);
    let transaction = database.begin().await?;
    bank_message::Entity::insert(row)
        .on_conflict(known.clone().do_nothing().to_owned())
        .exec_without_returning(&transaction)
        .await?;
    let kept = bank_message::Entity::find()
        .filter(bank_message::Column::Source.eq(feed.as_str()))
        .filter(bank_message::Column::ExternalId.eq(message.external_id))
        .one(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(kept.filter(|row| row.processed_at.is_none()).map(|row| row.id))
}

/// Messages that were kept after the one of this number and not worked on, the oldest first, so many at most.
pub async fn waiting(database: &Database, feed: &BankFeed, after: i64, limit: u64) -> Result<Vec<i64>, Fault> {
    let rows = bank_message::Entity::find()
        .select_only()
        .column(bank_message::Column::Id)
        .filter(bank_message::Column::Source.eq(feed.as_str()))
        .filter(bank_message::Column::ProcessedAt.is_null())
        .filter(bank_message::Column::Id.gt(after))
        .order_by_asc(bank_message::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(database.read())
        .await?;
    Ok(rows)
}

/// Takes a message to work on it; `None` when it was worked on already. Whoever comes second waits here.
pub async fn claim(
    transaction: &DatabaseTransaction,
    feed: &BankFeed,
    id: i64,
) -> Result<Option<bank_message::Model>, Fault> {
    let row = bank_message::Entity::find_by_id(id)
        .filter(bank_message::Column::Source.eq(feed.as_str()))
        .lock_exclusive()
        .one(transaction)
        .await?;
    Ok(row.filter(|row| row.processed_at.is_none()))
}

/// The message was worked on.
pub async fn done(transaction: &DatabaseTransaction, id: i64, now: OffsetDateTime) -> Result<(), Fault> {
    let row =
        bank_message::ActiveModel { id: Unchanged(id), processed_at: Set(Some(to_ms(now))), ..Default::default() };
    row.update(transaction).await?;
    Ok(())
}
