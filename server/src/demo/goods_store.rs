//! The demo's categories, products, pictures and livestreams, as rows.

use std::collections::BTreeMap;

use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait};
use shop::{
    catalogue::{listing::ListingState, listing_search::SearchWords},
    clock::VIETNAM,
};
use time::{Duration, OffsetDateTime, Time};

use super::{
    data::{self, Demo, Illustration, Product},
    people_store::{People, unknown},
};
use crate::{
    clock::to_ms,
    entity::{
        catalogue_clock, category, live_product, live_session, picture, product, product_picture, stock, variant,
    },
    fault::Fault,
};

/// Keys of the rows made, by code, slug or name.
pub struct Goods {
    products: BTreeMap<String, i64>,
    pictures: BTreeMap<String, i64>,
}

pub async fn insert_goods(
    transaction: &DatabaseTransaction,
    data: &Demo,
    people: &People,
    pictures: &BTreeMap<String, Illustration>,
    now: OffsetDateTime,
) -> Result<Goods, Fault> {
    let pictures = insert_pictures(transaction, pictures, now).await?;
    let categories = insert_categories(transaction, data).await?;
    let mut goods = Goods { products: BTreeMap::new(), pictures };
    for (version, item) in (1..).zip(&data.products) {
        let Some(category) = item.category.as_deref() else { continue };
        let category = *categories.get(category).ok_or_else(|| unknown("category", &item.code))?;
        let row = product_row(data, item, people, category, version, now)?;
        let id = row.insert(transaction).await?.id;
        insert_variant(transaction, item, id).await?;
        if let Some(picture) = goods.pictures.get(&item.illustration) {
            let row = product_picture::ActiveModel { product_id: Set(id), picture_id: Set(*picture), position: Set(0) };
            row.insert(transaction).await?;
        }
        goods.products.insert(item.code.clone(), id);
    }
    for id in [1, 2] {
        let versions = i64::try_from(data.products.len()).unwrap_or(i64::MAX);
        catalogue_clock::ActiveModel { id: Set(id), value: Set(versions) }.insert(transaction).await?;
    }
    Ok(goods)
}

async fn insert_pictures(
    transaction: &DatabaseTransaction,
    pictures: &BTreeMap<String, Illustration>,
    now: OffsetDateTime,
) -> Result<BTreeMap<String, i64>, DbErr> {
    let mut keys = BTreeMap::new();
    for (name, drawn) in pictures {
        let row = picture::ActiveModel {
            hash: Set(drawn.hash.clone()),
            width: Set(drawn.width),
            height: Set(drawn.height),
            state: Set("ready".into()),
            illustration: Set(true),
            producer_id: Set(None),
            fault: Set(None),
            created_at: Set(to_ms(now)),
            ..Default::default()
        };
        keys.insert(name.clone(), row.insert(transaction).await?.id);
    }
    Ok(keys)
}

/// The kinds of goods a market begins with, if it has none: a real market begins with the demo's.
pub async fn insert_missing_categories(transaction: &DatabaseTransaction) -> Result<(), Fault> {
    if category::Entity::find().count(transaction).await? == 0 {
        insert_categories(transaction, &data::read()?).await?;
    }
    Ok(())
}

async fn insert_categories(transaction: &DatabaseTransaction, data: &Demo) -> Result<BTreeMap<String, i64>, DbErr> {
    let mut keys = BTreeMap::new();
    for category in &data.categories {
        let row = category::ActiveModel {
            slug: Set(category.slug.clone()),
            name: Set(category.name_vi.clone()),
            name_en: Set(category.name_en.clone()),
            position: Set(category.position),
            ..Default::default()
        };
        keys.insert(category.slug.clone(), row.insert(transaction).await?.id);
    }
    Ok(keys)
}

