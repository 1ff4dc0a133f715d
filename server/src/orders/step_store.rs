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

use super::{cancel_store, request_rows_store, row::course};
use crate::{
    checkout::stock_store,
    clock::to_ms,
    database::Database,
    entity::shop_order,
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
    payments::settle_store::{self, Owed},
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
    let mut owed = locked(&transaction, who, code).await?.ok_or(Halt::Refused(StepRefusal::NotFound))?;
    let next = course(&owed.order, &owed.payment)?.take(step.clone(), now).map_err(Halt::Refused)?;
    let (id, purchase) = (OrderId::new(owed.order.id), PurchaseId::new(owed.order.purchase_id));
    if step == Step::HandOver && request_rows_store::cancel_is_asked(&transaction, id).await? {
        return Err(Halt::Refused(StepRefusal::CancelAsked));
    }
    if let Some(cancelled) = &next.cancelled {
        cancel_store::cancel(&transaction, &mut owed, &cancelled.reason, now).await?;
    } else {
        save(&transaction, owed.order, &next).await?;
    }
    let (action, detail) = match step {
        Step::Confirm => ("order.confirm", String::new()),
        Step::Pack => ("order.pack", String::new()),
        Step::HandOver => {
            stock_store::hand_over(&transaction, id).await?;
            settle_store::tell_products(&transaction, id, now).await?;
            ("order.hand_over", String::new())
        }
        Step::Cancel { note } => ("order.cancel", note),
    };
    record(&transaction, who.account, Deed { action, subject: format!("order:{id}"), detail }, now).await?;
    transaction.commit().await?;
    Ok(purchase)
}

/// The producer's order and its payment, which nobody else changes until the transaction ends.
pub async fn locked(transaction: &DatabaseTransaction, who: &ProducerStaff, code: &str) -> Result<Option<Owed>, Fault> {
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

async fn save(transaction: &DatabaseTransaction, order: shop_order::Model, next: &Course) -> Result<(), Fault> {
    let mut row = shop_order::ActiveModel::from(order);
    row.state = Set(next.state().as_str().to_owned());
    row.confirmed_at = Set(next.confirmed_at.map(to_ms));
    row.packed_at = Set(next.packed_at.map(to_ms));
    row.completed_at = Set(next.handed_over_at.map(to_ms));
    row.update(transaction).await?;
    Ok(())
}
