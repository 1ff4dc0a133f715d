//! What tells kept pages that they are old. Whoever changes what public pages show says so here, in the same
//! transaction; every process looks each second.

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use shop::id::ProductId;
use time::OffsetDateTime;

use crate::{
    clock::to_ms,
    entity::{catalogue_clock, product},
    fault::Fault,
};

/// The row that counts changes to what lists show.
const LISTS: i64 = 1;

/// These products' own pages are old: stock changed. No row is shared between products, so that buyers of different
/// goods do not wait for each other.
pub async fn products_changed(
    transaction: &DatabaseTransaction,
    products: &[ProductId],
    now: OffsetDateTime,
) -> Result<(), Fault> {
    product::Entity::update_many()
        .col_expr(product::Column::Version, Expr::value(to_ms(now)))
        .filter(product::Column::Id.is_in(products.iter().map(|product| product.get())))
        .filter(product::Column::Version.lt(to_ms(now)))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Every public page is old: a name, price, picture, listing, profile or livestream changed.
pub async fn market_changed(transaction: &DatabaseTransaction) -> Result<(), Fault> {
    let counted = catalogue_clock::Entity::update_many()
        .col_expr(catalogue_clock::Column::Value, Expr::col(catalogue_clock::Column::Value).add(1))
        .filter(catalogue_clock::Column::Id.eq(LISTS))
        .exec(transaction)
        .await?;
    if counted.rows_affected == 0 {
        let first = catalogue_clock::ActiveModel { id: Set(LISTS), value: Set(1) };
        catalogue_clock::Entity::insert(first).exec_without_returning(transaction).await?;
    }
    Ok(())
}
