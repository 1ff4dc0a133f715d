//! Money that counts for a payment: sums, state, event, and what follows for the order and its stock. The one writer of
//! a payment's state, together with the expiry.
//!
//! Rows are locked in this order: the order, its payment, stock, balances. Two messages at once then add up.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use shop::{
    clock::{day_in_vietnam, iso_day},
    id::{OrderId, ProductId, VariantId},
    money::Money,
    orders::state::{CancelReason, OrderState},
    payments::{
        ledger::{Posting, Sale},
        settling::{Counted, Fulfilment, Standing, fulfilment, paid_at},
        vietqr::AccountNumber,
    },
};
use time::OffsetDateTime;

use super::{
    ledger_store::{About, post},
    promise_store,
};
use crate::{
    catalogue::freshness_store::products_changed,
    checkout::stock_store,
    clock::{from_ms, to_ms},
    database::named,
    entity::{bank_transaction, order_line, payment, payment_event, shop_order, variant},
    fault::Fault,
    orders::{cancel_store, row::course},
};

/// An order and its payment, both locked.
pub struct Owed {
    pub order: shop_order::Model,
    pub payment: payment::Model,
}

/// Money that arrived.
pub struct Arrived {
    /// `transfer` or `by_hand`.
    pub kind: &'static str,
    pub amount: Money,
    /// When the bank booked it.
    pub booked: OffsetDateTime,
    pub bank_transaction: i64,
    /// Who said so, if a person did.
    pub account: Option<i64>,
    pub note: String,
    /// How often it came back to the desk before it counted.
    pub round: i64,
}

/// Locks an order, its payment and its stock, in this order; balances come last of all.
pub async fn lock(transaction: &DatabaseTransaction, order: OrderId) -> Result<Option<Owed>, Fault> {
    let order = shop_order::Entity::find_by_id(order.get()).lock_exclusive().one(transaction).await?;
    let Some(order) = order else { return Ok(None) };
    let payment =
        payment::Entity::find().filter(payment::Column::OrderId.eq(order.id)).lock_exclusive().one(transaction).await?;
    let Some(payment) = payment else { return Ok(None) };
    let variants: Vec<VariantId> = variants(transaction, OrderId::new(order.id)).await?;
    stock_store::lock(transaction, &variants).await?;
    Ok(Some(Owed { order, payment }))
}

pub fn standing(row: &payment::Model) -> Result<Standing, Fault> {
    Ok(Standing {
        amount: Money::dong(row.amount),
        received: Money::dong(row.received),
        promised: Money::dong(row.promised),
        refunded: Money::dong(row.refunded),
        sold: Sale { goods: Money::dong(row.sold_goods), delivery: Money::dong(row.sold_delivery) },
        was_covered: row.paid_at.is_some(),
        state: named("payment", "state", row.id, &row.state)?,
    })
}

/// The account that is to be paid, frozen with the payment.
pub fn account(row: &payment::Model) -> Result<AccountNumber, Fault> {
    AccountNumber::parse(&row.account_number).map_err(|_| Fault::inconsistency("payment", "account_number", row.id))
}

/// The bank has said what was confirmed by hand.
pub async fn mark_proven(transaction: &DatabaseTransaction, confirmed: i64, now: OffsetDateTime) -> Result<(), Fault> {
    let row = bank_transaction::ActiveModel {
        id: Unchanged(confirmed),
        proven_at: Set(Some(to_ms(now))),
        ..Default::default()
    };
    row.update(transaction).await?;
    Ok(())
}

/// What a posting about this order is about.
pub fn about(owed: &Owed) -> About {
    About { producer: owed.order.producer_id, payment: Some(owed.payment.id), ..About::default() }
}

/// Counts money for a payment; once it is covered, its order is fulfilled. What has to go back is promised back.
pub async fn count(
    transaction: &DatabaseTransaction,
    mut owed: Owed,
    arrived: Arrived,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let counted = standing(&owed.payment)?.count(arrived.amount);
    keep_sums(transaction, &mut owed.payment, counted, arrived.booked, now).await?;
    let transfer = About { bank_transaction: Some(arrived.bank_transaction), round: arrived.round, ..about(&owed) };
    post(transaction, transfer, &Posting::received(arrived.amount), now).await?;
    let event = payment_event::ActiveModel {
        payment_id: Set(owed.payment.id),
        kind: Set(arrived.kind.to_owned()),
        bank_transaction_id: Set(Some(arrived.bank_transaction)),
        amount: Set(arrived.amount.get()),
        state_after: Set(counted.state.as_str().to_owned()),
        account_id: Set(arrived.account),
        note: Set(arrived.note),
        at: Set(to_ms(now)),
        ..Default::default()
    };
    event.insert(transaction).await?;
    if counted.newly_covered {
        fulfil(transaction, &mut owed, now).await?;
    }
    promise_store::promise_what_is_due(transaction, &mut owed, now).await
}

