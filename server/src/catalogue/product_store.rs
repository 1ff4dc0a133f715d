//! One product with everything its page shows.

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shop::{
    catalogue::{
        content::Content,
        listing::ListingState,
        pages::{Named, ProductPage, ProductShown, VariantOffer},
    },
    failure::Missing,
    id::VariantId,
    identity::party::Anyone,
    money::Money,
};
use time::OffsetDateTime;

use super::{
    card_store::{availability, cards, is_paused, pictures, unknown, variants},
    maker_store::{self, Maker},
    shelf_store::published,
    store,
};
use crate::{
    database::named,
    entity::{category, product, variant},
    fault::{Fault, Halt},
};

/// How many other goods of the maker stand below.
const MORE: u64 = 4;

pub async fn product(
    read: &DatabaseConnection,
    who: &Anyone,
    slug: &str,
    now: OffsetDateTime,
) -> Result<ProductShown, Halt<Missing>> {
    let row = product::Entity::find().filter(product::Column::Slug.eq(slug)).one(read).await?;
    let row = row.ok_or(Halt::Refused(Missing::NotFound))?;
    match row.state.as_str() {
        ListingState::PUBLISHED | ListingState::PAUSED => {}
        ListingState::TAKEN_DOWN => return Err(Halt::Refused(Missing::Gone)),
        _ => return Err(Halt::Refused(Missing::NotFound)),
    }
    let maker = maker_store::by_id(read, who, row.producer_id).await?;
    let maker = maker.ok_or_else(|| unknown("product", "producer_id", row.id))?;
    if row.state != ListingState::PUBLISHED {
        let resting = Named { slug: row.slug, name: row.name, name_en: row.name_en };
        let maker = Named { slug: maker.0.slug, name: maker.0.name, name_en: String::new() };
        return Ok(ProductShown::Resting { product: resting, maker });
    }
    Ok(ProductShown::ForSale(Box::new(for_sale(read, who, row, maker, now).await?)))
}

async fn for_sale(
    read: &DatabaseConnection,
    who: &Anyone,
    row: product::Model,
    (maker, village): Maker,
    now: OffsetDateTime,
) -> Result<ProductPage, Fault> {
    let category = category::Entity::find_by_id(row.category_id).one(read).await?;
    let category = category.ok_or_else(|| unknown("product", "category_id", row.id))?;
    let paused = is_paused(&maker, now);
    let offered = variants(read, who, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let offers =
        offered.into_iter().map(|(variant, left)| offer(variant, left, paused)).collect::<Result<Vec<_>, _>>()?;
    if offers.is_empty() {
        return Err(unknown("product", "variant", row.id));
    }
    let mut faces = maker_store::first_pictures(read, who, &[maker.id]).await?;
    let others = published()
        .select_only()
        .column(product::Column::Id)
        .filter(product::Column::ProducerId.eq(maker.id))
        .filter(product::Column::Id.ne(row.id))
        .order_by_desc(product::Column::CreatedAt)
        .order_by_desc(product::Column::Id)
        .limit(MORE);
    let others: Vec<i64> = others.into_tuple().all(read).await?;
    Ok(ProductPage {
        pictures: pictures(read, who, &[row.id]).await?.remove(&row.id).unwrap_or_default(),
        more: cards(read, who, &others, now).await?,
        delivery: maker_store::delivery(read, who, maker.id).await?,
        seller: maker_store::seller(&maker, &village)?,
        pause: maker_store::pause(&maker, now),
        maker: maker_store::card(&maker, &village, faces.remove(&maker.id)),
        category: store::category_name(category),
        variants: offers,
        slug: row.slug,
        name: row.name,
        name_en: row.name_en,
        description: row.description,
        ingredients: row.ingredients,
        storage: row.storage,
        nitrogen_g_per_l: row.nitrogen_g_per_l,
    })
}

fn offer(row: variant::Model, left: i64, paused: bool) -> Result<VariantOffer, Fault> {
    let content = match (row.content_amount, row.content_unit.as_deref()) {
        (Some(amount), Some(unit)) => Some(Content { amount, unit: named("variant", "content_unit", row.id, unit)? }),
        _ => None,
    };
    Ok(VariantOffer {
        id: VariantId::new(row.id),
        name: row.name,
        name_en: row.name_en,
        price: Money::dong(row.price),
        content,
        weight_g: row.weight_g,
        availability: availability(left, paused),
    })
}
