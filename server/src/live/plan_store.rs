//! Announcing, changing and calling off a producer's livestreams, in the transaction of the service.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect, sea_query::OnConflict,
};
use shop::{
    id::{PictureId, ProductId},
    identity::party::ProducerStaff,
    live::{
        plan::{Own, Plan},
        state::LiveState,
    },
    text,
};
use time::OffsetDateTime;

use super::studio_store::{covers, published, session};
use crate::{
    clock::{from_ms, to_ms},
    entity::{live_product, live_session, producer},
    fault::Fault,
    random::{Randomness, token},
};

/// How many numbers are tried behind a title and day before a random ending is taken.
const NUMBERED: u32 = 20;

/// One session as a change starts from it.
pub struct Known {
    row: live_session::Model,
    pub state: LiveState,
    pub starts_at: OffsetDateTime,
}

/// Makes the producer's changes to its sessions wait for each other, so that two at the same hour cannot both pass.
pub async fn lock(transaction: &DatabaseTransaction, who: &ProducerStaff) -> Result<(), Fault> {
    producer::Entity::find_by_id(who.producer.get()).lock_exclusive().one(transaction).await?;
    Ok(())
}

/// The producer's session at this address.
pub async fn known(transaction: &DatabaseTransaction, who: &ProducerStaff, slug: &str) -> Result<Option<Known>, Fault> {
    let row = session(transaction, who, slug).await?;
    row.map(|row| Ok(Known { state: LiveState::try_from(&row)?, starts_at: from_ms(row.starts_at), row })).transpose()
}

/// What a draft is judged by; `known` is the session that is to be changed.
pub async fn own_things(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    known: Option<&Known>,
) -> Result<Own, Fault> {
    let products = published(transaction, who).await?;
    let covers = covers(transaction, who, &products, known.map(|known| &known.row)).await?;
    let others = live_session::Entity::find()
        .filter(live_session::Column::ProducerId.eq(who.producer.get()))
        .filter(live_session::Column::State.is_in(["scheduled", "live"]))
        .all(transaction)
        .await?;
    let this = known.map(|known| known.row.id);
    Ok(Own {
        products: products.iter().map(|product| ProductId::new(product.id)).collect(),
        covers: covers.into_iter().map(|cover| cover.id).collect(),
        other_starts: others
            .into_iter()
            .filter(|other| Some(other.id) != this)
            .map(|other| from_ms(other.starts_at))
            .collect(),
    })
}

/// Writes a new session; the address it got.
pub async fn insert(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    plan: &Plan,
    random: &dyn Randomness,
    now: OffsetDateTime,
) -> Result<String, Fault> {
    for slug in addresses(plan, random) {
        let row = live_session::ActiveModel {
            slug: Set(slug.clone()),
            producer_id: Set(who.producer.get()),
            title: Set(plan.title.clone()),
            title_en: Set(plan.title_en.clone()),
            description: Set(plan.description.clone()),
            picture_id: Set(plan.cover.map(PictureId::get)),
            starts_at: Set(to_ms(plan.starts_at)),
            state: Set("scheduled".into()),
            stream_url: Set(link(plan)),
            cancel_reason: Set(String::new()),
            version: Set(0),
            created_at: Set(to_ms(now)),
            ..Default::default()
        };
        let taken = OnConflict::column(live_session::Column::Slug).do_nothing().to_owned();
        let written = live_session::Entity::insert(row).on_conflict(taken).exec_without_returning(transaction).await?;
        if written > 0 {
            let row = session(transaction, who, &slug).await?;
            let row = row.ok_or_else(|| Fault::inconsistency("live_session", "slug", &slug))?;
            insert_products(transaction, row.id, plan).await?;
            return Ok(slug);
        }
    }
    Err(Fault::inconsistency("live_session", "slug", &plan.title))
}

/// Addresses to try, the plainest first: title and day, then numbered, then with a random ending.
fn addresses(plan: &Plan, random: &dyn Randomness) -> impl Iterator<Item = String> {
    let title = text::slug(&plan.title);
    let title = if title.is_empty() { "live" } else { &title };
    let plain = format!("{title}-{}", shop::clock::iso_day(shop::clock::day_in_vietnam(plan.starts_at)));
    let last = format!("{plain}-{}", token(random));
    let numbered = (2..=NUMBERED).map({
        let plain = plain.clone();
        move |number| format!("{plain}-{number}")
    });
    std::iter::once(plain).chain(numbered).chain(std::iter::once(last))
}

/// Writes a changed session; it keeps its address.
pub async fn update(transaction: &DatabaseTransaction, known: Known, plan: &Plan) -> Result<(), Fault> {
    let (session, version) = (known.row.id, known.row.version);
    live_product::Entity::delete_many().filter(live_product::Column::SessionId.eq(session)).exec(transaction).await?;
    insert_products(transaction, session, plan).await?;
    let mut row = known.row.into_active_model();
    row.title = Set(plan.title.clone());
    row.title_en = Set(plan.title_en.clone());
    row.description = Set(plan.description.clone());
    row.picture_id = Set(plan.cover.map(PictureId::get));
    row.starts_at = Set(to_ms(plan.starts_at));
    row.stream_url = Set(link(plan));
    row.version = Set(version + 1);
    row.update(transaction).await?;
    Ok(())
}

/// Writes that a session was called off.
pub async fn cancel(
    transaction: &DatabaseTransaction,
    known: Known,
    at: OffsetDateTime,
    reason: &str,
) -> Result<(), Fault> {
    let version = known.row.version;
    let mut row = known.row.into_active_model();
    row.state = Set(LiveState::CANCELLED.into());
    row.cancelled_at = Set(Some(to_ms(at)));
    row.cancel_reason = Set(reason.to_owned());
    row.version = Set(version + 1);
    row.update(transaction).await?;
    Ok(())
}

fn link(plan: &Plan) -> String {
    plan.stream_link.as_ref().map(|link| link.as_str().to_owned()).unwrap_or_default()
}

async fn insert_products(transaction: &DatabaseTransaction, session: i64, plan: &Plan) -> Result<(), Fault> {
    let rows = (0..).zip(&plan.products).map(|(position, product)| live_product::ActiveModel {
        session_id: Set(session),
        product_id: Set(product.get()),
        position: Set(position),
    });
    live_product::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(())
}
