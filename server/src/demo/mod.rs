//! The demo market: villages, producers and goods to look at, with pictures drawn by us. Never loaded where strangers
//! could take it for a real one.

pub mod data;
mod goods_store;
mod people_store;

use crate::{database::Database, fault::Fault, identity::password, media::blobs::Blobs, state::Market};

pub use goods_store::insert_missing_categories;

/// The password of every demo account.
pub const PASSWORD: &str = "demo-cho-lang";

/// What loading did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loaded {
    /// The market was empty and holds the demo now.
    Filled,
    /// The market held something; nothing was changed.
    Unchanged,
}

/// Whether the database holds accounts of the demo, whose password everyone knows.
pub async fn has_accounts(database: &Database) -> Result<bool, Fault> {
    people_store::has_accounts(database).await
}

/// Fills an empty market with the demo, pictures included.
pub async fn load(market: &Market) -> Result<Loaded, Fault> {
    if people_store::is_filled(&market.database).await? {
        return Ok(Loaded::Unchanged);
    }
    let data = data::read()?;
    let pictures = data::pictures()?;
    for picture in pictures.values() {
        keep(&*market.blobs, picture).await?;
    }
    let password_hash = password::hash(PASSWORD.to_owned()).await?;
    let transaction = market.database.begin().await?;
    let now = market.clock.now();
    let people = people_store::insert(&transaction, &data, &password_hash, now).await?;
    let goods = goods_store::insert_goods(&transaction, &data, &people, &pictures, now).await?;
    goods_store::insert_live(&transaction, &data, &people, &goods, now).await?;
    transaction.commit().await?;
    Ok(Loaded::Filled)
}

/// Puts one illustration, encoded beforehand, into the media store.
async fn keep(blobs: &dyn Blobs, picture: &data::Illustration) -> Result<(), Fault> {
    for (file, bytes) in &picture.files {
        blobs.put(&format!("anh/{}/{file}", picture.hash), bytes).await?;
    }
    Ok(())
}
