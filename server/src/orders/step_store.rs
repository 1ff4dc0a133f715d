//! A producer's order moves on: load, decide, save, in one transaction.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use shop::{
    id::{OrderId, PurchaseId},
    identity::party::ProducerStaff,
    orders::course::{Course, Step, StepRefusal},
};
use time::OffsetDateTime;

use super::row::course;
use crate::{
    checkout::stock_store,
    clock::to_ms,
    database::Database,
    entity::shop_order,
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
    payments::{
        promise_store,
        settle_store::{self, Owed},
    },
};

/// Takes a step with an order; gives the purchase whose pages are to be told.
pub async fn take(
    database: &Database,
    who: &ProducerStaff,
    code: &str,
    step: Step,
    now: OffsetDateTime,
) -> Result<PurchaseId, Halt<StepRefusal>> {
    let transaction = database.begin().await?;
    let Owed { order, payment } = locked(&transaction, who, code).await?.ok_or(Halt::Refused(StepRefusal::NotFound))?;
    let next = course(&order, &payment)?.take(step.clone(), now).map_err(Halt::Refused)?;
    let (id, purchase) = (OrderId::new(order.id), PurchaseId::new(order.purchase_id));
    let (action, detail) = match step {
        Step::Confirm => ("order.confirm", String::new()),
        Step::Pack => ("order.pack", String::new()),
        Step::HandOver => {
            stock_store::hand_over(&transaction, id).await?;
            ("order.hand_over", String::new())
        }
        Step::Cancel { note } => {
            stock_store::release(&transaction, id).await?;
            ("order.cancel", note)
        }
    };
    if !next.state().is_open() {
        // Its stock moved.
        settle_store::tell_products(&transaction, id, now).await?;
    }
    let called_off = next.cancelled.is_some();
    let order = save(&transaction, order, &next).await?;
    if called_off {
        promise_store::called_off(&transaction, order, payment, now).await?;
    }
    record(&transaction, who.account, Deed { action, subject: format!("order:{id}"), detail }, now).await?;
    transaction.commit().await?;
    Ok(purchase)
}

/// The producer's order and its payment, which nobody else changes until the transaction ends.
async fn locked(transaction: &DatabaseTransaction, who: &ProducerStaff, code: &str) -> Result<Option<Owed>, Fault> {
    let known: Option<i64> = shop_order::Entity::find()
        .select_only()
        .column(shop_order::Column::Id)
        .filter(shop_order::Column::Code.eq(code))
        .filter(shop_order::Column::ProducerId.eq(who.producer.get()))
        .into_tuple()
        .one(transaction)
        .await?;
    match known {
        Some(id) => settle_store::lock(transaction, OrderId::new(id)).await,
        None => Ok(None),
    }
}

async fn save(
    transaction: &DatabaseTransaction,
    order: shop_order::Model,
    next: &Course,
) -> Result<shop_order::Model, Fault> {
    let mut row = shop_order::ActiveModel::from(order);
    row.state = Set(next.state().as_str().to_owned());
    row.confirmed_at = Set(next.confirmed_at.map(to_ms));
    row.packed_at = Set(next.packed_at.map(to_ms));
    row.completed_at = Set(next.handed_over_at.map(to_ms));
    if let Some(cancelled) = &next.cancelled {
        row.cancelled_at = Set(Some(to_ms(cancelled.at)));
        row.cancel_reason = Set(Some(cancelled.reason.as_str().to_owned()));
        row.cancel_note = Set(cancelled.reason.note().unwrap_or_default().to_owned());
    }
    Ok(row.update(transaction).await?)
}
