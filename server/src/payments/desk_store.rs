//! A producer's money: what arrived and what is awaited. Every query is the producer's own.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::ExprTrait,
};
use shop::{
    id::BankTransactionId,
    identity::party::ProducerStaff,
    money::Money,
    orders::{state::CancelReason, state::OrderState},
    payments::{
        desk::{Arrival, ArrivalOrder, Desk, Outstanding, Sorted},
        matching::{Direction, PaymentState},
        refund::State,
    },
};
use time::{Duration, OffsetDateTime};

use super::{loose_store::loose_names, refund_store::own, settle_store};
use crate::{
    clock::{from_ms, to_ms},
    database::{Database, named},
    entity::{bank_transaction, payment, purchase, refund, shop_order},
    fault::Fault,
};

/// How many movements that found their place, and how many orders of a kind, a page shows.
const ROWS_MAX: u64 = 200;
/// How many that did not.
const LOOSE_MAX: u64 = 1_000;
/// How long an expired payment may still be confirmed from the list.
const EXPIRED_SHOWN: Duration = Duration::days(14);

pub async fn desk(database: &Database, who: &ProducerStaff, now: OffsetDateTime) -> Result<Desk, Fault> {
    let of_kind = |loose: bool| {
        let is_loose =
            bank_transaction::Column::Outcome.is_in(loose_names()).and(bank_transaction::Column::HandledAt.is_null());
        bank_transaction::Entity::find()
            .filter(bank_transaction::Column::ProducerId.eq(who.producer.get()))
            .filter(bank_transaction::Column::Direction.eq(Direction::In.as_str()))
            .filter(if loose { is_loose } else { is_loose.not() })
            .order_by_desc(bank_transaction::Column::At)
            .order_by_desc(bank_transaction::Column::Id)
    };
    // What found no place stays in sight however old it is.
    let mut moved = of_kind(true).limit(LOOSE_MAX).all(database.read()).await?;
    moved.extend(of_kind(false).limit(ROWS_MAX).all(database.read()).await?);
    let awaited = awaited(database, who, now).await?;
    let counted = payment::Entity::find()
        .filter(payment::Column::Id.is_in(moved.iter().filter_map(|row| row.payment_id)))
        .all(database.read())
        .await?;
    let orders = orders(database, who, counted.iter().chain(&awaited)).await?;
    let counted: HashMap<i64, payment::Model> = counted.into_iter().map(|row| (row.id, row)).collect();
    let arrivals = moved.into_iter().map(|row| {
        let payment = row.payment_id.and_then(|id| counted.get(&id));
        arrival(row, payment, &orders)
    });
    let arrivals = arrivals.collect::<Result<_, _>>()?;
    let outstanding = outstanding_of(database, awaited, &orders).await?;
    let owed = own(who).filter(refund::Column::State.eq(State::Owed.as_str()));
    let refunds_owed = owed.clone().count(database.read()).await?;
    Ok(Desk { arrivals, outstanding, maybe_refunds: maybe_refunds(database, who, owed).await?, refunds_owed })
}

/// Money that left and may be one of the refunds that are owed, or names one that was withdrawn.
async fn maybe_refunds(
    database: &Database,
    who: &ProducerStaff,
    owed: Select<refund::Entity>,
) -> Result<Vec<Arrival>, Fault> {
    let amounts = owed.select_only().column(refund::Column::Amount).into_query();
    let rows = bank_transaction::Entity::find()
        .filter(bank_transaction::Column::ProducerId.eq(who.producer.get()))
        .filter(bank_transaction::Column::Outcome.eq(Sorted::Outgoing.as_str()))
        .filter(bank_transaction::Column::HandledAt.is_null())
        .filter(
            bank_transaction::Column::Amount.in_subquery(amounts).or(bank_transaction::Column::RefundId.is_not_null()),
        )
        .order_by_desc(bank_transaction::Column::At)
        .limit(ROWS_MAX)
        .all(database.read())
        .await?;
    rows.into_iter().map(|row| arrival(row, None, &HashMap::new())).collect()
}

/// What is awaited, the oldest first; then what expired lately, the newest first.
async fn awaited(database: &Database, who: &ProducerStaff, now: OffsetDateTime) -> Result<Vec<payment::Model>, Fault> {
    let expired = payment::Column::State.eq(PaymentState::Expired.as_str());
    let open = open_payments(who, now).filter(expired.clone().not()).order_by_asc(payment::Column::DueAt);
    let mut rows = open.limit(ROWS_MAX).all(database.read()).await?;
    let late = open_payments(who, now).filter(expired).order_by_desc(payment::Column::DueAt);
    rows.extend(late.limit(ROWS_MAX).all(database.read()).await?);
    Ok(rows)
}

/// Every order of the producer's whose money has not all arrived.
pub async fn all_outstanding(
    database: &Database,
    who: &ProducerStaff,
    now: OffsetDateTime,
) -> Result<Vec<Outstanding>, Fault> {
    let rows = awaited(database, who, now).await?;
    let orders = orders(database, who, rows.iter()).await?;
    outstanding_of(database, rows, &orders).await
}

