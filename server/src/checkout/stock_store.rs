//! Stock as counters on one row per variant: on hand, allocated (paid), held (not yet paid). Taken by one conditional
//! update per row, never by counting holds; rows are touched in the order of their ids, so that two buyers cannot lock
//! each other out.
//!
//! Source of the rules: `domain.md`, *Stock*.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use shop::id::{OrderId, VariantId};
use time::OffsetDateTime;

use crate::{
    clock::to_ms,
    entity::{hold, order_line, stock},
    fault::Fault,
};

/// The states of a hold row.
pub mod state {
    use shop::checkout::holding::HoldState;

    /// Counted in `held` until it expires.
    pub const HELD: &str = HoldState::Held.as_str();
    /// Paid: counted in `allocated`.
    pub const ALLOCATED: &str = HoldState::Allocated.as_str();
    /// Given back.
    pub const RELEASED: &str = HoldState::Released.as_str();
    /// Handed over: counted nowhere.
    pub const SHIPPED: &str = HoldState::Shipped.as_str();
}

/// Holds so many units if they can be had; `false` when they cannot.
pub async fn hold_units(transaction: &DatabaseTransaction, variant: VariantId, units: i64) -> Result<bool, Fault> {
    take(transaction, variant, units, stock::Column::Held).await
}

