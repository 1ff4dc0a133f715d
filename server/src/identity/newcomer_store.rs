//! New accounts, with the producer, cooperative and village that are new with them, in one transaction.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use shop::{id::AccountId, text};
use time::{Duration, OffsetDateTime};

use super::{
    audit_store::{self, Deed},
    link_store,
    newcomer::{
        CooperativeChoice, NewProducer, NewVillage, Newcomer, NewcomerRefusal, ProducerChoice, Role, VillageChoice,
    },
};
use crate::{
    catalogue::freshness_store,
    clock::to_ms,
    database::Database,
    demo,
    entity::{account, cooperative, delivery_price, membership, producer, village},
    fault::Halt,
};

type Outcome<T> = Result<T, Halt<NewcomerRefusal>>;

/// What the account acts for, and what that is called.
#[derive(Default)]
struct Desk {
    role: &'static str,
    producer: Option<i64>,
    cooperative: Option<i64>,
    name: Option<String>,
}

/// Makes everything, or nothing.
pub async fn add(
    database: &Database,
    newcomer: &Newcomer,
    token: &str,
    lasts: Duration,
    now: OffsetDateTime,
) -> Outcome<()> {
    let transaction = database.begin().await?;
    let email = newcomer.email.key();
    if account::Entity::find().filter(account::Column::Email.eq(&email)).one(&transaction).await?.is_some() {
        return Err(Halt::Refused(NewcomerRefusal::EmailTaken(email)));
    }
    let desk = desk(&transaction, &newcomer.role, now).await?;
    let name = newcomer.name.clone().or(desk.name).unwrap_or_else(|| email.clone());
    let row = account::ActiveModel {
        email: Set(email.clone()),
        name: Set(name),
        password_hash: Set(None),
        role: Set(desk.role.into()),
        producer_id: Set(desk.producer),
        cooperative_id: Set(desk.cooperative),
        demo: Set(false),
        created_at: Set(to_ms(now)),
        disabled_at: Set(None),
        ..Default::default()
    };
    let id = AccountId::new(row.insert(&transaction).await?.id);
    link_store::insert(&transaction, id, token, lasts, now).await?;
    let deed = Deed { action: "account.add", subject: format!("account:{id}"), detail: desk.role.to_owned() };
    audit_store::record_from_console(&transaction, deed, now).await?;
    transaction.commit().await?;
    Ok(())
}

async fn desk(transaction: &DatabaseTransaction, role: &Role, now: OffsetDateTime) -> Outcome<Desk> {
    match role {
        Role::Shopper => Ok(Desk { role: "shopper", ..Desk::default() }),
        Role::Operator => Ok(Desk { role: "operator", ..Desk::default() }),
        Role::Producer(choice) => {
            let (id, name) = match choice {
                ProducerChoice::Known(slug) => known_producer(transaction, slug).await?,
                ProducerChoice::New(new) => insert_producer(transaction, new, now).await?,
            };
            Ok(Desk { role: "producer", producer: Some(id), name: Some(name), ..Desk::default() })
        }
        Role::Cooperative(choice) => {
            let (id, name) = match choice {
                CooperativeChoice::Known(slug) => known_cooperative(transaction, slug).await?,
                CooperativeChoice::New(name) => insert_cooperative(transaction, name).await?,
            };
            Ok(Desk { role: "cooperative", cooperative: Some(id), name: Some(name), ..Desk::default() })
        }
    }
}

async fn known_producer(transaction: &DatabaseTransaction, slug: &str) -> Outcome<(i64, String)> {
    let found = producer::Entity::find().filter(producer::Column::Slug.eq(slug)).one(transaction).await?;
    match found {
        Some(found) => Ok((found.id, found.name)),
        None => {
            let all = producer::Entity::find().order_by_asc(producer::Column::Slug).all(transaction).await?;
            Err(unknown("producer", slug, all.into_iter().map(|row| row.slug).collect()))
        }
    }
}

async fn known_cooperative(transaction: &DatabaseTransaction, slug: &str) -> Outcome<(i64, String)> {
    let all = cooperative::Entity::find().order_by_asc(cooperative::Column::Slug).all(transaction).await?;
    match all.iter().find(|row| row.slug == slug) {
        Some(found) => Ok((found.id, found.name.clone())),
        None => Err(unknown("cooperative", slug, all.into_iter().map(|row| row.slug).collect())),
    }
}

/// The named cooperative, or the only one: somebody must approve what a producer lists.
async fn approving(transaction: &DatabaseTransaction, slug: Option<&str>) -> Outcome<i64> {
    if let Some(slug) = slug {
        return Ok(known_cooperative(transaction, slug).await?.0);
    }
    let all = cooperative::Entity::find().order_by_asc(cooperative::Column::Slug).all(transaction).await?;
    match all.as_slice() {
        [] => Err(Halt::Refused(NewcomerRefusal::NoCooperative)),
        [only] => Ok(only.id),
        several => {
            let slugs = several.iter().map(|row| row.slug.clone()).collect();
            Err(Halt::Refused(NewcomerRefusal::WhichCooperative(slugs)))
        }
    }
}

