//! A producer's listings: read, made, changed. A listing of another producer is not found.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use shop::{
    catalogue::{
        listing::{Edit, ListingState},
        listing_details::{Category, Listing, changes},
        listing_flaw::Flaw,
        listing_form::Field,
        listing_service::{ListingRefusal, Offer, Step, StockTake},
    },
    id::{ProductId, VariantId},
    identity::party::{Anyone, ProducerStaff},
    page::{Page, Window},
};
use time::OffsetDateTime;

use super::{
    freshness_store::{market_changed, products_changed},
    listing_rows_store::{listings, write_state},
    listing_write_store as write,
};
use crate::{
    checkout::stock_store,
    clock::to_ms,
    database::Database,
    entity::{category, product, variant},
    fault::{Fault, Halt},
};

pub async fn own(database: &Database, who: &ProducerStaff, window: Window) -> Result<Page<Listing>, Fault> {
    let mine = product::Entity::find().filter(product::Column::ProducerId.eq(who.producer.get()));
    let total = mine.clone().count(database.read()).await?;
    let rows = mine
        .order_by_desc(product::Column::UpdatedAt)
        .order_by_desc(product::Column::Id)
        .offset(window.offset())
        .limit(u64::from(window.size))
        .all(database.read())
        .await?;
    Ok(Page::new(listings(database.read(), &rows).await?, window, total))
}

pub async fn one(database: &Database, who: &ProducerStaff, slug: &str) -> Result<Option<Listing>, Fault> {
    let row = product::Entity::find()
        .filter(product::Column::Slug.eq(slug))
        .filter(product::Column::ProducerId.eq(who.producer.get()))
        .one(database.read())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(listings(database.read(), &[row]).await?.pop())
}

pub async fn categories(database: &Database, _: &Anyone) -> Result<Vec<Category>, Fault> {
    let rows = category::Entity::find()
        .order_by_asc(category::Column::Position)
        .order_by_asc(category::Column::Id)
        .all(database.read())
        .await?;
    Ok(rows.into_iter().map(|row| Category { slug: row.slug, name: row.name, name_en: row.name_en }).collect())
}

/// Makes a listing in the caller's transaction and gives its slug.
pub async fn create(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    offer: &Offer,
    now: OffsetDateTime,
) -> Result<String, Halt<ListingRefusal>> {
    let kind = write::category(transaction, &offer.filled.details.category).await?;
    let pictures = write::pictures(transaction, who, &offer.pictures).await?;
    let mut flaws = Vec::new();
    let kind = kind.ok_or((Field::Category, Flaw::UnknownChoice)).map_err(|flaw| flaws.push(flaw));
    let pictures = pictures.map_err(|flaw| flaws.push((Field::Photo, flaw)));
    if let Some(own) = &offer.filled.slug
        && write::is_taken(transaction, own).await?
    {
        flaws.push((Field::Slug, Flaw::AddressTaken));
    }
    let (Ok(kind), Ok(pictures), true) = (kind, pictures, flaws.is_empty()) else {
        return Err(Halt::Refused(ListingRefusal::Fields(flaws)));
    };
    let draft = ListingState::Draft { sent_back: None };
    let state = if offer.submit { draft.submit(now).map_err(|step| Halt::Refused(step.into()))? } else { draft };
    let slug = write::insert(transaction, who, offer, &kind, &state, now).await?;
    let id = write::id_of(transaction, who, &slug).await?;
    write::insert_variant(transaction, id, &offer.filled).await?;
    write::place_pictures(transaction, id, &pictures).await?;
    Ok(slug)
}

