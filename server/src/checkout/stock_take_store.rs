//! Counting what really stands on the shelf, by whoever runs the machine.

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use serde::Serialize;
use shop::id::{ProductId, VariantId};
use time::OffsetDateTime;

use super::stock_store::{self, state};
use crate::{
    catalogue::freshness_store,
    database::Database,
    entity::{hold, product, stock, variant},
    fault::{Fault, Halt},
    identity::audit_store::{self, Deed},
};

/// The stock of a product's first variant, in its units. Disjoint but for `on_hand`, of which `held` and `allocated`
/// are parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stock {
    /// What stands in the workshop, whoever it is meant for.
    pub on_hand: i64,
    /// Of it, what waits for shoppers who have not paid yet and still may.
    pub held: i64,
    /// Of it, what is paid and not yet handed over.
    pub allocated: i64,
    /// What was handed over to shoppers or carriers: no longer on hand.
    pub sold: i64,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StockRefusal {
    #[error("there is no product `{0}`")]
    UnknownProduct(String),
    #[error("a count lies between 0 and {COUNT_MAX}")]
    Uncountable,
}

/// Nobody counts more than this on a shelf.
const COUNT_MAX: i64 = 1_000_000_000;

/// Counts the stock of a product's first variant; `counted` books a stock take of what is on hand first. It may be less
/// than what is held and paid for: the shelf is what it is, and nothing more is sold until it is filled again.
pub async fn count(
    database: &Database,
    slug: &str,
    counted: Option<i64>,
    now: OffsetDateTime,
) -> Result<Stock, Halt<StockRefusal>> {
    if counted.is_some_and(|counted| !(0..=COUNT_MAX).contains(&counted)) {
        return Err(Halt::Refused(StockRefusal::Uncountable));
    }
    let transaction = database.begin().await?;
    let (product, variant) = first_variant(&transaction, slug).await?;
    stock_store::release_expired(&transaction, &[variant], now).await?;
    if let Some(counted) = counted {
        stock::Entity::update_many()
            .col_expr(stock::Column::OnHand, Expr::value(counted))
            .filter(stock::Column::VariantId.eq(variant.get()))
            .exec(&transaction)
            .await?;
        let deed = Deed { action: "stock.take", subject: format!("variant:{variant}"), detail: counted.to_string() };
        audit_store::record_from_console(&transaction, deed, now).await?;
        freshness_store::products_changed(&transaction, &[product], now).await?;
    }
    let row = stock::Entity::find_by_id(variant.get()).one(&transaction).await?;
    let row = row.ok_or_else(|| Fault::inconsistency("stock", "variant_id", variant))?;
    let sold = shipped(&transaction, variant).await?;
    transaction.commit().await?;
    Ok(Stock { on_hand: row.on_hand, held: row.held, allocated: row.allocated, sold })
}

async fn first_variant(
    transaction: &DatabaseTransaction,
    slug: &str,
) -> Result<(ProductId, VariantId), Halt<StockRefusal>> {
    let product = product::Entity::find().filter(product::Column::Slug.eq(slug)).one(transaction).await?;
    let product = product.ok_or_else(|| Halt::Refused(StockRefusal::UnknownProduct(slug.to_owned())))?;
    let variant = variant::Entity::find()
        .filter(variant::Column::ProductId.eq(product.id))
        .order_by_asc(variant::Column::Position)
        .order_by_asc(variant::Column::Id)
        .one(transaction)
        .await?;
    let variant = variant.ok_or_else(|| Fault::inconsistency("product", "variants", product.id))?;
    Ok((ProductId::new(product.id), VariantId::new(variant.id)))
}

async fn shipped(transaction: &DatabaseTransaction, variant: VariantId) -> Result<i64, Fault> {
    let quantities: Vec<i64> = hold::Entity::find()
        .select_only()
        .column(hold::Column::Quantity)
        .filter(hold::Column::VariantId.eq(variant.get()))
        .filter(hold::Column::State.eq(state::SHIPPED))
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(quantities.iter().sum())
}
