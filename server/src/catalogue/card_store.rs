//! Products as lists show them, with a constant number of queries however many they are.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use shop::{
    catalogue::card::{Availability, ProductCard},
    identity::party::Anyone,
    media::picture::Picture,
    money::Money,
};
use time::OffsetDateTime;

use crate::{
    clock::to_ms,
    entity::{picture, producer, product, product_picture, stock, variant, village},
    fault::Fault,
    media::store,
};

/// The cards of products in the order of their ids, given by whoever knows that they are published. A card speaks of
/// the cheapest packing and says how much is left of all.
pub async fn cards(
    read: &DatabaseConnection,
    who: &Anyone,
    ids: &[i64],
    now: OffsetDateTime,
) -> Result<Vec<ProductCard>, Fault> {
    let products = product::Entity::find().filter(product::Column::Id.is_in(ids.iter().copied())).all(read).await?;
    let makers = makers(read, products.iter().map(|product| product.producer_id)).await?;
    let variants = variants(read, who, ids).await?;
    let mut pictures = pictures(read, who, ids).await?;
    let mut cards: HashMap<i64, ProductCard> = HashMap::with_capacity(products.len());
    for product in products {
        let (maker, village) =
            makers.get(&product.producer_id).ok_or_else(|| unknown("product", "producer_id", product.id))?;
        let of_product = variants.get(&product.id).map(Vec::as_slice).unwrap_or_default();
        let Some((cheapest, _)) = of_product.iter().min_by_key(|(variant, _)| variant.price) else {
            // A list does not break for one product; its own page tells of the incident.
            tracing::error!(product = product.id, "a published product has no packing");
            continue;
        };
        let left: i64 = of_product.iter().map(|(_, left)| (*left).max(0)).sum();
        let card = ProductCard {
            slug: product.slug,
            name: product.name,
            name_en: product.name_en,
            unit: cheapest.name.clone(),
            unit_en: cheapest.name_en.clone(),
            price: Money::dong(cheapest.price),
            producer: maker.name.clone(),
            producer_slug: maker.slug.clone(),
            village: village.name.clone(),
            picture: pictures.remove(&product.id).and_then(|pictures| pictures.into_iter().next()),
            availability: availability(left, is_paused(maker, now)),
        };
        cards.insert(product.id, card);
    }
    Ok(ids.iter().filter_map(|id| cards.remove(id)).collect())
}

/// How much is left, unless the maker takes no orders.
pub fn availability(left: i64, paused: bool) -> Availability {
    if paused { Availability::MakerPaused } else { Availability::of(left) }
}

/// Whether a maker takes no orders at this moment.
pub fn is_paused(maker: &producer::Model, now: OffsetDateTime) -> bool {
    maker.paused_until.is_some_and(|until| until > to_ms(now))
}

/// A row that names one that is not there.
pub fn unknown(table: &'static str, column: &'static str, row: i64) -> Fault {
    Fault::inconsistency(table, column, row)
}

async fn makers(
    read: &DatabaseConnection,
    ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, (producer::Model, village::Model)>, Fault> {
    let makers = producer::Entity::find().filter(producer::Column::Id.is_in(ids)).all(read).await?;
    let villages = village::Entity::find()
        .filter(village::Column::Id.is_in(makers.iter().map(|maker| maker.village_id)))
        .all(read)
        .await?;
    let villages: HashMap<i64, village::Model> = villages.into_iter().map(|village| (village.id, village)).collect();
    makers
        .into_iter()
        .map(|maker| {
            let village = villages.get(&maker.village_id).cloned();
            let village = village.ok_or_else(|| unknown("producer", "village_id", maker.id))?;
            Ok((maker.id, (maker, village)))
        })
        .collect()
}

/// The packings of products in their makers' order, each with how many units can be had, by product.
pub async fn variants(
    read: &DatabaseConnection,
    _: &Anyone,
    products: &[i64],
) -> Result<HashMap<i64, Vec<(variant::Model, i64)>>, Fault> {
    let variants = variant::Entity::find()
        .filter(variant::Column::ProductId.is_in(products.iter().copied()))
        .order_by_asc(variant::Column::Position)
        .order_by_asc(variant::Column::Id)
        .all(read)
        .await?;
    let counters = stock::Entity::find()
        .filter(stock::Column::VariantId.is_in(variants.iter().map(|variant| variant.id)))
        .all(read)
        .await?;
    let left: HashMap<i64, i64> =
        counters.into_iter().map(|row| (row.variant_id, row.on_hand - row.allocated - row.held)).collect();
    let mut of_products: HashMap<i64, Vec<(variant::Model, i64)>> = HashMap::new();
    for variant in variants {
        let left = left.get(&variant.id).copied().unwrap_or_default();
        of_products.entry(variant.product_id).or_default().push((variant, left));
    }
    Ok(of_products)
}

/// The pictures of products that can be shown, in their order, by product.
pub async fn pictures(
    read: &impl ConnectionTrait,
    _: &Anyone,
    products: &[i64],
) -> Result<HashMap<i64, Vec<Picture>>, Fault> {
    let places = product_picture::Entity::find()
        .filter(product_picture::Column::ProductId.is_in(products.iter().copied()))
        .order_by_asc(product_picture::Column::Position)
        .order_by_asc(product_picture::Column::PictureId)
        .all(read)
        .await?;
    let rows = picture::Entity::find()
        .filter(picture::Column::Id.is_in(places.iter().map(|place| place.picture_id)))
        .all(read)
        .await?;
    let mut shown: HashMap<i64, Picture> = HashMap::with_capacity(rows.len());
    for row in &rows {
        shown.extend(store::shown(row).map(|picture| (row.id, picture)));
    }
    let mut of_products: HashMap<i64, Vec<Picture>> = HashMap::new();
    for place in places {
        of_products.entry(place.product_id).or_default().extend(shown.get(&place.picture_id).cloned());
    }
    Ok(of_products)
}