/// Changes a listing as [`ListingState::edit`] has it.
pub async fn change(
    database: &Database,
    who: &ProducerStaff,
    slug: &str,
    offer: &Offer,
    take: StockTake,
    now: OffsetDateTime,
) -> Result<(), Halt<ListingRefusal>> {
    let transaction = database.begin().await?;
    if matches!(take, StockTake::Counted(_)) {
        // Before the product, as buyers do: checkout locks stock and then notes that the product changed.
        lock_stock(&transaction, who, slug).await?;
    }
    let row = locked(&transaction, who, slug).await?;
    let before = listings(&transaction, std::slice::from_ref(&row)).await?.pop().ok_or_else(|| lost(&row))?;
    let details = &offer.filled.details;
    let kind = write::category(&transaction, &details.category).await?;
    let attached = write::attached(&transaction, row.id).await?;
    let pictures = write::pictures(&transaction, who, &offer.pictures).await?;
    let (kind, pictures) = match (kind, pictures) {
        (Some(kind), Ok(pictures)) => (kind, pictures),
        (kind, pictures) => return Err(Halt::Refused(ListingRefusal::Fields(refused(kind.is_none(), pictures.err())))),
    };
    let mut edits = changes(&before.details, details);
    if pictures != attached {
        edits.push(Edit::Images);
    }
    let counted = match take {
        StockTake::Counted(units) if units != before.stock.on_hand => Some(units),
        StockTake::Counted(_) | StockTake::Untouched => None,
    };
    edits.extend(counted.map(|_| Edit::Stock));
    let mut state = before.state.clone().edit(&edits, now).map_err(|step| Halt::Refused(step.into()))?;
    if offer.submit && matches!(state, ListingState::Draft { .. }) {
        state = state.submit(now).map_err(|step| Halt::Refused(step.into()))?;
    }
    let product = ProductId::new(row.id);
    write::update(&transaction, who, row, offer, &kind, (&before.state, &state), now).await?;
    if edits.contains(&Edit::Images) {
        write::clear_pictures(&transaction, product).await?;
        write::place_pictures(&transaction, product, &pictures).await?;
    }
    if let Some(units) = counted {
        write::count(&transaction, product, units).await?;
        products_changed(&transaction, &[product], now).await?;
    }
    if was_seen(&before.state) && edits.iter().any(|edit| !matches!(edit, Edit::Stock)) {
        market_changed(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// A step that needs no form.
pub async fn step(
    database: &Database,
    who: &ProducerStaff,
    slug: &str,
    step: Step,
    now: OffsetDateTime,
) -> Result<(), Halt<ListingRefusal>> {
    let transaction = database.begin().await?;
    let row = locked(&transaction, who, slug).await?;
    let before = ListingState::try_from(&row)?;
    let after = match step {
        Step::Submit => before.submit(now),
        Step::Pause => before.pause(now),
        Step::Resume => before.resume(),
    };
    let after = after.map_err(|step| Halt::Refused(ListingRefusal::Step(step)))?;
    let mut row = row.into_active_model();
    write_state(&mut row, &after);
    row.updated_at = Set(to_ms(now));
    row.update(&transaction).await?;
    if step != Step::Submit {
        market_changed(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// The listing's row, which nobody else changes until the transaction ends.
async fn lock_stock(transaction: &DatabaseTransaction, who: &ProducerStaff, slug: &str) -> Result<(), Fault> {
    let own = product::Entity::find()
        .select_only()
        .column(product::Column::Id)
        .filter(product::Column::Slug.eq(slug))
        .filter(product::Column::ProducerId.eq(who.producer.get()))
        .into_query();
    let variants: Vec<i64> = variant::Entity::find()
        .select_only()
        .column(variant::Column::Id)
        .filter(variant::Column::ProductId.in_subquery(own))
        .into_tuple()
        .all(transaction)
        .await?;
    let variants: Vec<VariantId> = variants.into_iter().map(VariantId::new).collect();
    stock_store::lock(transaction, &variants).await.map(drop)
}

async fn locked(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    slug: &str,
) -> Result<product::Model, Halt<ListingRefusal>> {
    product::Entity::find()
        .filter(product::Column::Slug.eq(slug))
        .filter(product::Column::ProducerId.eq(who.producer.get()))
        .lock_exclusive()
        .one(transaction)
        .await?
        .ok_or(Halt::Refused(ListingRefusal::NotFound))
}

/// Whether shoppers may have a page of it.
fn was_seen(state: &ListingState) -> bool {
    matches!(state, ListingState::Published { .. } | ListingState::Paused { .. })
}

fn refused(no_kind: bool, pictures: Option<Flaw>) -> Vec<(Field, Flaw)> {
    let kind = no_kind.then_some((Field::Category, Flaw::UnknownChoice));
    kind.into_iter().chain(pictures.map(|flaw| (Field::Photo, flaw))).collect()
}

fn lost(row: &product::Model) -> Fault {
    Fault::inconsistency("variant", "product_id", row.id)
}
