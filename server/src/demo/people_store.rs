//! The demo's villages, producers, cooperative and accounts, as rows.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use shop::identity::phone::Phone;
use time::OffsetDateTime;

use super::data::{Demo, Producer};
use crate::{
    clock::to_ms,
    database::Database,
    entity::{account, cooperative, delivery_price, membership, payee_account, producer, village},
    fault::Fault,
};

/// NAPAS's own sample account: no real person's.
const BANK_BIN: &str = "970403";
const ACCOUNT_NUMBER: &str = "0011012345678";

/// Keys of the rows made, by code or slug.
pub struct People {
    pub producers: BTreeMap<String, i64>,
}

/// Whether anyone is in the market already.
pub async fn is_filled(database: &Database) -> Result<bool, Fault> {
    Ok(account::Entity::find().count(database.read()).await? + producer::Entity::find().count(database.read()).await?
        > 0)
}

pub async fn has_accounts(database: &Database) -> Result<bool, Fault> {
    Ok(account::Entity::find().filter(account::Column::Demo.eq(true)).count(database.read()).await? > 0)
}

pub async fn insert(
    transaction: &DatabaseTransaction,
    data: &Demo,
    password_hash: &str,
    now: OffsetDateTime,
) -> Result<People, Fault> {
    let villages = insert_villages(transaction, data).await?;
    let cooperative = cooperative::ActiveModel {
        slug: Set(data.cooperative.slug.clone()),
        name: Set(data.cooperative.name.clone()),
        ..Default::default()
    };
    let cooperative = cooperative.insert(transaction).await?.id;
    let accounts = Accounts { transaction, password_hash, now };
    let mut producers = BTreeMap::new();
    for producer in &data.producers {
        let village = *villages.get(&producer.village).ok_or_else(|| unknown("village", &producer.code))?;
        let id = insert_producer(transaction, producer, village, now).await?;
        if data.cooperative.members.contains(&producer.code) {
            let row = membership::ActiveModel {
                cooperative_id: Set(cooperative),
                producer_id: Set(id),
                since_at: Set(to_ms(now)),
            };
            row.insert(transaction).await?;
        }
        accounts.insert(&producer.email, &producer.name, "producer", Some(id), None).await?;
        producers.insert(producer.code.clone(), id);
    }
    accounts.insert("htx@demo.test", &data.cooperative.name, "cooperative", None, Some(cooperative)).await?;
    accounts.insert("vanhanh@demo.test", "Người vận hành (mẫu)", "operator", None, None).await?;
    accounts.insert("khach@demo.test", "Khách (mẫu)", "shopper", None, None).await?;
    Ok(People { producers })
}

async fn insert_villages(transaction: &DatabaseTransaction, data: &Demo) -> Result<BTreeMap<String, i64>, DbErr> {
    let mut keys = BTreeMap::new();
    for (position, village) in (0..).zip(&data.villages) {
        let row = village::ActiveModel {
            slug: Set(village.slug.clone()),
            name: Set(village.name.clone()),
            craft: Set(village.craft.clone()),
            craft_en: Set(village.craft_en.clone()),
            place: Set(village.place.clone()),
            former: Set(village.former.clone()),
            facts: Set(village.facts.clone()),
            facts_en: Set(village.facts_en.clone()),
            province_code: Set(village.province_code.clone()),
            commune_code: Set(village.place_code.clone()),
            position: Set(position),
            ..Default::default()
        };
        keys.insert(village.slug.clone(), row.insert(transaction).await?.id);
    }
    Ok(keys)
}

async fn insert_producer(
    transaction: &DatabaseTransaction,
    data: &Producer,
    village: i64,
    now: OffsetDateTime,
) -> Result<i64, Fault> {
    let phone = Phone::parse(&data.phone).map_err(|error| Fault::outside("demo phone", error))?;
    let row = producer::ActiveModel {
        slug: Set(data.slug.clone()),
        village_id: Set(village),
        name: Set(data.name.clone()),
        legal_form: Set(data.legal_form.clone()),
        owner: Set(data.owner.clone()),
        phone: Set(phone.as_str().to_owned()),
        email: Set(Some(data.email.clone())),
        registration: Set(data.registration.clone()),
        street: Set(data.address.clone()),
        province_code: Set(data.province_code.clone()),
        commune_code: Set(data.commune_code.clone()),
        about: Set(data.about_vi.clone()),
        pickup_note: Set(data.pickup_note_vi.clone()),
        paused_until: Set(None),
        pause_note: Set(String::new()),
        demo: Set(true),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    let id = row.insert(transaction).await?.id;
    for (method, price) in &data.delivery {
        let row = delivery_price::ActiveModel {
            producer_id: Set(id),
            method: Set(method.clone()),
            price: Set(*price),
            enabled: Set(true),
        };
        row.insert(transaction).await?;
    }
    let account = payee_account::ActiveModel {
        producer_id: Set(id),
        bank_bin: Set(BANK_BIN.into()),
        account_number: Set(ACCOUNT_NUMBER.into()),
        holder: Set("TAI KHOAN MAU".into()),
        set_by: Set(None),
        set_at: Set(to_ms(now)),
        retired_at: Set(None),
        ..Default::default()
    };
    account.insert(transaction).await?;
    Ok(id)
}

struct Accounts<'a> {
    transaction: &'a DatabaseTransaction,
    password_hash: &'a str,
    now: OffsetDateTime,
}

impl Accounts<'_> {
    async fn insert(
        &self,
        email: &str,
        name: &str,
        role: &str,
        producer: Option<i64>,
        cooperative: Option<i64>,
    ) -> Result<(), DbErr> {
        let row = account::ActiveModel {
            email: Set(email.to_owned()),
            name: Set(name.to_owned()),
            password_hash: Set(Some(self.password_hash.to_owned())),
            role: Set(role.to_owned()),
            producer_id: Set(producer),
            cooperative_id: Set(cooperative),
            demo: Set(true),
            created_at: Set(to_ms(self.now)),
            disabled_at: Set(None),
            ..Default::default()
        };
        row.insert(self.transaction).await.map(|_| ())
    }
}

/// The demo names something that is not in it.
pub fn unknown(what: &'static str, code: &str) -> Fault {
    Fault::inconsistency("demo.json", what, code)
}
