//! Forms that create something carry a token; the first answer to it is kept with what was created, and the same token
//! from the same session gets that answer again. From another session it is an unknown token.

use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, EntityTrait, sea_query::OnConflict};
use time::OffsetDateTime;

use crate::{clock::to_ms, entity::once, fault::Fault};

/// The longest token we make.
const TOKEN_BYTES_MAX: usize = 64;

/// What a session's token was answered with, if it was. `owner` is the hash of the visitor's or the session's cookie.
pub async fn answered(database: &impl ConnectionTrait, owner: &str, token: &str) -> Result<Option<String>, Fault> {
    if token.is_empty() || token.len() > TOKEN_BYTES_MAX {
        return Ok(None);
    }
    let row = once::Entity::find_by_id((owner.to_owned(), token.to_owned())).one(database).await?;
    Ok(row.map(|row| row.location))
}

/// Keeps the answer in the transaction that creates the thing. `false`: the token was answered meanwhile; roll back
/// and give [`answered`] instead. Waits for a transaction that is about to answer it.
pub async fn keep(
    transaction: &DatabaseTransaction,
    owner: &str,
    token: &str,
    location: &str,
    now: OffsetDateTime,
) -> Result<bool, Fault> {
    if token.is_empty() || token.len() > TOKEN_BYTES_MAX {
        return Ok(true);
    }
    let row = once::ActiveModel {
        visitor_hash: Set(owner.to_owned()),
        token: Set(token.to_owned()),
        location: Set(location.to_owned()),
        created_at: Set(to_ms(now)),
    };
    let conflict = OnConflict::columns([once::Column::VisitorHash, once::Column::Token]).do_nothing().to_owned();
    let kept = once::Entity::insert(row).on_conflict(conflict).exec_without_returning(transaction).await?;
    Ok(kept > 0)
}
