//! The secrets of payees' feeds, encrypted.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};
use shop::{
    id::ProducerId,
    identity::party::{Anyone, Operator},
    payments::feed_secret::{FeedKey, PayeeFeed, SecretRefusal, check_secret},
};
use time::OffsetDateTime;

use super::sealing::Seal;
use crate::{
    clock::{from_ms, to_ms},
    database::Database,
    entity::{feed_secret, producer},
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
    random::Randomness,
};

/// The feeds of a producer and when their secrets were set; `None` when there is no such producer.
pub async fn keys(database: &Database, _: &Operator, slug: &str) -> Result<Option<Vec<FeedKey>>, Fault> {
    let read = database.read();
    let Some(maker) = named(read, slug).await? else { return Ok(None) };
    let rows = feed_secret::Entity::find().filter(feed_secret::Column::ProducerId.eq(maker.id)).all(read).await?;
    let keys = PayeeFeed::ALL.map(|feed| FeedKey {
        feed,
        set_at: rows.iter().find(|row| row.feed == feed.as_str()).map(|row| from_ms(row.set_at)),
    });
    Ok(Some(keys.into()))
}

/// Sets a secret, in place of one there may be.
pub async fn set(
    database: &Database,
    who: &Operator,
    sealed: (&Seal, &dyn Randomness),
    slug: &str,
    feed: PayeeFeed,
    secret: &str,
    now: OffsetDateTime,
) -> Result<(), Halt<SecretRefusal>> {
    let (seal, random) = sealed;
    let transaction = database.begin().await?;
    let maker =
        producer::Entity::find().filter(producer::Column::Slug.eq(slug)).lock_exclusive().one(&transaction).await?;
    let maker = maker.ok_or(Halt::Refused(SecretRefusal::NotFound))?;
    let secret = check_secret(secret).map_err(Halt::Refused)?;
    let sealed = seal.close(random, &bound(maker.id, feed), secret.as_bytes())?;
    let before = one(&transaction, maker.id, feed).await?;
    let replaced = before.is_some();
    let mut row = before.map(IntoActiveModel::into_active_model).unwrap_or_default();
    row.producer_id = Set(maker.id);
    row.feed = Set(feed.as_str().to_owned());
    row.sealed = Set(sealed);
    row.set_by = Set(who.account.get());
    row.set_at = Set(to_ms(now));
    row.save(&transaction).await?;
    let detail = format!("{}{}", feed.as_str(), if replaced { ", replaces another" } else { "" });
    let deed = Deed { action: "feed_secret.set", subject: format!("producer:{}", maker.id), detail };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes a secret away. One that is not there stays away, and nothing is written down.
pub async fn remove(
    database: &Database,
    who: &Operator,
    slug: &str,
    feed: PayeeFeed,
    now: OffsetDateTime,
) -> Result<(), Halt<SecretRefusal>> {
    let transaction = database.begin().await?;
    let maker = named(&transaction, slug).await?.ok_or(Halt::Refused(SecretRefusal::NotFound))?;
    let gone = feed_secret::Entity::delete_many()
        .filter(feed_secret::Column::ProducerId.eq(maker.id))
        .filter(feed_secret::Column::Feed.eq(feed.as_str()))
        .exec(&transaction)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(());
    }
    let (subject, detail) = (format!("producer:{}", maker.id), feed.as_str().to_owned());
    record(&transaction, who.account, Deed { action: "feed_secret.remove", subject, detail }, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// The payee of an address and the secret its messages are signed with; `None` where there is no such address.
pub async fn secret(
    database: &Database,
    _: &Anyone,
    seal: &Seal,
    slug: &str,
    feed: &str,
) -> Result<Option<(ProducerId, String)>, Fault> {
    let Ok(feed) = feed.parse::<PayeeFeed>() else { return Ok(None) };
    let read = database.read();
    let Some(maker) = named(read, slug).await? else { return Ok(None) };
    let Some(row) = one(read, maker.id, feed).await? else { return Ok(None) };
    let secret = seal.open_text(&bound(maker.id, feed), &row.sealed)?;
    Ok(Some((ProducerId::new(maker.id), secret)))
}

async fn named(connection: &impl ConnectionTrait, slug: &str) -> Result<Option<producer::Model>, Fault> {
    Ok(producer::Entity::find().filter(producer::Column::Slug.eq(slug)).one(connection).await?)
}

async fn one(
    connection: &impl ConnectionTrait,
    producer: i64,
    feed: PayeeFeed,
) -> Result<Option<feed_secret::Model>, Fault> {
    let row = feed_secret::Entity::find()
        .filter(feed_secret::Column::ProducerId.eq(producer))
        .filter(feed_secret::Column::Feed.eq(feed.as_str()))
        .one(connection)
        .await?;
    Ok(row)
}

/// What a sealed secret is for.
fn bound(producer: i64, feed: PayeeFeed) -> String {
    format!("producer:{producer}:{}", feed.as_str())
}
