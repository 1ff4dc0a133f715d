//! What banks told us, word for word: kept before anything is done with it, and until it was worked on.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::OnConflict,
};
use time::OffsetDateTime;

use crate::{clock::to_ms, database::Database, entity::bank_message, fault::Fault};

/// A message to keep.
pub struct Message<'a> {
    /// What sent it.
    pub source: &'a str,
    /// The payee whose own address it came to.
    pub payee: Option<i64>,
    /// The source's own number of it, or a hash of what cannot be read.
    pub external_id: String,
    pub body: &'a [u8],
    /// Whether it is to be worked on, or kept and nothing more.
    pub to_work_on: bool,
    /// Why it cannot be read, if it cannot.
    pub fault: Option<String>,
}

impl Message<'_> {
    fn row(self, now: OffsetDateTime) -> bank_message::ActiveModel {
        bank_message::ActiveModel {
            source: Set(self.source.to_owned()),
            external_id: Set(self.external_id),
            body: Set(self.body.to_owned()),
            received_at: Set(to_ms(now)),
            processed_at: Set((!self.to_work_on).then(|| to_ms(now))),
            fault: Set(self.fault),
            payee_id: Set(self.payee),
            ..Default::default()
        }
    }
}

/// Keeps a message in a transaction of its own and gives its row if it is still to be worked on. Known already: nothing
/// is added.
pub async fn keep(database: &Database, message: Message<'_>, now: OffsetDateTime) -> Result<Option<i64>, Fault> {
    let (source, external_id) = (message.source.to_owned(), message.external_id.clone());
    let known = OnConflict::columns([bank_message::Column::Source, bank_message::Column::ExternalId]);
    let transaction = database.begin().await?;
    bank_message::Entity::insert(message.row(now))
        .on_conflict(known.clone().do_nothing().to_owned())
        .exec_without_returning(&transaction)
        .await?;
    let kept = bank_message::Entity::find()
        .filter(bank_message::Column::Source.eq(source))
        .filter(bank_message::Column::ExternalId.eq(external_id))
        .one(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(kept.filter(|row| row.processed_at.is_none()).map(|row| row.id))
}

/// Keeps new messages in a transaction of the caller's.
pub async fn keep_all(
    transaction: &DatabaseTransaction,
    messages: Vec<Message<'_>>,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let rows = messages.into_iter().map(|message| message.row(now));
    bank_message::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(())
}

/// Messages that were kept and not worked on, the oldest first, after one and so many at most.
pub async fn waiting(database: &Database, after: i64, limit: u64) -> Result<Vec<i64>, Fault> {
    let rows = bank_message::Entity::find()
        .select_only()
        .column(bank_message::Column::Id)
        .filter(bank_message::Column::ProcessedAt.is_null())
        .filter(bank_message::Column::Id.gt(after))
        .order_by_asc(bank_message::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(database.read())
        .await?;
    Ok(rows)
}

/// Messages of a source that wait, whose numbers begin in one way.
pub fn waiting_of(source: &str, external_ids: &str) -> Select<bank_message::Entity> {
    bank_message::Entity::find()
        .filter(bank_message::Column::ProcessedAt.is_null())
        .filter(bank_message::Column::Source.eq(source))
        .filter(bank_message::Column::ExternalId.starts_with(external_ids))
}

/// Takes a message to work on it; `None` when it was worked on already. Whoever comes second waits here.
pub async fn claim(transaction: &DatabaseTransaction, id: i64) -> Result<Option<bank_message::Model>, Fault> {
    let row = bank_message::Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(row.filter(|row| row.processed_at.is_none()))
}

/// The message was worked on.
pub async fn done(transaction: &DatabaseTransaction, id: i64, now: OffsetDateTime) -> Result<(), Fault> {
    let row =
        bank_message::ActiveModel { id: Unchanged(id), processed_at: Set(Some(to_ms(now))), ..Default::default() };
    row.update(transaction).await?;
    Ok(())
}
