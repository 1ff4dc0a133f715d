//! The rows of a listing, written within the caller's transaction.

use std::collections::HashSet;

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use shop::{
    catalogue::{
        listing::ListingState,
        listing_details::Details,
        listing_flaw::Flaw,
        listing_form::{Field, Filled, free_slug},
        listing_search::SearchWords,
        listing_service::{ListingRefusal, Offer},
    },
    id::ProductId,
    identity::party::ProducerStaff,
    media::photo::PHOTOS_MAX,
    text::slug,
};
use time::OffsetDateTime;

use super::listing_rows_store::write_state;
use crate::{
    clock::to_ms,
    entity::{category, picture, producer, product, product_picture, stock, variant, village},
    fault::{Fault, Halt},
};

/// How often another listing may take the address that was just found free.
const TRIES: usize = 20;

pub async fn category(transaction: &DatabaseTransaction, slug: &str) -> Result<Option<category::Model>, Fault> {
    Ok(category::Entity::find().filter(category::Column::Slug.eq(slug)).one(transaction).await?)
}

pub async fn is_taken(transaction: &DatabaseTransaction, slug: &str) -> Result<bool, Fault> {
    Ok(product::Entity::find().filter(product::Column::Slug.eq(slug)).one(transaction).await?.is_some())
}

/// The keys of these pictures in their order, each once. A picture must be the producer's own or an illustration of
/// ours, which is nobody's.
pub async fn pictures(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    hashes: &[String],
) -> Result<Result<Vec<i64>, Flaw>, Fault> {
    let rows = picture::Entity::find().filter(picture::Column::Hash.is_in(hashes)).all(transaction).await?;
    let usable = |row: &picture::Model| match row.producer_id {
        Some(producer) => producer == who.producer.get(),
        None => row.illustration,
    };
    let mut keys = Vec::new();
    for hash in hashes {
        let Some(row) = rows.iter().find(|row| row.hash == *hash && usable(row)) else {
            return Ok(Err(Flaw::ForeignPicture));
        };
        if !keys.contains(&row.id) {
            keys.push(row.id);
        }
    }
    Ok(if keys.len() > PHOTOS_MAX { Err(Flaw::TooManyPictures { max: PHOTOS_MAX }) } else { Ok(keys) })
}

/// The keys of a listing's pictures in their order.
pub async fn attached(transaction: &DatabaseTransaction, product: i64) -> Result<Vec<i64>, Fault> {
    let keys = product_picture::Entity::find()
        .select_only()
        .column(product_picture::Column::PictureId)
        .filter(product_picture::Column::ProductId.eq(product))
        .order_by_asc(product_picture::Column::Position)
        .order_by_asc(product_picture::Column::PictureId)
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(keys)
}

