//! Pictures in the database.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{ExprTrait, LockBehavior, LockType, OnConflict},
};
use shop::{
    id::PictureId,
    identity::party::{KeyHolder, ProducerStaff},
    media::{
        photo::{ORDER_PHOTOS_MAX, PHOTOS_MAX, PictureState},
        picture::{Picture, is_hash},
        service::Taken,
    },
};
use time::OffsetDateTime;

use crate::{
    catalogue::freshness_store::market_changed,
    clock::to_ms,
    database::{Database, named},
    entity::{picture, shop_order},
    fault::Fault,
    orders::store::opens,
};

/// How often making the next files of a picture is tried.
const TRIES_MAX: i64 = 3;

/// The most pictures that are looked for at once: more than any form may have ([`PHOTOS_MAX`]), so that one too many is
/// told as such.
const ASKED_MAX: usize = 4 * PHOTOS_MAX;

/// A photo that was found readable.
pub struct NewPicture {
    pub hash: String,
    /// Upright, in pixels.
    pub width: u32,
    /// Upright, in pixels.
    pub height: u32,
}

/// Whose picture it is. Only the functions of this store make one, from the party that acts.
#[derive(Clone, Copy, Debug)]
pub enum Owner {
    Producer(i64),
    Order(i64),
}

impl Owner {
    fn columns(self) -> (Option<i64>, Option<i64>) {
        match self {
            Owner::Producer(producer) => (Some(producer), None),
            Owner::Order(order) => (None, Some(order)),
        }
    }

    fn column(self) -> picture::Column {
        match self {
            Owner::Producer(_) => picture::Column::ProducerId,
            Owner::Order(_) => picture::Column::OrderId,
        }
    }

    fn owns(self) -> Condition {
        let (producer, order) = self.columns();
        Condition::all().add(self.column().eq(producer.or(order)))
    }
}

/// A producer owns what its staff sends.
pub const fn of_producer(who: &ProducerStaff) -> Owner {
    Owner::Producer(who.producer.get())
}

/// An order owns what its shopper sends with a return; `None` when the key opens no such order, or it takes no photos:
/// it was not handed over, or has had enough of them.
pub async fn of_returns(database: &Database, who: &KeyHolder, code: &str) -> Result<Option<Owner>, Fault> {
    let order = opens(who)
        .filter(shop_order::Column::Code.eq(code))
        .filter(shop_order::Column::CompletedAt.is_not_null())
        .one(database.read())
        .await?;
    let Some(owner) = order.map(|order| Owner::Order(order.id)) else { return Ok(None) };
    let taken = picture::Entity::find().filter(owner.owns()).count(database.read()).await?;
    Ok((taken < ORDER_PHOTOS_MAX).then_some(owner))
}

/// The pictures of these hashes that were taken in for the order of a code.
pub async fn of_order(
    database: &Database,
    who: &KeyHolder,
    code: &str,
    hashes: &[String],
) -> Result<Vec<Taken>, Fault> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    match opens(who).filter(shop_order::Column::Code.eq(code)).one(database.read()).await? {
        Some(order) => found(database, Owner::Order(order.id).owns(), hashes).await,
        None => Ok(Vec::new()),
    }
}

/// The picture of this hash, if the owner has it.
pub async fn known(database: &Database, owner: Owner, hash: &String) -> Result<Option<Taken>, Fault> {
    Ok(found(database, owner.owns(), std::slice::from_ref(hash)).await?.pop())
}

/// A picture whose next files are to be made.
pub struct Due {
    pub id: PictureId,
    pub hash: String,
    pub state: PictureState,
}

/// The picture as pages show it; `None` until its JPEG files are there.
pub fn shown(row: &picture::Model) -> Option<Picture> {
    let side = |pixels: i64| u32::try_from(pixels).ok().filter(|pixels| *pixels > 0);
    let state = row.state.parse().ok()?;
    matches!(state, PictureState::Jpeg | PictureState::Ready).then_some(())?;
    Some(Picture {
        hash: row.hash.clone(),
        width: side(row.width)?,
        height: side(row.height)?,
        avif: state == PictureState::Ready,
        illustration: row.illustration,
    })
}

/// Those of these pictures that the producer may show, in the order of the hashes, each once. What is no hash is left
/// out, and what goes beyond [`ASKED_MAX`].
pub async fn own(database: &Database, who: &ProducerStaff, hashes: &[String]) -> Result<Vec<Taken>, Fault> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let ours = picture::Column::ProducerId.is_null().and(picture::Column::Illustration.eq(true));
    found(database, Condition::any().add(of_producer(who).owns()).add(ours), hashes).await
}