async fn keep_sums(
    transaction: &DatabaseTransaction,
    payment: &mut payment::Model,
    counted: Counted,
    booked: OffsetDateTime,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    payment.received = counted.received.get();
    counted.state.as_str().clone_into(&mut payment.state);
    if counted.newly_covered && payment.paid_at.is_none() {
        let paid = paid_at(booked, from_ms(payment.created_at), now);
        payment.paid_at = Some(to_ms(paid));
        payment.paid_day = Some(iso_day(day_in_vietnam(paid)));
    }
    let row = payment::ActiveModel {
        id: Unchanged(payment.id),
        received: Set(payment.received),
        state: Set(payment.state.clone()),
        paid_at: Set(payment.paid_at),
        paid_day: Set(payment.paid_day.clone()),
        ..Default::default()
    };
    row.update(transaction).await?;
    Ok(())
}

/// The order's price is earned. If its goods cannot be had any more, that is taken back at once.
async fn fulfil(transaction: &DatabaseTransaction, owed: &mut Owed, now: OffsetDateTime) -> Result<(), Fault> {
    let step = fulfilment(&course(&owed.order, &owed.payment)?.state());
    if step == Fulfilment::Refund {
        return Ok(());
    }
    let id = OrderId::new(owed.order.id);
    let sale = Sale { goods: Money::dong(owed.order.goods_total), delivery: Money::dong(owed.order.delivery_price) };
    promise_store::keep_sold(transaction, &mut owed.payment, sale).await?;
    post(transaction, about(owed), &Posting::sold(sale), now).await?;
    if !allocate(transaction, id, now).await? {
        return cancel_store::cancel(transaction, owed, &CancelReason::SoldOut, now).await;
    }
    if step == Fulfilment::Reopen {
        owed.order = stand_again(transaction, &owed.order).await?;
    }
    tell_products(transaction, id, now).await
}

/// Allocates the order's stock, with what others' expired holds give back if need be.
async fn allocate(transaction: &DatabaseTransaction, order: OrderId, now: OffsetDateTime) -> Result<bool, Fault> {
    if stock_store::allocate(transaction, order).await? {
        return Ok(true);
    }
    let mut variants = variants(transaction, order).await?;
    variants.sort_unstable();
    stock_store::release_expired(transaction, &variants, now).await?;
    stock_store::allocate(transaction, order).await
}

async fn stand_again(transaction: &DatabaseTransaction, order: &shop_order::Model) -> Result<shop_order::Model, Fault> {
    let state = order.confirmed_at.map_or(OrderState::Placed, |at| OrderState::Confirmed { at: from_ms(at) });
    let row = shop_order::ActiveModel {
        id: Unchanged(order.id),
        state: Set(state.as_str().to_owned()),
        cancelled_at: Set(None),
        cancel_reason: Set(None),
        cancel_note: Set(String::new()),
        ..Default::default()
    };
    Ok(row.update(transaction).await?)
}

/// The pages of the order's products tell an old stock.
pub async fn tell_products(
    transaction: &DatabaseTransaction,
    order: OrderId,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let variants = variants(transaction, order).await?;
    let products: Vec<i64> = variant::Entity::find()
        .select_only()
        .column(variant::Column::ProductId)
        .filter(variant::Column::Id.is_in(variants.iter().map(|variant| variant.get())))
        .into_tuple()
        .all(transaction)
        .await?;
    let products: Vec<ProductId> = products.into_iter().map(ProductId::new).collect();
    products_changed(transaction, &products, now).await
}

async fn variants(transaction: &DatabaseTransaction, order: OrderId) -> Result<Vec<VariantId>, Fault> {
    let rows: Vec<i64> = order_line::Entity::find()
        .select_only()
        .column(order_line::Column::VariantId)
        .filter(order_line::Column::OrderId.eq(order.get()))
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(rows.into_iter().map(VariantId::new).collect())
}