pub async fn outstanding(
    database: &Database,
    who: &ProducerStaff,
    code: &str,
    now: OffsetDateTime,
) -> Result<Option<Outstanding>, Fault> {
    let order = own_order(who, code).one(database.read()).await?;
    let Some(order) = order else { return Ok(None) };
    let rows = open_payments(who, now).filter(payment::Column::OrderId.eq(order.id)).all(database.read()).await?;
    let orders = HashMap::from([(order.id, order)]);
    Ok(outstanding_of(database, rows, &orders).await?.pop())
}

/// The producer's payments that may still get money: awaited, short, or expired not long ago.
fn open_payments(who: &ProducerStaff, now: OffsetDateTime) -> Select<payment::Entity> {
    let own = shop_order::Entity::find()
        .select_only()
        .column(shop_order::Column::Id)
        .filter(shop_order::Column::ProducerId.eq(who.producer.get()))
        .into_query();
    may_get_money(now).filter(payment::Column::OrderId.in_subquery(own))
}

/// Payments that may still get money; whoever asks is told of theirs alone.
pub fn may_get_money(now: OffsetDateTime) -> Select<payment::Entity> {
    let open = payment::Column::State.is_in([PaymentState::Awaiting, PaymentState::Underpaid].map(|s| s.as_str()));
    let lately = payment::Column::State
        .eq(PaymentState::Expired.as_str())
        .and(payment::Column::DueAt.gt(to_ms(now - EXPIRED_SHOWN)));
    payment::Entity::find().filter(open.or(lately))
}

/// The order of this code, if it is the producer's.
pub fn own_order(who: &ProducerStaff, code: &str) -> Select<shop_order::Entity> {
    shop_order::Entity::find()
        .filter(shop_order::Column::Code.eq(code))
        .filter(shop_order::Column::ProducerId.eq(who.producer.get()))
}

async fn orders(
    database: &Database,
    who: &ProducerStaff,
    payments: impl Iterator<Item = &payment::Model>,
) -> Result<HashMap<i64, shop_order::Model>, Fault> {
    let rows = shop_order::Entity::find()
        .filter(shop_order::Column::Id.is_in(payments.map(|payment| payment.order_id)))
        .filter(shop_order::Column::ProducerId.eq(who.producer.get()))
        .all(database.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Cancelled for another reason than the clock: it awaits nothing, and its money must go back.
fn called_off(order: &shop_order::Model) -> bool {
    order.state == OrderState::CANCELLED && order.cancel_reason.as_deref() != Some(CancelReason::Unpaid.as_str())
}

fn arrival(
    row: bank_transaction::Model,
    payment: Option<&payment::Model>,
    orders: &HashMap<i64, shop_order::Model>,
) -> Result<Arrival, Fault> {
    let order = payment.and_then(|payment| Some((payment, orders.get(&payment.order_id)?)));
    let order = order.map(|(payment, order)| {
        Ok::<_, Fault>(ArrivalOrder {
            code: order.code.clone(),
            state: named("payment", "state", payment.id, &payment.state)?,
            amount: Money::dong(payment.amount),
            received: Money::dong(payment.received),
            owed: Money::dong(payment.promised.saturating_sub(payment.refunded)),
            cancelled: called_off(order),
        })
    });
    Ok(Arrival {
        number: BankTransactionId::new(row.id),
        handled: row.handled_at.is_some(),
        at: from_ms(row.at),
        amount: Money::dong(row.amount),
        sorted: named("bank_transaction", "outcome", row.id, &row.outcome)?,
        text: row.text,
        note: row.note,
        proven: row.proven_at.is_some(),
        order: order.transpose()?,
    })
}

/// What payments await whose orders were looked up.
pub async fn outstanding_of(
    database: &Database,
    payments: Vec<payment::Model>,
    orders: &HashMap<i64, shop_order::Model>,
) -> Result<Vec<Outstanding>, Fault> {
    let with_order = |row: &payment::Model| orders.get(&row.order_id);
    let purchases: Vec<(i64, String)> = purchase::Entity::find()
        .select_only()
        .columns([purchase::Column::Id, purchase::Column::BuyerName])
        .filter(purchase::Column::Id.is_in(payments.iter().filter_map(with_order).map(|order| order.purchase_id)))
        .into_tuple()
        .all(database.read())
        .await?;
    let buyers: HashMap<i64, String> = purchases.into_iter().collect();
    let shown = payments.into_iter().filter_map(|row| {
        let order = orders.get(&row.order_id)?;
        let (state, received) = match settle_store::standing(&row) {
            Ok(standing) => (standing.state, standing.toward()),
            Err(fault) => return Some(Err(fault)),
        };
        (!called_off(order) || state == PaymentState::Underpaid).then(|| {
            Ok(Outstanding {
                order: order.code.clone(),
                buyer: buyers.get(&order.purchase_id).cloned().unwrap_or_default(),
                reference: row.reference,
                state,
                amount: Money::dong(row.amount),
                received,
                due_at: from_ms(row.due_at),
            })
        })
    });
    shown.collect()
}