async fn insert_cooperative(transaction: &DatabaseTransaction, name: &str) -> Outcome<(i64, String)> {
    let slug = slug_of(name)?;
    let taken = cooperative::Entity::find().filter(cooperative::Column::Slug.eq(&slug)).one(transaction).await?;
    if taken.is_some() {
        return Err(Halt::Refused(NewcomerRefusal::Taken { what: "cooperative", slug }));
    }
    let row = cooperative::ActiveModel { slug: Set(slug), name: Set(name.to_owned()), ..Default::default() };
    Ok((row.insert(transaction).await?.id, name.to_owned()))
}

/// A producer begins without goods, address and delivery methods; its own people fill these in.
async fn insert_producer(
    transaction: &DatabaseTransaction,
    new: &NewProducer,
    now: OffsetDateTime,
) -> Outcome<(i64, String)> {
    let slug = slug_of(&new.name)?;
    if producer::Entity::find().filter(producer::Column::Slug.eq(&slug)).one(transaction).await?.is_some() {
        return Err(Halt::Refused(NewcomerRefusal::Taken { what: "producer", slug }));
    }
    let cooperative = approving(transaction, new.cooperative.as_deref()).await?;
    let village = the_village(transaction, &new.village).await?;
    let row = producer::ActiveModel {
        slug: Set(slug),
        name: Set(new.name.clone()),
        village_id: Set(village.id),
        legal_form: Set(new.legal_form.clone()),
        owner: Set(new.owner.clone().unwrap_or_else(|| new.name.clone())),
        phone: Set(new.phone.as_str().to_owned()),
        email: Set(None),
        registration: Set(String::new()),
        street: Set(String::new()),
        province_code: Set(village.province_code),
        commune_code: Set(village.commune_code),
        about: Set(String::new()),
        pickup_note: Set(String::new()),
        paused_until: Set(None),
        pause_note: Set(String::new()),
        demo: Set(false),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    let id = row.insert(transaction).await?.id;
    let row =
        membership::ActiveModel { cooperative_id: Set(cooperative), producer_id: Set(id), since_at: Set(to_ms(now)) };
    row.insert(transaction).await?;
    for method in ["standard", "express", "pickup"] {
        let row = delivery_price::ActiveModel {
            producer_id: Set(id),
            method: Set(method.into()),
            price: Set(0),
            enabled: Set(false),
        };
        row.insert(transaction).await?;
    }
    demo::insert_missing_categories(transaction).await?;
    freshness_store::market_changed(transaction).await?;
    Ok((id, new.name.clone()))
}

async fn the_village(transaction: &DatabaseTransaction, choice: &VillageChoice) -> Outcome<village::Model> {
    match choice {
        VillageChoice::Known(slug) => {
            let all = village::Entity::find().order_by_asc(village::Column::Slug).all(transaction).await?;
            match all.iter().find(|row| row.slug == *slug) {
                Some(found) => Ok(found.clone()),
                None => Err(unknown("village", slug, all.into_iter().map(|row| row.slug).collect())),
            }
        }
        VillageChoice::New(new) => insert_village(transaction, new).await,
    }
}

async fn insert_village(transaction: &DatabaseTransaction, new: &NewVillage) -> Outcome<village::Model> {
    let slug = slug_of(&new.name)?;
    if village::Entity::find().filter(village::Column::Slug.eq(&slug)).one(transaction).await?.is_some() {
        return Err(Halt::Refused(NewcomerRefusal::Taken { what: "village", slug }));
    }
    let last = village::Entity::find().order_by_desc(village::Column::Position).one(transaction).await?;
    let row = village::ActiveModel {
        slug: Set(slug),
        name: Set(new.name.clone()),
        craft: Set(new.craft.clone()),
        craft_en: Set(new.craft_en.clone()),
        place: Set(new.place.clone()),
        former: Set(String::new()),
        facts: Set(String::new()),
        facts_en: Set(String::new()),
        province_code: Set(new.province_code.clone()),
        commune_code: Set(new.commune_code.clone()),
        position: Set(last.map_or(0, |last| last.position + 1)),
        ..Default::default()
    };
    Ok(row.insert(transaction).await?)
}

fn slug_of(name: &str) -> Outcome<String> {
    let slug = text::slug(name);
    if slug.is_empty() { Err(Halt::Refused(NewcomerRefusal::Nameless(name.to_owned()))) } else { Ok(slug) }
}

fn unknown(what: &'static str, slug: &str, choices: Vec<String>) -> Halt<NewcomerRefusal> {
    Halt::Refused(NewcomerRefusal::Unknown { what, slug: slug.to_owned(), choices })
}
