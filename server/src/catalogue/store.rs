//! The front page, kinds of goods, villages and makers.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use shop::{
    catalogue::{
        order_by::ListAsked,
        pages::{CategoryPage, Home, MakerCard, MakerPage, Named, VillageCard, VillagePage},
        week::{mixed, of_the_week},
    },
    failure::Missing,
    id::ProducerId,
    identity::party::Anyone,
    media::picture::Picture,
    text::compare,
};
use time::OffsetDateTime;

use super::{
    card_store,
    maker_store::{self, seller},
    shelf_store::{self, Shelf, published},
};
use crate::{
    entity::{category, producer, product, village},
    fault::{Fault, Halt},
};

/// What the front page has room for.
const HOME_MAKERS: usize = 4;
const HOME_PRODUCTS: usize = 12;
const HOME_PRODUCTS_OF_ONE: usize = 2;
/// Among so many of the newest the front page chooses.
const HOME_CHOICE: u64 = 200;

/// The kinds of goods in their order.
pub async fn categories(read: &DatabaseConnection, _: &Anyone) -> Result<Vec<Named>, Fault> {
    let rows = category::Entity::find()
        .order_by_asc(category::Column::Position)
        .order_by_asc(category::Column::Id)
        .all(read)
        .await?;
    Ok(rows.into_iter().map(category_name).collect())
}

/// A kind of goods by its names.
pub fn category_name(row: category::Model) -> Named {
    Named { slug: row.slug, name: row.name, name_en: row.name_en }
}

pub async fn home(read: &DatabaseConnection, who: &Anyone, now: OffsetDateTime) -> Result<Home, Fault> {
    let selling = maker_store::selling(read, who).await?;
    let chosen = of_the_week(&selling, HOME_MAKERS, now);
    let mut makers = maker_store::cards(read, who, producer::Column::Id.is_in(chosen.iter().copied()).into()).await?;
    let newest = shelf_store::newest(read, who, HOME_CHOICE).await?;
    let newest = mixed(&newest, HOME_PRODUCTS_OF_ONE, HOME_PRODUCTS);
    Ok(Home {
        villages: villages(read, who).await?,
        makers: chosen.iter().filter_map(|id| makers.remove(id)).collect(),
        newest: card_store::cards(read, who, &newest, now).await?,
        makers_total: u64::try_from(selling.len()).unwrap_or(u64::MAX),
        products_total: published().count(read).await?,
    })
}

/// Every village with a picture of something that is made there.
async fn villages(read: &DatabaseConnection, who: &Anyone) -> Result<Vec<VillageCard>, Fault> {
    let rows = village::Entity::find()
        .order_by_asc(village::Column::Position)
        .order_by_asc(village::Column::Id)
        .all(read)
        .await?;
    let makers: Vec<(i64, i64)> = producer::Entity::find()
        .select_only()
        .column(producer::Column::Id)
        .column(producer::Column::VillageId)
        .order_by_desc(producer::Column::Id)
        .into_tuple()
        .all(read)
        .await?;
    let ids: Vec<i64> = makers.iter().map(|(maker, _)| *maker).collect();
    let mut faces = maker_store::first_pictures(read, who, &ids).await?;
    let mut pictures: HashMap<i64, Picture> = HashMap::new();
    for (maker, village) in makers {
        pictures.extend(faces.remove(&maker).map(|face| (village, face)));
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let picture = pictures.remove(&row.id);
            village_card(row, picture)
        })
        .collect())
}

fn village_card(row: village::Model, picture: Option<Picture>) -> VillageCard {
    VillageCard { slug: row.slug, name: row.name, craft: row.craft, craft_en: row.craft_en, place: row.place, picture }
}

pub async fn category(
    read: &DatabaseConnection,
    who: &Anyone,
    slug: &str,
    asked: ListAsked,
    now: OffsetDateTime,
) -> Result<CategoryPage, Halt<Missing>> {
    let row = category::Entity::find().filter(category::Column::Slug.eq(slug)).one(read).await?;
    let row = row.ok_or(Halt::Refused(Missing::NotFound))?;
    let products = shelf_store::page(read, who, Shelf::Category(row.id), asked, now).await?;
    let products = products.ok_or(Halt::Refused(Missing::NotFound))?;
    Ok(CategoryPage { category: category_name(row), products })
}

pub async fn village(
    read: &DatabaseConnection,
    who: &Anyone,
    slug: &str,
    asked: ListAsked,
    now: OffsetDateTime,
) -> Result<VillagePage, Halt<Missing>> {
    let row = village::Entity::find().filter(village::Column::Slug.eq(slug)).one(read).await?;
    let row = row.ok_or(Halt::Refused(Missing::NotFound))?;
    let products = shelf_store::page(read, who, Shelf::Village(row.id), asked, now).await?;
    let products = products.ok_or(Halt::Refused(Missing::NotFound))?;
    let makers = maker_store::cards(read, who, Condition::all().add(producer::Column::VillageId.eq(row.id))).await?;
    let mut makers: Vec<MakerCard> = makers.into_values().collect();
    makers.sort_by(|left, right| compare(&left.name, &right.name));
    let picture = makers.iter().find_map(|maker| maker.picture.clone());
    let (former, facts, facts_en) = (row.former.clone(), row.facts.clone(), row.facts_en.clone());
    Ok(VillagePage { village: village_card(row, picture), former, facts, facts_en, makers, products })
}

pub async fn maker(
    read: &DatabaseConnection,
    who: &Anyone,
    slug: &str,
    asked: ListAsked,
    now: OffsetDateTime,
) -> Result<MakerPage, Halt<Missing>> {
    let found = maker_store::by_slug(read, who, slug).await?;
    let (row, village) = found.ok_or(Halt::Refused(Missing::NotFound))?;
    let products = shelf_store::page(read, who, Shelf::Maker(row.id), asked, now).await?;
    let products = products.ok_or(Halt::Refused(Missing::NotFound))?;
    let mut faces = maker_store::first_pictures(read, who, &[row.id]).await?;
    Ok(MakerPage {
        id: ProducerId::new(row.id),
        maker: maker_store::card(&row, &village, faces.remove(&row.id)),
        seller: seller(&row, &village)?,
        pause: maker_store::pause(&row, now),
        delivery: maker_store::delivery(read, who, row.id).await?,
        pickup_note: row.pickup_note,
        products,
    })
}

/// The paths of everything that has a page of its own.
pub async fn addresses(read: &DatabaseConnection, who: &Anyone, limit: u64) -> Result<Vec<String>, Fault> {
    let villages: Vec<String> =
        village::Entity::find().select_only().column(village::Column::Slug).into_tuple().all(read).await?;
    let makers: Vec<String> = producer::Entity::find()
        .select_only()
        .column(producer::Column::Slug)
        .order_by_asc(producer::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(read)
        .await?;
    let products: Vec<String> = published()
        .select_only()
        .column(product::Column::Slug)
        .order_by_desc(product::Column::Id)
        .limit(limit)
        .into_tuple()
        .all(read)
        .await?;
    let below =
        |folder: &'static str, slugs: Vec<String>| slugs.into_iter().map(move |slug| format!("{folder}/{slug}"));
    let kinds = categories(read, who).await?.into_iter().map(|category| category.slug).collect();
    Ok(below("/danh-muc", kinds)
        .chain(below("/lang", villages))
        .chain(below("/co-so", makers))
        .chain(below("/san-pham", products))
        .collect())
}
