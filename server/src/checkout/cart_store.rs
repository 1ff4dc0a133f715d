//! Carts in the database: a visitor has one open cart at most.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, OnConflict},
};
use shop::{
    id::{CartId, VariantId},
    identity::party::Visitor,
    money::Money,
};
use time::OffsetDateTime;

use super::goods_store::Wanted;
use crate::{
    clock::to_ms,
    entity::{cart, cart_line},
    fault::Fault,
};

/// The state of a cart that may still be changed.
pub const OPEN: &str = "open";
const PURCHASED: &str = "purchased";

/// The visitor's open cart.
pub async fn open(database: &impl ConnectionTrait, who: &Visitor) -> Result<Option<CartId>, Fault> {
    let row = cart::Entity::find()
        .filter(cart::Column::VisitorHash.eq(&who.hash))
        .filter(cart::Column::State.eq(OPEN))
        .one(database)
        .await?;
    Ok(row.map(|row| CartId::new(row.id)))
}

/// What is in a cart, in the order of coming. The cart was found by its visitor.
pub async fn lines(database: &impl ConnectionTrait, _: &Visitor, cart: CartId) -> Result<Vec<Wanted>, Fault> {
    let rows = cart_line::Entity::find()
        .filter(cart_line::Column::CartId.eq(cart.get()))
        .order_by_asc(cart_line::Column::AddedAt)
        .order_by_asc(cart_line::Column::VariantId)
        .all(database)
        .await?;
    let wanted = |row: cart_line::Model| Wanted {
        variant: row.variant_id,
        quantity: row.quantity,
        price_seen: Some(row.price_seen),
    };
    Ok(rows.into_iter().map(wanted).collect())
}

/// Locks the visitor's open cart against other changes; `None` when there is none.
pub async fn lock(
    transaction: &DatabaseTransaction,
    who: &Visitor,
    now: OffsetDateTime,
) -> Result<Option<CartId>, Fault> {
    let Some(found) = open(transaction, who).await? else { return Ok(None) };
    Ok(turn(transaction, who, found, OPEN, now).await?.then_some(found))
}

/// Locks the visitor's open cart, opening one if there is none.
pub async fn lock_or_open(
    transaction: &DatabaseTransaction,
    who: &Visitor,
    now: OffsetDateTime,
) -> Result<CartId, Fault> {
    let row = cart::ActiveModel {
        visitor_hash: Set(who.hash.clone()),
        state: Set(OPEN.to_owned()),
        created_at: Set(to_ms(now)),
        updated_at: Set(to_ms(now)),
        ..Default::default()
    };
    // Another request of the same visitor may open one at this moment: then that is the one.
    let conflict = OnConflict::new().do_nothing().to_owned();
    cart::Entity::insert(row).on_conflict(conflict).exec_without_returning(transaction).await?;
    lock(transaction, who, now).await?.ok_or_else(|| Fault::inconsistency("cart", "state", &who.hash))
}

/// The cart becomes a purchase: `true` for one caller only.
pub async fn close(
    transaction: &DatabaseTransaction,
    who: &Visitor,
    cart: CartId,
    now: OffsetDateTime,
) -> Result<bool, Fault> {
    turn(transaction, who, cart, PURCHASED, now).await
}

async fn turn(
    transaction: &DatabaseTransaction,
    who: &Visitor,
    cart: CartId,
    to: &str,
    now: OffsetDateTime,
) -> Result<bool, Fault> {
    let turned = cart::Entity::update_many()
        .col_expr(cart::Column::State, Expr::value(to))
        .col_expr(cart::Column::UpdatedAt, Expr::value(to_ms(now)))
        .filter(cart::Column::Id.eq(cart.get()))
        .filter(cart::Column::VisitorHash.eq(&who.hash))
        .filter(cart::Column::State.eq(OPEN))
        .exec(transaction)
        .await?;
    Ok(turned.rows_affected == 1)
}

/// Writes a line at the price that was seen; keeps its place if it was there. The cart is locked by its visitor.
pub async fn write(
    transaction: &DatabaseTransaction,
    cart: CartId,
    line: (VariantId, i64, Money),
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let (variant, quantity, price) = line;
    let row = cart_line::ActiveModel {
        cart_id: Set(cart.get()),
        variant_id: Set(variant.get()),
        quantity: Set(quantity),
        price_seen: Set(price.get()),
        added_at: Set(to_ms(now)),
    };
    let known = cart_line::Entity::find_by_id((cart.get(), variant.get())).one(transaction).await?;
    match known {
        Some(known) => {
            let row = cart_line::ActiveModel { added_at: Set(known.added_at), ..row };
            row.update(transaction).await?;
        }
        None => {
            cart_line::Entity::insert(row).exec_without_returning(transaction).await?;
        }
    }
    Ok(())
}

/// Takes a line out. The cart is locked by its visitor.
pub async fn remove(transaction: &DatabaseTransaction, cart: CartId, variant: VariantId) -> Result<(), Fault> {
    cart_line::Entity::delete_by_id((cart.get(), variant.get())).exec(transaction).await?;
    Ok(())
}
