//! The trail of what people decided: who did what to which thing, and when. Written in the transaction that does it.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction};
use shop::id::AccountId;
use time::OffsetDateTime;

use crate::{clock::to_ms, entity::audit, fault::Fault};

/// One line of the trail.
pub struct Deed<'a> {
    /// A verb of ours, such as `listing.approve`.
    pub action: &'a str,
    /// What it was done to, such as `product:12`.
    pub subject: String,
    /// What else is worth keeping; never secrets.
    pub detail: String,
}

pub async fn record(
    transaction: &DatabaseTransaction,
    who: AccountId,
    deed: Deed<'_>,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    insert(transaction, Some(who), deed, now).await
}

/// What whoever runs the machine did with a command, without an account.
pub async fn record_from_console(
    transaction: &DatabaseTransaction,
    deed: Deed<'_>,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    insert(transaction, None, deed, now).await
}

/// What a buyer did who holds an order's key, without an account.
pub async fn record_of_buyer(
    transaction: &DatabaseTransaction,
    deed: Deed<'_>,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    insert(transaction, None, deed, now).await
}

async fn insert(
    transaction: &DatabaseTransaction,
    who: Option<AccountId>,
    deed: Deed<'_>,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let row = audit::ActiveModel {
        at: Set(to_ms(now)),
        account_id: Set(who.map(AccountId::get)),
        action: Set(deed.action.to_owned()),
        subject: Set(deed.subject),
        detail: Set(deed.detail),
        ..Default::default()
    };
    row.insert(transaction).await?;
    Ok(())
}
