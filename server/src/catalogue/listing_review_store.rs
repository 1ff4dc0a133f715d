//! What waits for review and what is on the shelf, for those who answer for it. A listing of a producer that is no
//! member of the reviewer's cooperative is not found.

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::SelectStatement,
};
use shop::{
    catalogue::{
        listing::{ListingState, Objection},
        listing_review_service::{Candidate, ReviewRefusal, Verdict},
    },
    id::AccountId,
    identity::party::{CooperativeStaff, Operator},
    page::{Page, Window},
    text::fold,
};
use time::OffsetDateTime;

use super::{
    freshness_store::market_changed,
    listing_rows_store::{listings, write_state},
};
use crate::{
    clock::to_ms,
    database::Database,
    entity::{membership, producer, product, village},
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
};

/// The members of the reviewer's cooperative.
fn members(who: &CooperativeStaff) -> SelectStatement {
    membership::Entity::find()
        .select_only()
        .column(membership::Column::ProducerId)
        .filter(membership::Column::CooperativeId.eq(who.cooperative.get()))
        .into_query()
}

pub async fn queue(database: &Database, who: &CooperativeStaff, window: Window) -> Result<Page<Candidate>, Fault> {
    let waiting = product::Entity::find()
        .filter(product::Column::State.eq("in_review"))
        .filter(product::Column::ProducerId.in_subquery(members(who)))
        .order_by_asc(product::Column::SubmittedAt)
        .order_by_asc(product::Column::Id);
    page(database, waiting, window).await
}

pub async fn shelf(database: &Database, _: &Operator, asked: &str, window: Window) -> Result<Page<Candidate>, Fault> {
    let listed =
        product::Entity::find().filter(product::Column::State.is_in([ListingState::PUBLISHED, ListingState::PAUSED]));
    // Folded words are letters and digits: none of them means something to LIKE.
    let found = fold(asked)
        .split(' ')
        .filter(|word| !word.is_empty())
        .fold(listed, |found, word| found.filter(product::Column::SearchFolded.contains(word)));
    page(database, found.order_by_asc(product::Column::SearchFolded).order_by_asc(product::Column::Id), window).await
}

async fn page(database: &Database, asked: Select<product::Entity>, window: Window) -> Result<Page<Candidate>, Fault> {
    let connection = database.read();
    let total = asked.clone().count(connection).await?;
    let rows = asked.offset(window.offset()).limit(u64::from(window.size)).all(connection).await?;
    let makers = makers(connection, &rows).await?;
    let mut candidates = Vec::with_capacity(rows.len());
    for (row, listing) in rows.iter().zip(listings(connection, &rows).await?) {
        let maker = makers.get(&row.producer_id);
        let maker = maker.ok_or_else(|| Fault::inconsistency("product", "producer_id", row.id))?.clone();
        let (producer, producer_slug, village) = maker;
        candidates.push(Candidate { listing, producer, producer_slug, village });
    }
    Ok(Page::new(candidates, window, total))
}

/// Name, slug and village of each listing's producer, by producer.
async fn makers<C: ConnectionTrait>(
    connection: &C,
    rows: &[product::Model],
) -> Result<HashMap<i64, (String, String, String)>, Fault> {
    let producers = producer::Entity::find()
        .filter(producer::Column::Id.is_in(rows.iter().map(|row| row.producer_id)))
        .all(connection)
        .await?;
    let villages: HashMap<i64, String> = village::Entity::find()
        .filter(village::Column::Id.is_in(producers.iter().map(|producer| producer.village_id)))
        .all(connection)
        .await?
        .into_iter()
        .map(|village| (village.id, village.name))
        .collect();
    let maker = |producer: producer::Model| {
        let village = villages.get(&producer.village_id).cloned().unwrap_or_default();
        (producer.id, (producer.name, producer.slug, village))
    };
    Ok(producers.into_iter().map(maker).collect())
}

pub async fn decide(
    database: &Database,
    who: &CooperativeStaff,
    slug: &str,
    seen: OffsetDateTime,
    verdict: &Verdict,
    now: OffsetDateTime,
) -> Result<(), Halt<ReviewRefusal>> {
    let transaction = database.begin().await?;
    let row = product::Entity::find()
        .filter(product::Column::Slug.eq(slug))
        .filter(product::Column::ProducerId.in_subquery(members(who)))
        .lock_exclusive()
        .one(&transaction)
        .await?
        .ok_or(Halt::Refused(ReviewRefusal::NotFound))?;
    let before = ListingState::try_from(&row)?;
    if matches!(before, ListingState::InReview { submitted_at } if submitted_at != seen) {
        return Err(Halt::Refused(ReviewRefusal::Changed));
    }
    let (action, after) = match verdict {
        Verdict::Approve => ("listing.approve", before.approve(now, who.account)),
        Verdict::SendBack(reason) => ("listing.send_back", before.send_back(objection(who.account, reason, now))),
    };
    let after = after.map_err(|_| Halt::Refused(ReviewRefusal::Decided))?;
    write_down(&transaction, who.account, row, action, &after, now).await?;
    transaction.commit().await?;
    Ok(())
}

pub async fn take_down(
    database: &Database,
    who: &Operator,
    slug: &str,
    reason: &str,
    now: OffsetDateTime,
) -> Result<(), Halt<ReviewRefusal>> {
    let transaction = database.begin().await?;
    let row = product::Entity::find()
        .filter(product::Column::Slug.eq(slug))
        .lock_exclusive()
        .one(&transaction)
        .await?
        .ok_or(Halt::Refused(ReviewRefusal::NotFound))?;
    let after = ListingState::try_from(&row)?.take_down(objection(who.account, reason, now));
    let after = after.map_err(|_| Halt::Refused(ReviewRefusal::Decided))?;
    write_down(&transaction, who.account, row, "listing.take_down", &after, now).await?;
    transaction.commit().await?;
    Ok(())
}

fn objection(by: AccountId, reason: &str, at: OffsetDateTime) -> Objection {
    Objection { at, by: Some(by), reason: reason.to_owned() }
}

/// Writes a decision into the listing and into the trail.
async fn write_down(
    transaction: &DatabaseTransaction,
    who: AccountId,
    row: product::Model,
    action: &str,
    after: &ListingState,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let (subject, slug) = (format!("product:{}", row.id), row.slug.clone());
    let mut row = row.into_active_model();
    write_state(&mut row, after);
    row.updated_at = Set(to_ms(now));
    let row = row.update(transaction).await?;
    let detail = if row.state_note.is_empty() { slug } else { format!("{slug}: {}", row.state_note) };
    record(transaction, who, Deed { action, subject, detail }, now).await?;
    market_changed(transaction).await
}
