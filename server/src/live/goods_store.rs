//! The products of a session, as cards.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use shop::{
    catalogue::card::{Availability, ProductCard},
    money::Money,
};
use time::OffsetDateTime;

use crate::{
    clock::to_ms,
    entity::{picture, producer, product, product_picture, stock, variant, village},
    fault::Fault,
    media::store::shown,
};

/// The cards of those of the products that are on sale, by product; seven queries however many they are.
pub async fn cards(
    connection: &impl ConnectionTrait,
    products: impl Iterator<Item = i64>,
    now: OffsetDateTime,
) -> Result<BTreeMap<i64, ProductCard>, Fault> {
    let products = product::Entity::find()
        .filter(product::Column::Id.is_in(products))
        .filter(product::Column::State.eq("published"))
        .all(connection)
        .await?;
    let mut variants = first_variants(connection, &products).await?;
    let keys = variants.values().map(|variant| variant.id);
    let stocks = stock::Entity::find().filter(stock::Column::VariantId.is_in(keys)).all(connection).await?;
    let stocks: BTreeMap<i64, stock::Model> = stocks.into_iter().map(|stock| (stock.variant_id, stock)).collect();
    let makers = makers(connection, &products).await?;
    let pictures = first_pictures(connection, &products).await?;
    let mut cards = BTreeMap::new();
    for product in products {
        let variant = variants.remove(&product.id);
        let variant = variant.ok_or_else(|| Fault::inconsistency("product", "variant", product.id))?;
        let stock = stocks.get(&variant.id).ok_or_else(|| Fault::inconsistency("variant", "stock", variant.id))?;
        let maker = makers.get(&product.producer_id);
        let (maker, village) = maker.ok_or_else(|| Fault::inconsistency("product", "producer_id", product.id))?;
        let paused = maker.paused_until.is_some_and(|until| until > to_ms(now));
        let available = Availability::of(stock.on_hand - stock.allocated - stock.held);
        let card = ProductCard {
            slug: product.slug,
            name: product.name,
            name_en: product.name_en,
            unit: variant.name,
            unit_en: variant.name_en,
            price: Money::dong(variant.price),
            producer: maker.name.clone(),
            producer_slug: maker.slug.clone(),
            village: village.clone(),
            picture: pictures.get(&product.id).and_then(shown),
            availability: if paused { Availability::MakerPaused } else { available },
        };
        cards.insert(product.id, card);
    }
    Ok(cards)
}

/// The first variant of each product.
pub async fn first_variants(
    connection: &impl ConnectionTrait,
    products: &[product::Model],
) -> Result<BTreeMap<i64, variant::Model>, Fault> {
    let variants = variant::Entity::find()
        .filter(variant::Column::ProductId.is_in(products.iter().map(|product| product.id)))
        .order_by_desc(variant::Column::Position)
        .all(connection)
        .await?;
    // The last one put in stays: the one with the smallest position.
    Ok(variants.into_iter().map(|variant| (variant.product_id, variant)).collect())
}

async fn makers(
    connection: &impl ConnectionTrait,
    products: &[product::Model],
) -> Result<BTreeMap<i64, (producer::Model, String)>, Fault> {
    let makers = producer::Entity::find()
        .filter(producer::Column::Id.is_in(products.iter().map(|product| product.producer_id)))
        .all(connection)
        .await?;
    let villages = village::Entity::find()
        .filter(village::Column::Id.is_in(makers.iter().map(|maker| maker.village_id)))
        .all(connection)
        .await?;
    let villages: BTreeMap<i64, String> = villages.into_iter().map(|village| (village.id, village.name)).collect();
    makers
        .into_iter()
        .map(|maker| {
            let village = villages.get(&maker.village_id).cloned();
            let village = village.ok_or_else(|| Fault::inconsistency("producer", "village_id", maker.id))?;
            Ok((maker.id, (maker, village)))
        })
        .collect()
}

async fn first_pictures(
    connection: &impl ConnectionTrait,
    products: &[product::Model],
) -> Result<BTreeMap<i64, picture::Model>, Fault> {
    let links = product_picture::Entity::find()
        .filter(product_picture::Column::ProductId.is_in(products.iter().map(|product| product.id)))
        .order_by_desc(product_picture::Column::Position)
        .all(connection)
        .await?;
    let first: BTreeMap<i64, i64> = links.into_iter().map(|link| (link.product_id, link.picture_id)).collect();
    let rows =
        picture::Entity::find().filter(picture::Column::Id.is_in(first.values().copied())).all(connection).await?;
    let rows: BTreeMap<i64, picture::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    Ok(first.into_iter().filter_map(|(product, key)| Some((product, rows.get(&key)?.clone()))).collect())
}
