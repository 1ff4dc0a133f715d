//! A producer's own place in the database.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, OnConflict, SelectStatement},
};
use shop::{
    catalogue::{
        listing::ListingState,
        workshop_form::{About, Delivery, Pause, Way},
        workshop_service::{Payee, Profile, ShelfToday},
    },
    checkout::place::Place,
    identity::{
        party::{Anyone, ProducerStaff},
        phone::Phone,
    },
    money::Money,
};
use time::OffsetDateTime;

use super::{freshness_store::market_changed, maker_store};
use crate::{
    checkout::places::places,
    clock::{from_ms, to_ms},
    database::{Database, named},
    entity::{delivery_price, payee_account, producer, product, stock, variant, village},
    fault::Fault,
};

pub async fn shelf(database: &Database, who: &ProducerStaff) -> Result<ShelfToday, Fault> {
    let connection = database.read();
    let products = product::Entity::find().filter(product::Column::ProducerId.eq(who.producer.get()));
    let drafts = products.clone().filter(product::Column::State.eq("draft"));
    let waiting = products.clone().filter(product::Column::State.eq("in_review"));
    let published = products.clone().filter(product::Column::State.eq(ListingState::PUBLISHED));
    Ok(ShelfToday {
        sent_back: drafts.filter(product::Column::StateNote.ne("")).count(connection).await?,
        in_review: waiting.count(connection).await?,
        sold_out: published.filter(product::Column::Id.in_subquery(sold_out())).count(connection).await?,
        products: products.count(connection).await?,
    })
}

/// The products of variants of which nothing can be bought.
fn sold_out() -> SelectStatement {
    let available =
        Expr::col(stock::Column::OnHand).sub(Expr::col(stock::Column::Allocated)).sub(Expr::col(stock::Column::Held));
    let empty =
        stock::Entity::find().select_only().column(stock::Column::VariantId).filter(available.lte(0)).into_query();
    variant::Entity::find()
        .select_only()
        .column(variant::Column::ProductId)
        .filter(variant::Column::Id.in_subquery(empty))
        .into_query()
}

pub async fn profile(database: &Database, who: &ProducerStaff, now: OffsetDateTime) -> Result<Profile, Fault> {
    let connection = database.read();
    let row = producer::Entity::find_by_id(who.producer.get()).one(connection).await?;
    let row = row.ok_or_else(|| Fault::inconsistency("account", "producer_id", who.account))?;
    let village = village::Entity::find_by_id(row.village_id).one(connection).await?;
    let phone = Phone::parse(&row.phone).map_err(|_| Fault::inconsistency("producer", "phone", row.id))?;
    Ok(Profile {
        slug: row.slug,
        name: row.name,
        village: village.map(|village| village.name).unwrap_or_default(),
        legal_form: named("producer", "legal_form", row.id, &row.legal_form)?,
        registration: row.registration,
        about: About { owner: row.owner, phone, about: row.about, street: row.street, pickup_note: row.pickup_note },
        place: places().place(&row.commune_code),
        delivery: maker_store::delivery(connection, &Anyone, who.producer.get()).await?,
        pause: row
            .paused_until
            .map(from_ms)
            .filter(|until| *until > now)
            .map(|until| Pause { until, note: row.pause_note }),
        payee: payee(database, who).await?,
    })
}

async fn payee(database: &Database, who: &ProducerStaff) -> Result<Option<Payee>, Fault> {
    let row = payee_account::Entity::find()
        .filter(payee_account::Column::ProducerId.eq(who.producer.get()))
        .filter(payee_account::Column::RetiredAt.is_null())
        .order_by_desc(payee_account::Column::Id)
        .one(database.read())
        .await?;
    Ok(row.map(|row| Payee { bank_bin: row.bank_bin, account: row.account_number, holder: row.holder }))
}

pub async fn introduce(database: &Database, who: &ProducerStaff, about: &About, place: &Place) -> Result<(), Fault> {
    let row = producer::ActiveModel {
        owner: Set(about.owner.clone()),
        phone: Set(about.phone.as_str().to_owned()),
        about: Set(about.about.clone()),
        street: Set(about.street.clone()),
        pickup_note: Set(about.pickup_note.clone()),
        province_code: Set(place.province.code.clone()),
        commune_code: Set(place.commune.code.clone()),
        ..mine(who)
    };
    change(database, row).await
}

pub async fn rest(database: &Database, who: &ProducerStaff, pause: Option<&Pause>) -> Result<(), Fault> {
    let row = producer::ActiveModel {
        paused_until: Set(pause.map(|pause| to_ms(pause.until))),
        pause_note: Set(pause.map(|pause| pause.note.clone()).unwrap_or_default()),
        ..mine(who)
    };
    change(database, row).await
}

fn mine(who: &ProducerStaff) -> producer::ActiveModel {
    producer::ActiveModel { id: Unchanged(who.producer.get()), ..Default::default() }
}

async fn change(database: &Database, row: producer::ActiveModel) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    row.update(&transaction).await?;
    market_changed(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

pub async fn deliver(database: &Database, who: &ProducerStaff, delivery: Delivery) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    let pickup = Way { price: Money::ZERO, enabled: delivery.pickup };
    for (method, way) in [("express", delivery.express), ("pickup", pickup), ("standard", delivery.standard)] {
        set_way(&transaction, who, method, way).await?;
    }
    market_changed(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}

async fn set_way(transaction: &DatabaseTransaction, who: &ProducerStaff, method: &str, way: Way) -> Result<(), Fault> {
    let row = delivery_price::ActiveModel {
        producer_id: Set(who.producer.get()),
        method: Set(method.to_owned()),
        price: Set(way.price.get()),
        enabled: Set(way.enabled),
    };
    let there = OnConflict::columns([delivery_price::Column::ProducerId, delivery_price::Column::Method])
        .update_columns([delivery_price::Column::Price, delivery_price::Column::Enabled])
        .to_owned();
    delivery_price::Entity::insert(row).on_conflict(there).exec_without_returning(transaction).await?;
    Ok(())
}
