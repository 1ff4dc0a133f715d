//! Promises money back and takes sales back, with their postings, in the transaction of whatever caused it.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
};
use sha2::{Digest, Sha256};
use shop::{
    money::Money,
    orders::state::OrderState,
    payments::{
        ledger::{Posting, Sale},
        reference::Reference,
        refund::{Reason, State},
    },
};
use time::OffsetDateTime;

use super::{
    ledger_store::{About, post},
    settle_store::{self, Owed},
};
use crate::{
    clock::to_ms,
    entity::{payment, refund},
    fault::Fault,
    orders::row::course,
};

/// What a promise is about.
pub struct Promise {
    pub producer: i64,
    pub payment: Option<i64>,
    /// The movement that belongs to no order.
    pub source: Option<i64>,
    pub amount: Money,
    pub reason: Reason,
    pub note: String,
    pub by: Option<i64>,
    /// The accepted return that it answers.
    pub request: Option<i64>,
}

/// A refund of its own, owed from now on.
pub async fn promise(
    transaction: &DatabaseTransaction,
    promise: Promise,
    now: OffsetDateTime,
) -> Result<refund::Model, Fault> {
    let row = refund::ActiveModel {
        reference: Set(reference(transaction, &promise).await?.to_string()),
        producer_id: Set(promise.producer),
        payment_id: Set(promise.payment),
        source_id: Set(promise.source),
        amount: Set(promise.amount.get()),
        reason: Set(promise.reason.as_str().to_owned()),
        note: Set(promise.note),
        state: Set(State::Owed.as_str().to_owned()),
        sent_note: Set(String::new()),
        opened_by: Set(promise.by),
        request_id: Set(promise.request),
        opened_at: Set(to_ms(now)),
        ..Default::default()
    };
    let row = row.insert(transaction).await?;
    let about = About { producer: row.producer_id, payment: row.payment_id, refund: Some(row.id), ..About::default() };
    post(transaction, about, &Posting::refund_owed(promise.amount), now).await?;
    Ok(row)
}

/// Ten characters for the outgoing transfer: always the same for the same promise. They are no secret.
async fn reference(transaction: &DatabaseTransaction, promise: &Promise) -> Result<Reference, Fault> {
    let seed = match (promise.payment, promise.source) {
        (Some(payment), _) => {
            let before =
                refund::Entity::find().filter(refund::Column::PaymentId.eq(payment)).count(transaction).await?;
            format!("payment|{payment}|{before}")
        }
        (None, source) => {
            let before = refund::Entity::find().filter(refund::Column::SourceId.eq(source)).count(transaction).await?;
            let again = if before == 0 { String::new() } else { format!("|{before}") };
            format!("source|{source:?}{again}")
        }
    };
    let digest = Sha256::digest(format!("refund|{}|{seed}", promise.producer));
    let mut head = [0; 8];
    head.copy_from_slice(&digest[..8]);
    Ok(Reference::from_random(head))
}

/// Takes back a sale, or a part of it, perhaps for a refund.
pub async fn take_back(
    transaction: &DatabaseTransaction,
    owed: &mut Owed,
    part: Sale,
    refund: Option<i64>,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    if !part.is_standing() {
        return Ok(());
    }
    let left = settle_store::standing(&owed.payment)?.sold.without(part);
    keep_sold(transaction, &mut owed.payment, left).await?;
    let about = About { refund, ..settle_store::about(owed) };
    post(transaction, about, &Posting::unsold(part), now).await
}

/// Keeps in the payment's row what stands as sold.
pub async fn keep_sold(
    transaction: &DatabaseTransaction,
    payment: &mut payment::Model,
    sold: Sale,
) -> Result<(), Fault> {
    let row = payment::ActiveModel {
        id: Unchanged(payment.id),
        sold_goods: Set(sold.goods.get()),
        sold_delivery: Set(sold.delivery.get()),
        ..Default::default()
    };
    row.update(transaction).await?;
    (payment.sold_goods, payment.sold_delivery) = (sold.goods.get(), sold.delivery.get());
    Ok(())
}

/// Promises a part of a payment back.
pub async fn promise_part(
    transaction: &DatabaseTransaction,
    owed: &mut Owed,
    part: Promise,
    now: OffsetDateTime,
) -> Result<refund::Model, Fault> {
    let promised = owed.payment.promised.saturating_add(part.amount.get());
    let row = payment::ActiveModel { id: Unchanged(owed.payment.id), promised: Set(promised), ..Default::default() };
    row.update(transaction).await?;
    owed.payment.promised = promised;
    promise(transaction, part, now).await
}

/// After anything happened to an order or its money: what has to go back without anybody's decision is promised.
/// `owed` tells both as they stand now.
pub async fn promise_what_is_due(
    transaction: &DatabaseTransaction,
    owed: &mut Owed,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let order = course(&owed.order, &owed.payment)?.state();
    let due = settle_store::standing(&owed.payment)?.due_back(&order);
    if !due.is_positive() {
        return Ok(());
    }
    let called_off = matches!(order, OrderState::Cancelled { .. });
    let reason = if called_off { Reason::Cancelled } else { Reason::Excess };
    let part = Promise {
        producer: owed.order.producer_id,
        payment: Some(owed.payment.id),
        source: None,
        amount: due,
        reason,
        note: String::new(),
        by: None,
        request: None,
    };
    promise_part(transaction, owed, part, now).await?;
    Ok(())
}

/// An order was called off: its sale is taken back, and what came for it is promised back.
pub async fn called_off(transaction: &DatabaseTransaction, owed: &mut Owed, now: OffsetDateTime) -> Result<(), Fault> {
    let sold = settle_store::standing(&owed.payment)?.sold;
    take_back(transaction, owed, sold, None, now).await?;
    promise_what_is_due(transaction, owed, now).await
}