async fn found(database: &Database, usable: Condition, hashes: &[String]) -> Result<Vec<Taken>, Fault> {
    // What is no hash names nothing, and a form names no more than it may have.
    let hashes: Vec<&str> = hashes.iter().map(String::as_str).filter(|hash| is_hash(hash)).take(ASKED_MAX).collect();
    let rows = picture::Entity::find()
        .filter(picture::Column::Hash.is_in(hashes.iter().copied()))
        .filter(usable)
        .all(database.read())
        .await?;
    let mut found = Vec::<Taken>::new();
    for hash in hashes {
        let row = rows.iter().find(|row| row.hash == hash);
        if let Some(row) = row.filter(|row| found.iter().all(|taken| taken.id.get() != row.id)) {
            found.push(taken(row)?);
        }
    }
    Ok(found)
}

/// Keeps a picture for its owner. One that is there stays as it is, except that one that failed gets another chance.
pub async fn keep(database: &Database, owner: Owner, new: &NewPicture, now: OffsetDateTime) -> Result<Taken, Fault> {
    let transaction = database.begin().await?;
    let (producer, order) = owner.columns();
    let row = picture::ActiveModel {
        hash: Set(new.hash.clone()),
        width: Set(i64::from(new.width)),
        height: Set(i64::from(new.height)),
        state: Set(PictureState::Received.as_str().to_owned()),
        illustration: Set(false),
        producer_id: Set(producer),
        order_id: Set(order),
        fault: Set(None),
        tries: Set(Some(0)),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    let twice = OnConflict::columns([picture::Column::Hash, owner.column()]).do_nothing().to_owned();
    picture::Entity::insert(row).on_conflict(twice).exec_without_returning(&transaction).await?;
    let row = picture::Entity::find()
        .filter(picture::Column::Hash.eq(&new.hash))
        .filter(owner.owns())
        .one(&transaction)
        .await?
        .ok_or_else(|| Fault::inconsistency("picture", "hash", &new.hash))?;
    let mut kept = taken(&row)?;
    if kept.state == PictureState::Failed {
        set(&transaction, row, PictureState::Received, None).await?;
        kept.state = PictureState::Received;
    }
    transaction.commit().await?;
    Ok(kept)
}

/// Begins the next piece of work, if there is one: what cannot be shown yet comes first. The try is counted before it
/// is made; a picture that was tried too often is given up here.
pub async fn begin_next(database: &Database) -> Result<Option<Due>, Fault> {
    loop {
        let transaction = database.begin().await?;
        // Of the two names, `received` sorts behind `jpeg`.
        let row = picture::Entity::find()
            .filter(
                picture::Column::State.is_in([PictureState::Received, PictureState::Jpeg].map(PictureState::as_str)),
            )
            .filter(picture::Column::Fault.is_null())
            .order_by_desc(picture::Column::State)
            .order_by_asc(picture::Column::Id)
            // Another worker's photo is left to it.
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(&transaction)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let Taken { id, hash, state } = taken(&row)?;
        let tries = row.tries.unwrap_or_default();
        if tries < TRIES_MAX {
            let mut row = row.into_active_model();
            row.tries = Set(Some(tries + 1));
            row.update(&transaction).await?;
            transaction.commit().await?;
            return Ok(Some(Due { id, hash, state }));
        }
        set(&transaction, row, given_up(state), Some(format!("given up after {tries} tries"))).await?;
        transaction.commit().await?;
    }
}

/// The picture's next files are there: pages show it differently from now on.
pub async fn advance(database: &Database, due: &Due, state: PictureState) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    if let Some(row) = picture::Entity::find_by_id(due.id.get()).one(&transaction).await? {
        // No public page shows a photo of a return.
        let public = row.order_id.is_none();
        set(&transaction, row, state, None).await?;
        if public {
            market_changed(&transaction).await?;
        }
    }
    transaction.commit().await?;
    Ok(())
}

/// The picture's next files cannot be made, and why. Without AVIF files it is still shown.
pub async fn give_up(database: &Database, due: &Due, why: &str) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    if let Some(row) = picture::Entity::find_by_id(due.id.get()).one(&transaction).await? {
        set(&transaction, row, given_up(due.state), Some(why.to_owned())).await?;
    }
    transaction.commit().await?;
    Ok(())
}

const fn given_up(state: PictureState) -> PictureState {
    match state {
        PictureState::Jpeg | PictureState::Ready => PictureState::Jpeg,
        PictureState::Received | PictureState::Failed => PictureState::Failed,
    }
}

async fn set(
    transaction: &DatabaseTransaction,
    row: picture::Model,
    state: PictureState,
    fault: Option<String>,
) -> Result<(), Fault> {
    let mut row = row.into_active_model();
    row.state = Set(state.as_str().to_owned());
    row.fault = Set(fault);
    row.tries = Set(Some(0));
    row.update(transaction).await?;
    Ok(())
}

fn taken(row: &picture::Model) -> Result<Taken, Fault> {
    let state = named("picture", "state", row.id, &row.state)?;
    Ok(Taken { id: PictureId::new(row.id), hash: row.hash.clone(), state })
}
