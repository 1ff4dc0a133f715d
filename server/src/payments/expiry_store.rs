//! Payments for which nothing arrived in time: the order is cancelled and gives its stock back.
//!
//! Where some money arrived (`underpaid`) nothing expires: money must stay in sight until it is settled. The order stays
//! placed and its hold lapses like any other, to be taken again when the rest arrives (`domain.md`, *Stock*).

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use shop::{
    id::{OrderId, PurchaseId},
    orders::state::CancelReason,
    payments::matching::PaymentState,
};
use time::OffsetDateTime;

use super::settle_store::{self, Owed};
use crate::{
    clock::to_ms,
    database::Database,
    entity::{payment, payment_event, shop_order},
    fault::Fault,
    orders::{cancel_store, row::course},
};

/// Purchases with payments that ran out, so many at most.
pub async fn due(database: &Database, now: OffsetDateTime, limit: u64) -> Result<Vec<PurchaseId>, Fault> {
    let orders: Vec<i64> = payment::Entity::find()
        .select_only()
        .column(payment::Column::OrderId)
        .filter(payment::Column::State.eq(PaymentState::Awaiting.as_str()))
        .filter(payment::Column::DueAt.lt(to_ms(now)))
        .order_by_asc(payment::Column::DueAt)
        .limit(limit)
        .into_tuple()
        .all(database.read())
        .await?;
    if orders.is_empty() {
        return Ok(Vec::new());
    }
    let purchases: Vec<i64> = shop_order::Entity::find()
        .select_only()
        .column(shop_order::Column::PurchaseId)
        .distinct()
        .filter(shop_order::Column::Id.is_in(orders))
        .into_tuple()
        .all(database.read())
        .await?;
    Ok(purchases.into_iter().map(PurchaseId::new).collect())
}

/// Lets the payments of a purchase that ran out expire, each in a transaction of its own: two orders' stock together
/// would be locked in another order than a buyer's. `false`: there was nothing to do any more.
pub async fn expire(database: &Database, purchase: PurchaseId, now: OffsetDateTime) -> Result<bool, Fault> {
    let orders: Vec<i64> = shop_order::Entity::find()
        .select_only()
        .column(shop_order::Column::Id)
        .filter(shop_order::Column::PurchaseId.eq(purchase.get()))
        .order_by_asc(shop_order::Column::Id)
        .into_tuple()
        .all(database.read())
        .await?;
    let mut expired = false;
    for order in orders {
        let transaction = database.begin().await?;
        let Some(mut owed) = settle_store::lock(&transaction, OrderId::new(order)).await? else { continue };
        if owed.payment.state == PaymentState::Awaiting.as_str() && owed.payment.due_at < to_ms(now) {
            expire_one(&transaction, &mut owed, now).await?;
            transaction.commit().await?;
            expired = true;
        }
    }
    Ok(expired)
}

async fn expire_one(transaction: &DatabaseTransaction, owed: &mut Owed, now: OffsetDateTime) -> Result<(), Fault> {
    let state = PaymentState::Expired.as_str();
    let row =
        payment::ActiveModel { id: Unchanged(owed.payment.id), state: Set(state.to_owned()), ..Default::default() };
    row.update(transaction).await?;
    let event = payment_event::ActiveModel {
        payment_id: Set(owed.payment.id),
        kind: Set("expired".to_owned()),
        bank_transaction_id: Set(None),
        amount: Set(0),
        state_after: Set(state.to_owned()),
        account_id: Set(None),
        note: Set(String::new()),
        at: Set(to_ms(now)),
        ..Default::default()
    };
    event.insert(transaction).await?;
    // Whoever gave the order up before has given its stock back as well.
    if course(&owed.order, &owed.payment)?.state().is_open() {
        cancel_store::cancel(transaction, owed, &CancelReason::Unpaid, now).await?;
    }
    Ok(())
}