fn product_row(
    data: &Demo,
    item: &Product,
    people: &People,
    category: i64,
    version: i64,
    now: OffsetDateTime,
) -> Result<product::ActiveModel, Fault> {
    let producer = *people.producers.get(&item.producer).ok_or_else(|| unknown("producer", &item.code))?;
    let words = search_words(data, item);
    // What is not listed is a draft that was sent back with the reason.
    let reviewed = Some(to_ms(now)).filter(|_| item.listed || item.unlisted_why.is_some());
    Ok(product::ActiveModel {
        slug: Set(item.slug.clone()),
        producer_id: Set(producer),
        category_id: Set(category),
        name: Set(item.name_vi.clone()),
        name_en: Set(item.name_en.clone()),
        description: Set(item.description_vi.clone()),
        ingredients: Set(item.ingredients_vi.clone().unwrap_or_default()),
        storage: Set(item.storage_vi.clone().unwrap_or_default()),
        nitrogen_g_per_l: Set(item.nitrogen_g_per_l),
        state: Set(if item.listed { ListingState::PUBLISHED } else { "draft" }.into()),
        submitted_at: Set(reviewed.filter(|_| item.listed)),
        reviewed_at: Set(reviewed),
        reviewed_by: Set(None),
        state_note: Set(item.unlisted_why.clone().unwrap_or_default()),
        search_exact: Set(words.exact),
        search_folded: Set(words.folded),
        version: Set(version),
        created_at: Set(to_ms(now)),
        updated_at: Set(to_ms(now)),
        ..Default::default()
    })
}

fn search_words(data: &Demo, item: &Product) -> SearchWords {
    let producer = data.producers.iter().find(|producer| producer.code == item.producer);
    let village = producer.and_then(|producer| data.villages.iter().find(|village| village.slug == producer.village));
    let category = data.categories.iter().find(|category| Some(&category.slug) == item.category.as_ref());
    SearchWords::of(&[
        &item.name_vi,
        &item.name_en,
        producer.map_or("", |producer| &producer.name),
        village.map_or("", |village| &village.name),
        category.map_or("", |category| &category.name_vi),
    ])
}

async fn insert_variant(transaction: &DatabaseTransaction, item: &Product, product: i64) -> Result<(), DbErr> {
    let row = variant::ActiveModel {
        product_id: Set(product),
        name: Set(item.unit_vi.clone()),
        name_en: Set(item.unit_en.clone()),
        price: Set(item.price_vnd),
        weight_g: Set(item.weight_g),
        content_amount: Set(item.content.amount),
        content_unit: Set(item.content.unit.clone()),
        position: Set(0),
        ..Default::default()
    };
    let variant = row.insert(transaction).await?.id;
    let stock =
        stock::ActiveModel { variant_id: Set(variant), on_hand: Set(item.stock), allocated: Set(0), held: Set(0) };
    stock.insert(transaction).await.map(|_| ())
}

pub async fn insert_live(
    transaction: &DatabaseTransaction,
    data: &Demo,
    people: &People,
    goods: &Goods,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    for session in &data.live_sessions {
        let producer = *people.producers.get(&session.producer).ok_or_else(|| unknown("producer", &session.slug))?;
        let row = live_session::ActiveModel {
            slug: Set(session.slug.clone()),
            producer_id: Set(producer),
            title: Set(session.title_vi.clone()),
            title_en: Set(session.title_en.clone()),
            description: Set(session.description_vi.clone()),
            picture_id: Set(goods.pictures.get(&session.illustration).copied()),
            starts_at: Set(to_ms(start(session.days_from_now, &session.at, now))),
            state: Set("scheduled".into()),
            stream_url: Set(session.stream_url.clone()),
            started_at: Set(None),
            ended_at: Set(None),
            cancelled_at: Set(None),
            cancel_reason: Set(String::new()),
            version: Set(0),
            created_at: Set(to_ms(now)),
            ..Default::default()
        };
        let id = row.insert(transaction).await?.id;
        for (position, code) in (0..).zip(&session.products) {
            let product = *goods.products.get(code).ok_or_else(|| unknown("products", code))?;
            let row =
                live_product::ActiveModel { session_id: Set(id), product_id: Set(product), position: Set(position) };
            row.insert(transaction).await?;
        }
    }
    Ok(())
}

/// So many days from today in Vietnam, at `HH:mm`; an unreadable hour means 20:00.
fn start(days: i64, at: &str, now: OffsetDateTime) -> OffsetDateTime {
    let parts = at.split_once(':').and_then(|(hour, minute)| Some((hour.parse().ok()?, minute.parse().ok()?)));
    let hour = parts.and_then(|(hour, minute)| Time::from_hms(hour, minute, 0).ok());
    let day = now.to_offset(VIETNAM).date() + Duration::days(days);
    day.with_time(hour.unwrap_or(Time::from_hms(20, 0, 0).unwrap_or(Time::MIDNIGHT))).assume_offset(VIETNAM)
}