async fn take(
    transaction: &DatabaseTransaction,
    variant: VariantId,
    units: i64,
    counter: stock::Column,
) -> Result<bool, Fault> {
    let available =
        Expr::col(stock::Column::OnHand).sub(Expr::col(stock::Column::Allocated)).sub(Expr::col(stock::Column::Held));
    let taken = stock::Entity::update_many()
        .col_expr(counter, Expr::col(counter).add(units))
        .filter(stock::Column::VariantId.eq(variant.get()))
        .filter(available.gte(units))
        .exec(transaction)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Adds to counters of a stock row.
async fn count(transaction: &DatabaseTransaction, variant: i64, changes: &[(stock::Column, i64)]) -> Result<(), Fault> {
    let mut update = stock::Entity::update_many().filter(stock::Column::VariantId.eq(variant));
    for (counter, units) in changes {
        update = update.col_expr(*counter, Expr::col(*counter).add(*units));
    }
    update.exec(transaction).await?;
    Ok(())
}

/// Moves a hold from one state to another; `false` when someone else moved it first.
async fn turn(transaction: &DatabaseTransaction, hold: &hold::Model, to: &str) -> Result<bool, Fault> {
    let turned = hold::Entity::update_many()
        .col_expr(hold::Column::State, Expr::value(to))
        .filter(hold::Column::Id.eq(hold.id))
        .filter(hold::Column::State.eq(&hold.state))
        .exec(transaction)
        .await?;
    Ok(turned.rows_affected == 1)
}

/// Locks the stock rows in the order of their ids. Whatever touches holds does this first, so that none waits for a row
/// of someone who waits for a hold of theirs.
pub async fn lock(transaction: &DatabaseTransaction, variants: &[VariantId]) -> Result<Vec<stock::Model>, Fault> {
    let rows = stock::Entity::find()
        .filter(stock::Column::VariantId.is_in(variants.iter().map(|variant| variant.get())))
        .order_by_asc(stock::Column::VariantId)
        .lock_exclusive()
        .all(transaction)
        .await?;
    Ok(rows)
}

/// Gives back what expired holds of these variants kept; to be called before units are taken. Locks the stock rows and
/// tells how many units of each can be had.
pub async fn release_expired(
    transaction: &DatabaseTransaction,
    variants: &[VariantId],
    now: OffsetDateTime,
) -> Result<BTreeMap<i64, i64>, Fault> {
    let rows = lock(transaction, variants).await?;
    let free = |row: &stock::Model| (row.variant_id, row.on_hand - row.allocated - row.held);
    let mut left: BTreeMap<i64, i64> = rows.iter().map(free).collect();
    let expired = hold::Entity::find()
        .filter(hold::Column::VariantId.is_in(variants.iter().map(|variant| variant.get())))
        .filter(hold::Column::State.eq(state::HELD))
        .filter(hold::Column::ExpiresAt.lte(to_ms(now)))
        .order_by_asc(hold::Column::VariantId)
        .order_by_asc(hold::Column::Id)
        .all(transaction)
        .await?;
    for hold in expired {
        if turn(transaction, &hold, state::RELEASED).await? {
            count(transaction, hold.variant_id, &[(stock::Column::Held, -hold.quantity)]).await?;
            *left.entry(hold.variant_id).or_default() += hold.quantity;
        }
    }
    Ok(left)
}

/// The order was paid: what is held becomes allocated; what expired is taken again if it can be had. `false`, with
/// nothing changed, when some of it cannot.
pub async fn allocate(transaction: &DatabaseTransaction, order: OrderId) -> Result<bool, Fault> {
    let mut done: Vec<(hold::Model, bool)> = Vec::new();
    for hold in holds(transaction, order).await? {
        let held = match hold.state.as_str() {
            state::HELD => true,
            state::RELEASED => false,
            _ => continue,
        };
        let held = held && turn(transaction, &hold, state::ALLOCATED).await?;
        if held {
            let changes = [(stock::Column::Held, -hold.quantity), (stock::Column::Allocated, hold.quantity)];
            count(transaction, hold.variant_id, &changes).await?;
        } else {
            let variant = VariantId::new(hold.variant_id);
            if !take(transaction, variant, hold.quantity, stock::Column::Allocated).await? {
                undo(transaction, &done).await?;
                return Ok(false);
            }
            let gone = hold::Model { state: state::RELEASED.into(), ..hold.clone() };
            turn(transaction, &gone, state::ALLOCATED).await?;
        }
        done.push((hold, held));
    }
    Ok(true)
}

async fn undo(transaction: &DatabaseTransaction, done: &[(hold::Model, bool)]) -> Result<(), Fault> {
    for (hold, held) in done {
        let allocated = hold::Model { state: state::ALLOCATED.into(), ..hold.clone() };
        let (back, counter) = if *held { (state::HELD, hold.quantity) } else { (state::RELEASED, 0) };
        turn(transaction, &allocated, back).await?;
        let changes = [(stock::Column::Allocated, -hold.quantity), (stock::Column::Held, counter)];
        count(transaction, hold.variant_id, &changes).await?;
    }
    Ok(())
}

/// The order will not be fulfilled: what it holds or was allocated is given back.
pub async fn release(transaction: &DatabaseTransaction, order: OrderId) -> Result<(), Fault> {
    for hold in holds(transaction, order).await? {
        let counter = match hold.state.as_str() {
            state::HELD => stock::Column::Held,
            state::ALLOCATED => stock::Column::Allocated,
            _ => continue,
        };
        if turn(transaction, &hold, state::RELEASED).await? {
            count(transaction, hold.variant_id, &[(counter, -hold.quantity)]).await?;
        }
    }
    Ok(())
}

/// Some units of an order that has not left will not be sent: they are for sale again. `units` are lines and how many.
pub async fn give_back(transaction: &DatabaseTransaction, order: OrderId, units: &[(i64, i64)]) -> Result<(), Fault> {
    for hold in holds(transaction, order).await? {
        let Some((_, given)) = units.iter().find(|(line, _)| *line == hold.order_line_id) else { continue };
        if hold.state != state::ALLOCATED {
            return Err(Fault::inconsistency("hold", "state", hold.id));
        }
        hold::Entity::update_many()
            .col_expr(hold::Column::Quantity, Expr::col(hold::Column::Quantity).sub(*given))
            .filter(hold::Column::Id.eq(hold.id))
            .exec(transaction)
            .await?;
        count(transaction, hold.variant_id, &[(stock::Column::Allocated, -given)]).await?;
    }
    Ok(())
}

/// The parcel left the producer's hands: on hand and allocated fall.
pub async fn hand_over(transaction: &DatabaseTransaction, order: OrderId) -> Result<(), Fault> {
    for hold in holds(transaction, order).await? {
        if hold.state == state::ALLOCATED && turn(transaction, &hold, state::SHIPPED).await? {
            let changes = [(stock::Column::OnHand, -hold.quantity), (stock::Column::Allocated, -hold.quantity)];
            count(transaction, hold.variant_id, &changes).await?;
        }
    }
    Ok(())
}

/// The holds of an order in the order of their variants, whose stock rows are locked.
async fn holds(transaction: &DatabaseTransaction, order: OrderId) -> Result<Vec<hold::Model>, Fault> {
    let lines: Vec<(i64, i64)> = order_line::Entity::find()
        .select_only()
        .columns([order_line::Column::Id, order_line::Column::VariantId])
        .filter(order_line::Column::OrderId.eq(order.get()))
        .into_tuple()
        .all(transaction)
        .await?;
    let variants: Vec<VariantId> = lines.iter().map(|(_, variant)| VariantId::new(*variant)).collect();
    lock(transaction, &variants).await?;
    let holds = hold::Entity::find()
        .filter(hold::Column::OrderLineId.is_in(lines.into_iter().map(|(line, _)| line)))
        .order_by_asc(hold::Column::VariantId)
        .order_by_asc(hold::Column::Id)
        .all(transaction)
        .await?;
    Ok(holds)
}
