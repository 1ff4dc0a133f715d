//! Whether orders and their lines agree.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};

use super::row::course;
use crate::{
    doctor::{
        Finding,
        rows_store::{BATCH, disagreeing},
    },
    entity::{payment, shop_order},
    fault::Fault,
};

pub async fn empty(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'order ' || o.code AS name, CAST(o.goods_total AS TEXT) AS told, 'no line' AS found
         FROM shop_order o WHERE NOT EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id) ORDER BY o.id";
    disagreeing(moment, query).await
}

pub async fn goods(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query =
        "SELECT 'order ' || o.code AS name, CAST(o.goods_total AS TEXT) AS told, CAST(l.amount AS TEXT) AS found
         FROM shop_order o JOIN (SELECT order_id, SUM(amount) AS amount FROM order_line GROUP BY order_id) l
             ON l.order_id = o.id
         WHERE o.goods_total <> l.amount ORDER BY o.id";
    disagreeing(moment, query).await
}

pub async fn totals(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'order ' || code AS name, CAST(total AS TEXT) AS told,
             goods_total || ' and ' || delivery_price AS found
         FROM shop_order WHERE total <> goods_total + delivery_price ORDER BY id";
    disagreeing(moment, query).await
}

pub async fn amounts(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let query = "SELECT 'order_line ' || id AS name, CAST(amount AS TEXT) AS told,
             quantity || ' × ' || unit_price AS found
         FROM order_line WHERE amount <> quantity * unit_price OR quantity < 1 ORDER BY id";
    disagreeing(moment, query).await
}

/// By the same reading that every page and step takes.
pub async fn states(moment: &DatabaseTransaction) -> Result<Vec<Finding>, Fault> {
    let mut found = Vec::new();
    let mut last = 0;
    loop {
        let batch = shop_order::Entity::find()
            .filter(shop_order::Column::Id.gt(last))
            .order_by_asc(shop_order::Column::Id)
            .limit(BATCH)
            .join(JoinType::InnerJoin, shop_order::Entity::to_payment())
            .select_also(payment::Entity)
            .all(moment)
            .await?;
        let Some((end, _)) = batch.last() else { return Ok(found) };
        last = end.id;
        for (order, payment) in batch {
            let Some(payment) = payment else { continue };
            if let Err(fault) = course(&order, &payment) {
                found.push(Finding {
                    row: format!("order {}", order.code),
                    told: order.state,
                    found: fault.to_string(),
                });
            }
        }
    }
}
