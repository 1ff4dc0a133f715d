//! How checks read.

use sea_orm::{ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement, Value};

use super::Finding;
use crate::fault::Fault;

/// How many rows are looked at in one go.
pub const BATCH: u64 = 5_000;

#[derive(FromQueryResult)]
struct Row {
    name: String,
    told: String,
    found: String,
}

/// The rows of a query that gives three texts, `name`, `told` and `found`, for each that does not agree.
pub async fn disagreeing(moment: &DatabaseTransaction, query: &str) -> Result<Vec<Finding>, Fault> {
    disagreeing_with(moment, query, []).await
}

/// The same with values in the places `$1`, `$2` and so on.
pub async fn disagreeing_with(
    moment: &DatabaseTransaction,
    query: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<Finding>, Fault> {
    let statement = Statement::from_sql_and_values(moment.get_database_backend(), query, values);
    let rows = Row::find_by_statement(statement).all(moment).await?;
    Ok(rows.into_iter().map(|row| Finding { row: row.name, told: row.told, found: row.found }).collect())
}
