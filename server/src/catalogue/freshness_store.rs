//! What tells kept pages that they are old. Whoever changes what public pages show says so here, in the same
//! transaction; every process looks each second.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use shop::id::ProductId;
use time::OffsetDateTime;

use super::shelf_store::published;
use crate::{
    clock::to_ms,
    database::Database,
    entity::{catalogue_clock, product, stock, variant},
    fault::Fault,
};

/// The row that counts changes to what lists show.
const LISTS: i64 = 1;

/// These products' own pages are old: stock changed. No row is shared between products, so that buyers of different
/// goods do not wait for each other. The version always grows, even if this transaction began before the one that wrote
/// last.
pub async fn products_changed(
    transaction: &DatabaseTransaction,
    products: &[ProductId],
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let version = Expr::col(product::Column::Version);
    let next = Expr::case(version.clone().gte(to_ms(now)), version.add(1)).finally(to_ms(now));
    product::Entity::update_many()
        .col_expr(product::Column::Version, next.into())
        .filter(product::Column::Id.is_in(products.iter().map(|product| product.get())))
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

/// How often what lists show has changed.
pub async fn lists(database: &Database) -> Result<i64, Fault> {
    let row = catalogue_clock::Entity::find_by_id(LISTS).one(database.read()).await?;
    Ok(row.map_or(0, |row| row.value))
}

/// A published product whose stock changed.
pub struct Changed {
    pub slug: String,
    pub version: i64,
    pub sold_out: bool,
}

/// The published products that changed since a version (milliseconds since 1970); all of them without one.
pub async fn changed(database: &Database, since: Option<i64>) -> Result<Vec<Changed>, Fault> {
    let variants =
        product::Entity::belongs_to(variant::Entity).from(product::Column::Id).to(variant::Column::ProductId).into();
    let counters =
        variant::Entity::belongs_to(stock::Entity).from(variant::Column::Id).to(stock::Column::VariantId).into();
    let counter = |column: stock::Column| Expr::col((stock::Entity, column));
    let left = counter(stock::Column::OnHand).sub(counter(stock::Column::Allocated)).sub(counter(stock::Column::Held));
    let mut rows = published()
        .select_only()
        .column(product::Column::Slug)
        .column(product::Column::Version)
        .column_as(left, "left_units")
        .join(JoinType::InnerJoin, variants)
        .join(JoinType::InnerJoin, counters);
    if let Some(since) = since {
        rows = rows.filter(product::Column::Version.gte(since));
    }
    let mut changed: BTreeMap<String, Changed> = BTreeMap::new();
    for (slug, version, left) in rows.into_tuple::<(String, i64, i64)>().all(database.read()).await? {
        let of_product = changed.entry(slug.clone()).or_insert(Changed { slug, version, sold_out: true });
        of_product.sold_out &= left <= 0;
    }
    Ok(changed.into_values().collect())
}
