//! Accounts and sessions in the database.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use shop::{
    id::{AccountId, CooperativeId, ProducerId},
    identity::party::{Acting, Anyone, SignedIn},
};
use time::{Duration, OffsetDateTime};

use crate::{
    clock::to_ms,
    database::Database,
    entity::{account, session},
    fault::Fault,
    random::hashed,
};

/// How long a session lasts.
pub const SESSION: Duration = Duration::days(30);

/// An account as signing in needs it.
pub struct Known {
    pub who: SignedIn,
    pub password_hash: Option<String>,
}

/// The open account of an address, which is compared in lower case.
pub async fn by_email(database: &Database, _: &Anyone, email: &str) -> Result<Option<Known>, Fault> {
    let row = account::Entity::find()
        .filter(account::Column::Email.eq(email))
        .filter(account::Column::DisabledAt.is_null())
        .one(database.read())
        .await?;
    row.map(|row| Ok(Known { password_hash: row.password_hash.clone(), who: signed_in(row)? })).transpose()
}

/// Begins a session; the one that the same browser had ends.
pub async fn begin_session(
    database: &Database,
    who: &SignedIn,
    token: &str,
    replaces: Option<&str>,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    if let Some(old) = replaces {
        session::Entity::delete_by_id(hashed(old)).exec(&transaction).await?;
    }
    insert_session(&transaction, who.account, token, now).await?;
    transaction.commit().await?;
    Ok(())
}

pub async fn insert_session(
    transaction: &DatabaseTransaction,
    account: AccountId,
    token: &str,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let row = session::ActiveModel {
        token_hash: Set(hashed(token)),
        account_id: Set(account.get()),
        created_at: Set(to_ms(now)),
        expires_at: Set(to_ms(now + SESSION)),
    };
    row.insert(transaction).await?;
    Ok(())
}

pub async fn whose_session(
    database: &Database,
    _: &Anyone,
    token: &str,
    now: OffsetDateTime,
) -> Result<Option<SignedIn>, Fault> {
    let found = session::Entity::find_by_id(hashed(token))
        .filter(session::Column::ExpiresAt.gt(to_ms(now)))
        .one(database.read())
        .await?;
    let Some(found) = found else { return Ok(None) };
    let row = account::Entity::find_by_id(found.account_id)
        .filter(account::Column::DisabledAt.is_null())
        .one(database.read())
        .await?;
    row.map(signed_in).transpose()
}

pub async fn end_session(database: &Database, who: &SignedIn, token: &str) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    session::Entity::delete_many()
        .filter(session::Column::TokenHash.eq(hashed(token)))
        .filter(session::Column::AccountId.eq(who.account.get()))
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(())
}

/// The demo's accounts, told to everyone.
pub async fn demo_accounts(database: &Database, _: &Anyone) -> Result<Vec<(String, Acting)>, Fault> {
    let rows = account::Entity::find()
        .filter(account::Column::Demo.eq(true))
        .filter(account::Column::DisabledAt.is_null())
        .order_by_asc(account::Column::Id)
        .all(database.read())
        .await?;
    rows.into_iter().map(|row| Ok((row.email.clone(), signed_in(row)?.acting))).collect()
}

/// What a row of `account` may act as.
pub fn signed_in(row: account::Model) -> Result<SignedIn, Fault> {
    let acting = match (row.role.as_str(), row.producer_id, row.cooperative_id) {
        ("shopper", _, _) => Acting::Shopper,
        ("producer", Some(producer), _) => Acting::Producer(ProducerId::new(producer)),
        ("cooperative", _, Some(cooperative)) => Acting::Cooperative(CooperativeId::new(cooperative)),
        ("operator", _, _) => Acting::Operator,
        _ => return Err(Fault::inconsistency("account", "role", row.id)),
    };
    Ok(SignedIn { account: AccountId::new(row.id), name: row.name, acting })
}
