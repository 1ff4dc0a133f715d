//! A producer's own livestreams: reading them for lists and forms. Every query is scoped by the producer.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use shop::{
    catalogue::listing::ListingState,
    id::{PictureId, ProductId},
    identity::party::{Anyone, ProducerStaff},
    live::{
        state::LiveState,
        studio::{Cover, Current, Desk, Offerable, OwnSession},
        timetable::Phase,
    },
    media::photo::PictureState,
    money::Money,
    page::{Page, Window},
    text::compare,
};
use time::OffsetDateTime;

use crate::{
    catalogue::card_store::variants,
    clock::from_ms,
    database::Database,
    entity::{live_product, live_session, picture, product, product_picture},
    fault::Fault,
    media::store::shown,
};

/// The producer's sessions, the latest start first.
pub async fn own(
    database: &Database,
    who: &ProducerStaff,
    window: Window,
    now: OffsetDateTime,
) -> Result<Page<OwnSession>, Fault> {
    let connection = database.read();
    let theirs = live_session::Entity::find().filter(live_session::Column::ProducerId.eq(who.producer.get()));
    let total = theirs.clone().count(connection).await?;
    let rows = theirs
        .order_by_desc(live_session::Column::StartsAt)
        .order_by_desc(live_session::Column::Id)
        .offset(window.offset())
        .limit(u64::from(window.size))
        .all(connection)
        .await?;
    let counts: Vec<(i64, i64)> = live_product::Entity::find()
        .select_only()
        .column(live_product::Column::SessionId)
        .column_as(live_product::Column::ProductId.count(), "products")
        .filter(live_product::Column::SessionId.is_in(rows.iter().map(|row| row.id)))
        .group_by(live_product::Column::SessionId)
        .into_tuple()
        .all(connection)
        .await?;
    let counts: BTreeMap<i64, i64> = counts.into_iter().collect();
    let sessions = rows.into_iter().map(|row| {
        let products = counts.get(&row.id).copied().unwrap_or_default();
        Ok(OwnSession {
            starts_at: from_ms(row.starts_at),
            phase: Phase::at(&LiveState::try_from(&row)?, now),
            products: u64::try_from(products).unwrap_or_default(),
            has_link: !row.stream_url.is_empty(),
            slug: row.slug,
            title: row.title,
        })
    });
    Ok(Page::new(sessions.collect::<Result<_, Fault>>()?, window, total))
}

/// What the form needs; `None` when there is no such session of this producer.
pub async fn desk(
    database: &Database,
    who: &ProducerStaff,
    slug: Option<&str>,
    now: OffsetDateTime,
) -> Result<Option<Desk>, Fault> {
    let connection = database.read();
    let row = match slug {
        None => None,
        Some(slug) => match session(connection, who, slug).await? {
            Some(row) => Some(row),
            None => return Ok(None),
        },
    };
    let products = published(connection, who).await?;
    let covers = covers(connection, who, &products, row.as_ref()).await?;
    let keys: Vec<i64> = products.iter().map(|product| product.id).collect();
    let variants = variants(connection, &Anyone, &keys).await?;
    let mut offerable: Vec<Offerable> = products
        .into_iter()
        .filter_map(|product| {
            let (variant, _) = variants.get(&product.id)?.first()?;
            Some(Offerable {
                id: ProductId::new(product.id),
                name: product.name,
                unit: variant.name.clone(),
                price: Money::dong(variant.price),
            })
        })
        .collect();
    offerable.sort_by(|left, right| compare(&left.name, &right.name));
    let current = match row {
        Some(row) => Some(current(connection, row, now).await?),
        None => None,
    };
    Ok(Some(Desk { current, products: offerable, covers }))
}

async fn current(
    connection: &impl ConnectionTrait,
    row: live_session::Model,
    now: OffsetDateTime,
) -> Result<Current, Fault> {
    let chosen = live_product::Entity::find()
        .filter(live_product::Column::SessionId.eq(row.id))
        .order_by_asc(live_product::Column::Position)
        .all(connection)
        .await?;
    Ok(Current {
        phase: Phase::at(&LiveState::try_from(&row)?, now),
        starts_at: from_ms(row.starts_at),
        products: chosen.into_iter().map(|chosen| ProductId::new(chosen.product_id)).collect(),
        cover: row.picture_id.map(PictureId::new),
        slug: row.slug,
        title: row.title,
        title_en: row.title_en,
        description: row.description,
        stream_link: row.stream_url,
        cancel_reason: row.cancel_reason,
    })
}

/// The producer's session at this address.
pub async fn session(
    connection: &impl ConnectionTrait,
    who: &ProducerStaff,
    slug: &str,
) -> Result<Option<live_session::Model>, Fault> {
    let theirs = live_session::Entity::find()
        .filter(live_session::Column::ProducerId.eq(who.producer.get()))
        .filter(live_session::Column::Slug.eq(slug));
    Ok(theirs.one(connection).await?)
}

/// The producer's products that are on sale.
pub async fn published(connection: &impl ConnectionTrait, who: &ProducerStaff) -> Result<Vec<product::Model>, Fault> {
    let theirs = product::Entity::find()
        .filter(product::Column::ProducerId.eq(who.producer.get()))
        .filter(product::Column::State.eq(ListingState::PUBLISHED));
    Ok(theirs.all(connection).await?)
}

/// The pictures that may be a cover: the producer's own, those of its products, and the one the session has.
pub async fn covers(
    connection: &impl ConnectionTrait,
    who: &ProducerStaff,
    products: &[product::Model],
    row: Option<&live_session::Model>,
) -> Result<Vec<Cover>, Fault> {
    let links = product_picture::Entity::find()
        .filter(product_picture::Column::ProductId.is_in(products.iter().map(|product| product.id)))
        .all(connection)
        .await?;
    let known: BTreeSet<i64> =
        links.iter().map(|link| link.picture_id).chain(row.and_then(|row| row.picture_id)).collect();
    let usable =
        Condition::any().add(picture::Column::ProducerId.eq(who.producer.get())).add(picture::Column::Id.is_in(known));
    let rows = picture::Entity::find()
        .filter(usable)
        .filter(picture::Column::State.ne(PictureState::Failed.as_str()))
        .order_by_desc(picture::Column::Id)
        .all(connection)
        .await?;
    let names: BTreeMap<i64, &str> = products.iter().map(|product| (product.id, product.name.as_str())).collect();
    let of: BTreeMap<i64, &str> =
        links.iter().filter_map(|link| Some((link.picture_id, *names.get(&link.product_id)?))).collect();
    let cover = |row: &picture::Model| Cover {
        id: PictureId::new(row.id),
        picture: shown(row),
        of: of.get(&row.id).copied().unwrap_or_default().to_owned(),
    };
    Ok(rows.iter().map(cover).collect())
}
