//! Livestreams as lists show them.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shop::{
    id::ProducerId,
    identity::party::Anyone,
    live::{
        card::LiveCard,
        state::LiveState,
        timetable::{LENGTH, Phase},
    },
    media::picture::Picture,
};
use time::OffsetDateTime;

use crate::{
    clock::{from_ms, to_ms},
    database::Database,
    entity::{live_session, picture, producer, village},
    fault::Fault,
};

/// What is on air or to come, the next first.
pub async fn upcoming(
    database: &Database,
    _: &Anyone,
    producer: Option<ProducerId>,
    limit: u32,
    now: OffsetDateTime,
) -> Result<Vec<LiveCard>, Fault> {
    let announced = Condition::all()
        .add(live_session::Column::State.eq("scheduled"))
        .add(live_session::Column::StartsAt.gt(to_ms(now - LENGTH)));
    let rows = live_session::Entity::find()
        .filter(Condition::any().add(live_session::Column::State.eq("live")).add(announced))
        .filter(of_producer(producer))
        // By their names, `live` comes before `scheduled`.
        .order_by_asc(live_session::Column::State)
        .order_by_asc(live_session::Column::StartsAt)
        .order_by_asc(live_session::Column::Id)
        .limit(u64::from(limit))
        .all(database.read())
        .await?;
    cards(database.read(), rows, now).await
}

fn of_producer(producer: Option<ProducerId>) -> Condition {
    Condition::all().add_option(producer.map(|producer| live_session::Column::ProducerId.eq(producer.get())))
}

/// The cards of rows, with three queries however many they are.
async fn cards(
    connection: &impl ConnectionTrait,
    rows: Vec<live_session::Model>,
    now: OffsetDateTime,
) -> Result<Vec<LiveCard>, Fault> {
    let makers = producer::Entity::find()
        .filter(producer::Column::Id.is_in(rows.iter().map(|row| row.producer_id)))
        .all(connection)
        .await?;
    let villages = village::Entity::find()
        .filter(village::Column::Id.is_in(makers.iter().map(|maker| maker.village_id)))
        .all(connection)
        .await?;
    let covers = picture::Entity::find()
        .filter(picture::Column::Id.is_in(rows.iter().filter_map(|row| row.picture_id)))
        .all(connection)
        .await?;
    let villages: BTreeMap<i64, String> = villages.into_iter().map(|village| (village.id, village.name)).collect();
    let makers: BTreeMap<i64, producer::Model> = makers.into_iter().map(|maker| (maker.id, maker)).collect();
    let covers: BTreeMap<i64, picture::Model> = covers.into_iter().map(|cover| (cover.id, cover)).collect();
    rows.into_iter()
        .map(|row| {
            let maker = makers.get(&row.producer_id);
            let maker = maker.ok_or_else(|| Fault::inconsistency("live_session", "producer_id", row.id))?;
            let village = villages.get(&maker.village_id).cloned();
            Ok(LiveCard {
                starts_at: from_ms(row.starts_at),
                on_air: Phase::at(&LiveState::try_from(&row)?, now) == Phase::OnAir,
                producer: maker.name.clone(),
                producer_slug: maker.slug.clone(),
                village: village.ok_or_else(|| Fault::inconsistency("producer", "village_id", maker.id))?,
                picture: row.picture_id.and_then(|cover| covers.get(&cover)).and_then(shown),
                slug: row.slug,
                title: row.title,
                title_en: row.title_en,
            })
        })
        .collect()
}

/// A picture whose files are there.
pub fn shown(row: &picture::Model) -> Option<Picture> {
    let pixels = |side: i64| u32::try_from(side).ok();
    let ready = row.state == "ready";
    Some(Picture {
        hash: row.hash.clone(),
        width: pixels(row.width).filter(|_| ready)?,
        height: pixels(row.height)?,
        avif: true,
        illustration: row.illustration,
    })
}
