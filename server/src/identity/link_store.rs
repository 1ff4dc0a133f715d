//! One-time links to choose a password. The database knows them by their hash alone.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use shop::{
    id::AccountId,
    identity::{
        email::Email,
        party::{Anyone, KeyHolder, SignedIn},
        service::LinkRefusal,
    },
};
use time::{Duration, OffsetDateTime};

use super::{
    audit_store::{self, Deed},
    outbox_store,
    store::{insert_session, signed_in},
};
use crate::{
    clock::to_ms,
    database::Database,
    entity::{account, password_link, session},
    fault::{Fault, Halt},
    random::hashed,
};

/// What is to be sent, and in which language, to someone who forgot a password.
pub const FORGOTTEN: &str = "password-forgotten";
/// What is to be sent to someone whose password was changed.
pub const CHANGED: &str = "password-changed";

/// Asks the job for a link. It is the job that looks whether there is such an account: here the same is done for every
/// address, so that neither the answer nor its time tells.
pub async fn ask(
    database: &Database,
    _: &Anyone,
    email: &str,
    language: &str,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    let payload = serde_json::json!({ "email": email, "language": language });
    outbox_store::enqueue(&transaction, FORGOTTEN, &payload, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Makes a link for the open account of an address; older ones of the account stop working. Gives the account's own
/// address: a mail goes nowhere else, whatever was typed.
pub async fn make(
    database: &Database,
    email: &str,
    token: &str,
    lasts: Duration,
    now: OffsetDateTime,
) -> Result<Option<Email>, Fault> {
    let transaction = database.begin().await?;
    let found = account::Entity::find()
        .filter(account::Column::Email.eq(email))
        .filter(account::Column::DisabledAt.is_null())
        .one(&transaction)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let address = Email::parse(&found.email).map_err(|_| Fault::inconsistency("account", "email", found.id))?;
    forget_unused(&transaction, found.id).await?;
    insert(&transaction, AccountId::new(found.id), token, lasts, now).await?;
    transaction.commit().await?;
    Ok(Some(address))
}

/// Puts a link for an account into the transaction.
pub async fn insert(
    transaction: &DatabaseTransaction,
    account: AccountId,
    token: &str,
    lasts: Duration,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let row = password_link::ActiveModel {
        token_hash: Set(hashed(token)),
        account_id: Set(account.get()),
        created_at: Set(to_ms(now)),
        expires_at: Set(to_ms(now + lasts)),
        used_at: Set(None),
    };
    row.insert(transaction).await?;
    Ok(())
}

/// The address of the account whose password the link chooses.
pub async fn owner(database: &Database, who: &KeyHolder, now: OffsetDateTime) -> Result<String, Halt<LinkRefusal>> {
    Ok(open_account(database.read(), who, now).await?.email)
}

async fn open_account(
    connection: &impl ConnectionTrait,
    who: &KeyHolder,
    now: OffsetDateTime,
) -> Result<account::Model, Halt<LinkRefusal>> {
    let link = password_link::Entity::find_by_id(&who.hash).one(connection).await?;
    let link = link.ok_or(Halt::Refused(LinkRefusal::Unknown))?;
    if link.used_at.is_some() || link.expires_at <= to_ms(now) {
        return Err(Halt::Refused(LinkRefusal::Spent));
    }
    let account = account::Entity::find_by_id(link.account_id).one(connection).await?;
    account.filter(|account| account.disabled_at.is_none()).ok_or(Halt::Refused(LinkRefusal::Spent))
}

/// What begins with the use of a link.
pub struct Begins<'a> {
    pub password_hash: &'a str,
    /// The cookie of the new session.
    pub token: &'a str,
    /// The language to tell the account's owner in.
    pub language: &'a str,
}

/// Uses the link: the password is set, every session of the account ends, and a new one begins.
pub async fn use_it(
    database: &Database,
    who: &KeyHolder,
    begins: Begins<'_>,
    now: OffsetDateTime,
) -> Result<SignedIn, Halt<LinkRefusal>> {
    let transaction = database.begin().await?;
    let account = open_account(&transaction, who, now).await?;
    let used = password_link::Entity::update_many()
        .col_expr(password_link::Column::UsedAt, Expr::value(to_ms(now)))
        .filter(password_link::Column::TokenHash.eq(&who.hash))
        .filter(password_link::Column::UsedAt.is_null())
        .exec(&transaction)
        .await?;
    if used.rows_affected != 1 {
        return Err(Halt::Refused(LinkRefusal::Spent));
    }
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, Expr::value(begins.password_hash))
        .filter(account::Column::Id.eq(account.id))
        .exec(&transaction)
        .await?;
    session::Entity::delete_many().filter(session::Column::AccountId.eq(account.id)).exec(&transaction).await?;
    forget_unused(&transaction, account.id).await?;
    let payload = serde_json::json!({ "email": account.email, "language": begins.language });
    let who = signed_in(account)?;
    let deed = Deed { action: "password.choose", subject: format!("account:{}", who.account), detail: String::new() };
    audit_store::record(&transaction, who.account, deed, now).await?;
    outbox_store::enqueue(&transaction, CHANGED, &payload, now).await?;
    insert_session(&transaction, who.account, begins.token, now).await?;
    transaction.commit().await?;
    Ok(who)
}

async fn forget_unused(transaction: &DatabaseTransaction, account: i64) -> Result<(), Fault> {
    password_link::Entity::delete_many()
        .filter(password_link::Column::AccountId.eq(account))
        .filter(password_link::Column::UsedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(())
}
