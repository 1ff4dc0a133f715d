//! Finding an order by its code and its shopper's phone number, and giving out a further key.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use shop::{identity::party::Anyone, orders::lookup::Lookup};
use time::OffsetDateTime;

use crate::{
    clock::to_ms,
    database::Database,
    entity::{order_key, purchase, shop_order},
    fault::Fault,
    random::hashed,
};

/// The order of the code, or all orders of the purchase of the code; none unless the phone number is the buyer's.
pub async fn found(database: &Database, _: &Anyone, asked: &Lookup) -> Result<Vec<shop_order::Model>, Fault> {
    let code =
        Condition::any().add(shop_order::Column::Code.eq(&asked.code)).add(purchase::Column::Code.eq(&asked.code));
    let mut orders = shop_order::Entity::find()
        .join(JoinType::InnerJoin, shop_order::Entity::to_purchase())
        .filter(purchase::Column::Phone.eq(asked.phone.as_str()))
        .filter(code)
        .order_by_asc(shop_order::Column::Id)
        .all(database.read())
        .await?;
    if orders.iter().any(|order| order.code == asked.code) {
        orders.retain(|order| order.code == asked.code);
    }
    Ok(orders)
}

/// Keeps that a key opens these orders.
pub async fn keep_key(
    database: &Database,
    _: &Anyone,
    orders: &[shop_order::Model],
    key: &str,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let rows = orders.iter().map(|order| order_key::ActiveModel {
        key_hash: Set(hashed(key)),
        order_id: Set(order.id),
        created_at: Set(to_ms(now)),
    });
    let transaction = database.begin().await?;
    order_key::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
    transaction.commit().await?;
    Ok(())
}
