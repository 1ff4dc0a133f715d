//! Giving an order up, whoever does it and why: the producer, the shopper, an unpaid order's sweeper, or money that came
//! when the goods were gone. Every one of them goes through [`cancel`], so that what a cancellation means for stock and
//! money is written once.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    DatabaseTransaction,
};
use shop::{
    id::OrderId,
    orders::state::{CancelReason, OrderState},
};
use time::OffsetDateTime;

use super::request_rows_store;
use crate::{
    checkout::stock_store,
    clock::to_ms,
    entity::shop_order,
    fault::Fault,
    payments::{
        promise_store,
        settle_store::{self, Owed},
    },
};

/// Cancels an order that the caller has locked: its row, its stock, its sale, the pages that show that stock, and
/// whatever asks for its cancellation. What was received for it is promised back, unless it only ran out of time: then
/// the rest may still come. Afterwards `owed`
/// holds the order as it is then.
pub async fn cancel(
    transaction: &DatabaseTransaction,
    owed: &mut Owed,
    reason: &CancelReason,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let id = OrderId::new(owed.order.id);
    request_rows_store::overtake(transaction, id, now).await?;
    stock_store::release(transaction, id).await?;
    let state = OrderState::Cancelled { at: now, reason: reason.clone() };
    let row = shop_order::ActiveModel {
        id: Unchanged(owed.order.id),
        state: Set(state.as_str().to_owned()),
        cancelled_at: Set(Some(to_ms(now))),
        cancel_reason: Set(Some(reason.as_str().to_owned())),
        cancel_note: Set(reason.note().unwrap_or_default().to_owned()),
        ..Default::default()
    };
    owed.order = row.update(transaction).await?;
    promise_store::called_off(transaction, owed, now).await?;
    settle_store::tell_products(transaction, id, now).await
}
