//! Orders as they are read.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait},
};
use shop::{
    identity::party::{KeyHolder, ProducerStaff},
    orders::{
        order::{OpenedOrder, Order, OrderList},
        state::OrderState,
        tray::{Counts, Tray},
    },
    page::{Page, Window},
};

use super::row::Rows;
use crate::{
    database::Database,
    entity::{order_key, order_line, payment, producer, purchase, shop_order},
    fault::Fault,
};

/// The order of a code if the key opens it: its own key, or one that was given out later.
pub async fn opened(database: &Database, who: &KeyHolder, code: &str) -> Result<Option<OpenedOrder>, Fault> {
    let mut rows = opens(who).order_by_asc(shop_order::Column::Id).all(database.read()).await?;
    let codes = rows.iter().map(|row| row.code.clone()).collect();
    rows.retain(|row| row.code == code);
    let order = assemble(database, rows).await?.pop();
    Ok(order.map(|order| OpenedOrder { order, codes }))
}

/// The orders that a key opens.
pub fn opens(who: &KeyHolder) -> Select<shop_order::Entity> {
    let given = order_key::Entity::find()
        .select_only()
        .column(order_key::Column::OrderId)
        .filter(order_key::Column::KeyHash.eq(&who.hash))
        .into_query();
    let own = shop_order::Column::KeyHash.eq(&who.hash);
    shop_order::Entity::find().filter(own.or(shop_order::Column::Id.in_subquery(given)))
}

/// One of the producer's orders.
pub async fn own(database: &Database, who: &ProducerStaff, code: &str) -> Result<Option<Order>, Fault> {
    let rows = of_producer(who).filter(shop_order::Column::Code.eq(code)).all(database.read()).await?;
    Ok(assemble(database, rows).await?.pop())
}

/// One page of a tray, and how much lies in each.
pub async fn list(database: &Database, who: &ProducerStaff, tray: Tray, window: Window) -> Result<OrderList, Fault> {
    let counts = counts(database, who).await?;
    let mut rows = of_producer(who).join(JoinType::InnerJoin, shop_order::Entity::to_payment()).filter(lies_in(tray));
    rows = match tray {
        Tray::Done => rows.order_by_desc(shop_order::Column::CompletedAt),
        Tray::Cancelled | Tray::ToRefund => rows.order_by_desc(shop_order::Column::CancelledAt),
        Tray::ToConfirm | Tray::ToPack | Tray::ToHandOver | Tray::Waiting => {
            rows.order_by_asc(shop_order::Column::PlacedAt)
        }
    };
    let rows = rows
        .order_by_asc(shop_order::Column::Id)
        .offset(window.offset())
        .limit(u64::from(window.size))
        .all(database.read())
        .await?;
    let items = assemble(database, rows).await?;
    let total = counts.of(tray);
    Ok(OrderList { page: Page::new(items, window, total), counts })
}

/// How many orders lie in each tray, in one query.
async fn counts(database: &Database, who: &ProducerStaff) -> Result<Counts, Fault> {
    let mut query = of_producer(who).join(JoinType::InnerJoin, shop_order::Entity::to_payment()).select_only();
    for tray in Tray::ALL {
        let one: Expr = Expr::case(lies_in(tray), 1).into();
        query = query.column_as(one.count(), tray.slug());
    }
    let row: Option<(i64, i64, i64, i64, i64, i64, i64)> = query.into_tuple().one(database.read()).await?;
    let (a, b, c, d, e, f, g) = row.unwrap_or_default();
    Ok(Counts([a, b, c, d, e, f, g].map(|count| u64::try_from(count).unwrap_or(0))))
}

fn of_producer(who: &ProducerStaff) -> Select<shop_order::Entity> {
    shop_order::Entity::find().filter(shop_order::Column::ProducerId.eq(who.producer.get()))
}

/// [`Tray::holds`] as the database says it; the tests hold the two together.
fn lies_in(tray: Tray) -> Condition {
    let covered = payment::Column::SoldGoods.gt(0).or(payment::Column::SoldDelivery.gt(0));
    let packed = shop_order::Column::PackedAt;
    let state = |name: &str| Condition::all().add(shop_order::Column::State.eq(name));
    match tray {
        Tray::ToConfirm => state(OrderState::PLACED).add(covered),
        Tray::Waiting => state(OrderState::PLACED).add(covered.not()),
        Tray::ToPack => state(OrderState::CONFIRMED).add(packed.is_null()),
        Tray::ToHandOver => state(OrderState::CONFIRMED).add(packed.is_not_null()),
        Tray::Done => state(OrderState::COMPLETED),
        Tray::Cancelled => state(OrderState::CANCELLED),
        Tray::ToRefund => {
            let refunded = Expr::col((payment::Entity, payment::Column::Refunded));
            state(OrderState::CANCELLED).add(Expr::col((payment::Entity, payment::Column::Received)).gt(refunded))
        }
    }
}

/// Orders with everything that belongs to them, in the order of their rows: four queries, however many there are.
async fn assemble(database: &Database, rows: Vec<shop_order::Model>) -> Result<Vec<Order>, Fault> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let read = database.read();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let of_orders = payment::Entity::find().filter(payment::Column::OrderId.is_in(ids.iter().copied()));
    let mut payments: HashMap<i64, payment::Model> =
        of_orders.all(read).await?.into_iter().map(|row| (row.order_id, row)).collect();
    let keys: HashSet<i64> = rows.iter().map(|row| row.purchase_id).collect();
    let of_orders = purchase::Entity::find().filter(purchase::Column::Id.is_in(keys));
    let purchases: HashMap<i64, purchase::Model> =
        of_orders.all(read).await?.into_iter().map(|row| (row.id, row)).collect();
    let keys: HashSet<i64> = rows.iter().map(|row| row.producer_id).collect();
    let of_orders = producer::Entity::find().filter(producer::Column::Id.is_in(keys));
    let producers: HashMap<i64, producer::Model> =
        of_orders.all(read).await?.into_iter().map(|row| (row.id, row)).collect();
    let of_orders = order_line::Entity::find().filter(order_line::Column::OrderId.is_in(ids));
    let mut lines: HashMap<i64, Vec<order_line::Model>> = HashMap::new();
    for line in of_orders.order_by_asc(order_line::Column::Id).all(read).await? {
        lines.entry(line.order_id).or_default().push(line);
    }
    let orders = rows.into_iter().map(|order| {
        let lacking = |column| Fault::inconsistency("shop_order", column, order.id);
        Order::try_from(Rows {
            payment: payments.remove(&order.id).ok_or_else(|| lacking("id"))?,
            purchase: purchases.get(&order.purchase_id).cloned().ok_or_else(|| lacking("purchase_id"))?,
            producer: producers.get(&order.producer_id).cloned().ok_or_else(|| lacking("producer_id"))?,
            lines: lines.remove(&order.id).unwrap_or_default(),
            order,
        })
    });
    orders.collect()
}