/// Inserts the product's row under its own address, or under the first free one that its name gives.
pub async fn insert(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    offer: &Offer,
    kind: &category::Model,
    state: &ListingState,
    now: OffsetDateTime,
) -> Result<String, Halt<ListingRefusal>> {
    let mut row = product::ActiveModel {
        producer_id: Set(who.producer.get()),
        version: Set(to_ms(now)),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    let words = search_words(transaction, who, &offer.filled.details, kind).await?;
    write_details(&mut row, &offer.filled.details, kind, words, now);
    write_state(&mut row, state);
    let name = &offer.filled.details.name;
    let mut taken = taken(transaction, &slug(name)).await?;
    for _ in 0..TRIES {
        let slug = match &offer.filled.slug {
            Some(own) => own.clone(),
            None => free_slug(name, |slug| taken.contains(slug)),
        };
        row.slug = Set(slug.clone());
        // Whoever took the address meanwhile must not end the transaction with an error.
        let conflict = OnConflict::column(product::Column::Slug).do_nothing().to_owned();
        let insert = product::Entity::insert(row.clone()).on_conflict(conflict);
        if insert.exec_without_returning(transaction).await? > 0 {
            return Ok(slug);
        }
        if offer.filled.slug.is_some() {
            break;
        }
        taken.insert(slug);
    }
    Err(Halt::Refused(ListingRefusal::Fields(vec![(Field::Slug, Flaw::AddressTaken)])))
}

/// The addresses in use that begin like this one.
async fn taken(transaction: &DatabaseTransaction, base: &str) -> Result<HashSet<String>, Fault> {
    let slugs: Vec<String> = product::Entity::find()
        .select_only()
        .column(product::Column::Slug)
        .filter(product::Column::Slug.starts_with(base))
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(slugs.into_iter().collect())
}

/// The key of the listing just made.
pub async fn id_of(transaction: &DatabaseTransaction, who: &ProducerStaff, slug: &str) -> Result<ProductId, Fault> {
    let row = product::Entity::find()
        .filter(product::Column::Slug.eq(slug))
        .filter(product::Column::ProducerId.eq(who.producer.get()))
        .one(transaction)
        .await?;
    row.map(|row| ProductId::new(row.id)).ok_or_else(|| Fault::inconsistency("product", "slug", slug))
}

/// Writes what a listing became, and what that did to its state.
pub async fn update(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    row: product::Model,
    offer: &Offer,
    kind: &category::Model,
    (before, after): (&ListingState, &ListingState),
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let details = &offer.filled.details;
    let words = search_words(transaction, who, details, kind).await?;
    let product = row.id;
    let mut row = row.into_active_model();
    write_details(&mut row, details, kind, words, now);
    if before != after {
        write_state(&mut row, after);
    }
    row.update(transaction).await?;
    let first = first_variant(transaction, ProductId::new(product)).await?;
    let mut variant = first.into_active_model();
    write_variant(&mut variant, details);
    variant.update(transaction).await?;
    Ok(())
}

fn write_details(
    row: &mut product::ActiveModel,
    details: &Details,
    kind: &category::Model,
    words: SearchWords,
    now: OffsetDateTime,
) {
    row.category_id = Set(kind.id);
    row.name = Set(details.name.clone());
    row.name_en = Set(details.name_en.clone());
    row.description = Set(details.description.clone());
    row.ingredients = Set(details.ingredients.clone());
    row.storage = Set(details.storage.clone());
    row.nitrogen_g_per_l = Set(details.nitrogen);
    row.search_exact = Set(words.exact);
    row.search_folded = Set(words.folded);
    row.updated_at = Set(to_ms(now));
}

async fn search_words(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    details: &Details,
    kind: &category::Model,
) -> Result<SearchWords, Fault> {
    let missing = |what| move || Fault::inconsistency("producer", what, who.producer);
    let producer = producer::Entity::find_by_id(who.producer.get()).one(transaction).await?;
    let producer = producer.ok_or_else(missing("id"))?;
    let village = village::Entity::find_by_id(producer.village_id).one(transaction).await?;
    let village = village.ok_or_else(missing("village_id"))?;
    Ok(SearchWords::of(&[&details.name, &details.name_en, &producer.name, &village.name, &kind.name]))
}

/// Inserts the one variant of a new listing with its stock.
pub async fn insert_variant(
    transaction: &DatabaseTransaction,
    product: ProductId,
    filled: &Filled,
) -> Result<(), Fault> {
    let mut row = variant::ActiveModel { product_id: Set(product.get()), position: Set(0), ..Default::default() };
    write_variant(&mut row, &filled.details);
    let variant = row.insert(transaction).await?.id;
    let stock =
        stock::ActiveModel { variant_id: Set(variant), on_hand: Set(filled.stock), allocated: Set(0), held: Set(0) };
    stock.insert(transaction).await?;
    Ok(())
}

fn write_variant(row: &mut variant::ActiveModel, details: &Details) {
    row.name = Set(details.unit.clone());
    row.name_en = Set(details.unit_en.clone());
    row.price = Set(details.price.get());
    row.weight_g = Set(details.weight_g);
    row.content_amount = Set(details.content.map(|content| content.amount));
    row.content_unit = Set(details.content.map(|content| content.unit.as_str().to_owned()));
}

async fn first_variant(transaction: &DatabaseTransaction, product: ProductId) -> Result<variant::Model, Fault> {
    variant::Entity::find()
        .filter(variant::Column::ProductId.eq(product.get()))
        .order_by_asc(variant::Column::Position)
        .order_by_asc(variant::Column::Id)
        .one(transaction)
        .await?
        .ok_or_else(|| Fault::inconsistency("variant", "product_id", product))
}

/// Books a stock take: so many units lie on the shelf. What is held or allocated stays, even if it is more.
pub async fn count(transaction: &DatabaseTransaction, product: ProductId, units: i64) -> Result<(), Fault> {
    let variant = first_variant(transaction, product).await?;
    stock::Entity::update_many()
        .col_expr(stock::Column::OnHand, Expr::value(units))
        .filter(stock::Column::VariantId.eq(variant.id))
        .exec(transaction)
        .await?;
    Ok(())
}

pub async fn clear_pictures(transaction: &DatabaseTransaction, product: ProductId) -> Result<(), Fault> {
    product_picture::Entity::delete_many()
        .filter(product_picture::Column::ProductId.eq(product.get()))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Puts pictures on a listing that has none, in this order.
pub async fn place_pictures(
    transaction: &DatabaseTransaction,
    product: ProductId,
    pictures: &[i64],
) -> Result<(), Fault> {
    let rows = (0..).zip(pictures).map(|(position, picture)| product_picture::ActiveModel {
        product_id: Set(product.get()),
        picture_id: Set(*picture),
        position: Set(position),
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        product_picture::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}
