//! Livestreams as anyone sees them.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shop::{
    catalogue::listing::ListingState,
    id::ProducerId,
    identity::party::Anyone,
    live::{
        card::LiveCard,
        link::StreamLink,
        page::LiveView,
        state::LiveState,
        timetable::{LENGTH, Phase},
    },
};
use time::OffsetDateTime;

use crate::{
    catalogue::card_store,
    clock::{from_ms, to_ms},
    database::Database,
    entity::{live_product, live_session, picture, producer, product, village},
    fault::Fault,
    media::store::shown,
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
    let of_producer = producer.map(|producer| live_session::Column::ProducerId.eq(producer.get()));
    let rows = live_session::Entity::find()
        .filter(Condition::any().add(live_session::Column::State.eq("live")).add(announced))
        .filter(Condition::all().add_option(of_producer))
        // By their names, `live` comes before `scheduled`.
        .order_by_asc(live_session::Column::State)
        .order_by_asc(live_session::Column::StartsAt)
        .order_by_asc(live_session::Column::Id)
        .limit(u64::from(limit))
        .all(database.read())
        .await?;
    let context = Context::of(database.read(), &rows).await?;
    rows.iter().map(|row| Ok(context.card(row, Phase::at(&LiveState::try_from(row)?, now))?.0)).collect()
}

/// One session by its address, whatever became of it.
pub async fn view(
    database: &Database,
    who: &Anyone,
    slug: &str,
    now: OffsetDateTime,
) -> Result<Option<LiveView>, Fault> {
    let connection = database.read();
    let row = live_session::Entity::find().filter(live_session::Column::Slug.eq(slug)).one(connection).await?;
    let Some(row) = row else { return Ok(None) };
    let context = Context::of(connection, std::slice::from_ref(&row)).await?;
    let products = card_store::cards(connection, who, &on_sale(connection, row.id).await?, now).await?;
    let phase = Phase::at(&LiveState::try_from(&row)?, now);
    let (card, place) = context.card(&row, phase)?;
    Ok(Some(LiveView {
        card,
        phase,
        place,
        stream_link: StreamLink::parse(&row.stream_url).ok(),
        version: u32::try_from(row.version).map_err(|_| Fault::inconsistency("live_session", "version", row.id))?,
        products,
        description: row.description,
        cancel_reason: row.cancel_reason,
    }))
}

/// The products of a session that are on sale, in its order.
async fn on_sale(connection: &impl ConnectionTrait, session: i64) -> Result<Vec<i64>, Fault> {
    let shown = live_product::Entity::find()
        .filter(live_product::Column::SessionId.eq(session))
        .order_by_asc(live_product::Column::Position)
        .all(connection)
        .await?;
    let published: Vec<i64> = product::Entity::find()
        .select_only()
        .column(product::Column::Id)
        .filter(product::Column::Id.is_in(shown.iter().map(|shown| shown.product_id)))
        .filter(product::Column::State.eq(ListingState::PUBLISHED))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(shown.into_iter().map(|shown| shown.product_id).filter(|product| published.contains(product)).collect())
}

/// What stands around sessions: makers, villages, covers.
struct Context {
    makers: BTreeMap<i64, producer::Model>,
    villages: BTreeMap<i64, village::Model>,
    covers: BTreeMap<i64, picture::Model>,
}

impl Context {
    /// Three queries, however many rows there are.
    async fn of(connection: &impl ConnectionTrait, rows: &[live_session::Model]) -> Result<Self, Fault> {
        let makers: BTreeSet<i64> = rows.iter().map(|row| row.producer_id).collect();
        let makers = producer::Entity::find().filter(producer::Column::Id.is_in(makers)).all(connection).await?;
        let villages: BTreeSet<i64> = makers.iter().map(|maker| maker.village_id).collect();
        let villages = village::Entity::find().filter(village::Column::Id.is_in(villages)).all(connection).await?;
        let covers: BTreeSet<i64> = rows.iter().filter_map(|row| row.picture_id).collect();
        let covers = picture::Entity::find().filter(picture::Column::Id.is_in(covers)).all(connection).await?;
        Ok(Self {
            makers: makers.into_iter().map(|maker| (maker.id, maker)).collect(),
            villages: villages.into_iter().map(|village| (village.id, village)).collect(),
            covers: covers.into_iter().map(|cover| (cover.id, cover)).collect(),
        })
    }

    /// A row's card, and its village with commune and province.
    fn card(&self, row: &live_session::Model, phase: Phase) -> Result<(LiveCard, String), Fault> {
        let maker = self.makers.get(&row.producer_id);
        let maker = maker.ok_or_else(|| Fault::inconsistency("live_session", "producer_id", row.id))?;
        let village = self.villages.get(&maker.village_id);
        let village = village.ok_or_else(|| Fault::inconsistency("producer", "village_id", maker.id))?;
        let card = LiveCard {
            slug: row.slug.clone(),
            title: row.title.clone(),
            title_en: row.title_en.clone(),
            starts_at: from_ms(row.starts_at),
            on_air: phase == Phase::OnAir,
            producer: maker.name.clone(),
            producer_slug: maker.slug.clone(),
            village: village.name.clone(),
            picture: row.picture_id.and_then(|cover| self.covers.get(&cover)).and_then(shown),
        };
        Ok((card, village.place.clone()))
    }
}
