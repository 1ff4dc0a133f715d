//! Makers: as lists and pages show them, and what the law asks to be shown of them.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};
use shop::{
    catalogue::{
        listing::ListingState,
        pages::{MakerCard, Seller},
        workshop_form::{Delivery, Pause, Way},
    },
    identity::{party::Anyone, phone::Phone},
    media::picture::Picture,
    money::Money,
};
use time::OffsetDateTime;

use super::card_store::{is_paused, pictures, unknown};
use crate::{
    checkout::places::places,
    clock::from_ms,
    database::named,
    entity::{delivery_price, producer, product, village},
    fault::Fault,
};

/// A maker and its village.
pub type Maker = (producer::Model, village::Model);

/// The maker at an address.
pub async fn by_slug(read: &DatabaseConnection, _: &Anyone, slug: &str) -> Result<Option<Maker>, Fault> {
    with_village(read, producer::Entity::find().filter(producer::Column::Slug.eq(slug)).one(read).await?).await
}

/// The maker of a product.
pub async fn by_id(read: &DatabaseConnection, _: &Anyone, id: i64) -> Result<Option<Maker>, Fault> {
    with_village(read, producer::Entity::find_by_id(id).one(read).await?).await
}

async fn with_village(read: &DatabaseConnection, maker: Option<producer::Model>) -> Result<Option<Maker>, Fault> {
    let Some(maker) = maker else { return Ok(None) };
    let village = village::Entity::find_by_id(maker.village_id).one(read).await?;
    let village = village.ok_or_else(|| unknown("producer", "village_id", maker.id))?;
    Ok(Some((maker, village)))
}

/// Every maker that has something for sale, in the order of their ids.
pub async fn selling(read: &DatabaseConnection, _: &Anyone) -> Result<Vec<i64>, Fault> {
    let makers = producer::Entity::find()
        .select_only()
        .column(producer::Column::Id)
        .filter(producer::Column::Id.in_subquery(makers_with_goods()))
        .order_by_asc(producer::Column::Id);
    Ok(makers.into_tuple().all(read).await?)
}

fn makers_with_goods() -> SelectStatement {
    let mut makers = Query::select();
    makers
        .column(product::Column::ProducerId)
        .from(product::Entity)
        .and_where(product::Column::State.eq(ListingState::PUBLISHED));
    makers
}

/// Makers with their villages, by id of the maker.
pub async fn cards(
    read: &DatabaseConnection,
    who: &Anyone,
    which: Condition,
) -> Result<HashMap<i64, MakerCard>, Fault> {
    let makers = producer::Entity::find().filter(which).all(read).await?;
    let villages = village::Entity::find()
        .filter(village::Column::Id.is_in(makers.iter().map(|maker| maker.village_id)))
        .all(read)
        .await?;
    let villages: HashMap<i64, village::Model> = villages.into_iter().map(|village| (village.id, village)).collect();
    let ids: Vec<i64> = makers.iter().map(|maker| maker.id).collect();
    let mut pictures = first_pictures(read, who, &ids).await?;
    makers
        .into_iter()
        .map(|maker| {
            let village = villages.get(&maker.village_id);
            let village = village.ok_or_else(|| unknown("producer", "village_id", maker.id))?;
            let picture = pictures.remove(&maker.id);
            Ok((maker.id, card(&maker, village, picture)))
        })
        .collect()
}

/// One maker as lists show it.
pub fn card(maker: &producer::Model, village: &village::Model, picture: Option<Picture>) -> MakerCard {
    MakerCard {
        slug: maker.slug.clone(),
        name: maker.name.clone(),
        village: village.name.clone(),
        village_slug: village.slug.clone(),
        place: place(maker, village),
        about: maker.about.clone(),
        picture,
    }
}

/// The commune and province where a maker is: its own, or its village's if it has not said.
fn place(maker: &producer::Model, village: &village::Model) -> String {
    places().place(&maker.commune_code).map_or_else(|| village.place.clone(), |place| place.to_string())
}

/// The picture of the first thing that each maker sells: what stands for it on lists.
pub async fn first_pictures(
    read: &DatabaseConnection,
    who: &Anyone,
    makers: &[i64],
) -> Result<HashMap<i64, Picture>, Fault> {
    let first: Vec<(i64, i64)> = product::Entity::find()
        .select_only()
        .column(product::Column::ProducerId)
        .column_as(Expr::col(product::Column::Id).min(), "first")
        .filter(product::Column::State.eq(ListingState::PUBLISHED))
        .filter(product::Column::ProducerId.is_in(makers.iter().copied()))
        .group_by(product::Column::ProducerId)
        .into_tuple()
        .all(read)
        .await?;
    let products: Vec<i64> = first.iter().map(|(_, product)| *product).collect();
    let mut pictures = pictures(read, who, &products).await?;
    let mut first_of = |product| pictures.remove(&product)?.into_iter().next();
    Ok(first.into_iter().filter_map(|(maker, product)| Some((maker, first_of(product)?))).collect())
}

/// What the law asks to be shown of a seller.
pub fn seller(maker: &producer::Model, village: &village::Model) -> Result<Seller, Fault> {
    let phone = Phone::parse(&maker.phone).map_err(|_| unknown("producer", "phone", maker.id))?;
    Ok(Seller {
        name: maker.name.clone(),
        legal_form: named("producer", "legal_form", maker.id, &maker.legal_form)?,
        owner: maker.owner.clone(),
        registration: maker.registration.clone(),
        phone,
        email: maker.email.clone(),
        address: format!("{}, {}", maker.street, place(maker, village)),
    })
}

/// Until when a maker takes no orders.
pub fn pause(maker: &producer::Model, now: OffsetDateTime) -> Option<Pause> {
    let until = maker.paused_until.filter(|_| is_paused(maker, now))?;
    Some(Pause { until: from_ms(until), note: maker.pause_note.clone() })
}

/// How a maker delivers.
pub async fn delivery(read: &DatabaseConnection, _: &Anyone, maker: i64) -> Result<Delivery, Fault> {
    let rows = delivery_price::Entity::find().filter(delivery_price::Column::ProducerId.eq(maker)).all(read).await?;
    let way = |method: &str| {
        let row = rows.iter().find(|row| row.method == method);
        row.map(|row| Way { price: Money::dong(row.price), enabled: row.enabled }).unwrap_or_default()
    };
    Ok(Delivery { standard: way("standard"), express: way("express"), pickup: way("pickup").enabled })
}
