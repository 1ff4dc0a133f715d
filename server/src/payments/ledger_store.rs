//! Writes the ledger and keeps its balances, in the transaction of what is posted.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    DatabaseTransaction, EntityTrait, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait, OnConflict},
};
use shop::payments::ledger::Posting;
use time::OffsetDateTime;

use crate::{
    clock::to_ms,
    database::Database,
    entity::{ledger_balance, ledger_entry, ledger_posting},
    fault::Fault,
};

/// What a posting is about. The database holds each kind of posting once for a bank transaction and once for a refund.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    pub producer: i64,
    pub payment: Option<i64>,
    pub bank_transaction: Option<i64>,
    pub refund: Option<i64>,
}

/// Makes the balances anew from the lines; says how many there are.
pub async fn rebuild_balances(database: &Database) -> Result<usize, Fault> {
    let transaction = database.begin().await?;
    ledger_balance::Entity::delete_many().exec(&transaction).await?;
    let sums: Vec<(i64, String, i64)> = ledger_entry::Entity::find()
        .select_only()
        .column(ledger_entry::Column::ProducerId)
        .column(ledger_entry::Column::Account)
        .column_as(Expr::col(ledger_entry::Column::Amount).sum().cast_as(Alias::new("bigint")), "amount")
        .group_by(ledger_entry::Column::ProducerId)
        .group_by(ledger_entry::Column::Account)
        .into_tuple()
        .all(&transaction)
        .await?;
    let made = sums.len();
    let rows = sums.into_iter().map(|(producer, account, amount)| ledger_balance::ActiveModel {
        producer_id: Set(producer),
        account: Set(account),
        amount: Set(amount),
    });
    if made > 0 {
        ledger_balance::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
    }
    transaction.commit().await?;
    Ok(made)
}

/// Posts, and moves the balances with it.
pub async fn post(
    transaction: &DatabaseTransaction,
    about: About,
    posting: &Posting,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let row = ledger_posting::ActiveModel {
        kind: Set(posting.kind().as_str().to_owned()),
        producer_id: Set(about.producer),
        payment_id: Set(about.payment),
        bank_transaction_id: Set(about.bank_transaction),
        refund_id: Set(about.refund),
        at: Set(to_ms(now)),
        ..Default::default()
    };
    let posted = row.insert(transaction).await?.id;
    // In the order of the accounts, so that two transactions that post for one producer cannot lock each other out.
    let mut entries = posting.entries().to_vec();
    entries.sort_by_key(|entry| entry.account);
    let rows = entries.iter().map(|entry| ledger_entry::ActiveModel {
        posting_id: Set(posted),
        account: Set(entry.account.as_str().to_owned()),
        producer_id: Set(about.producer),
        amount: Set(entry.amount.get()),
        ..Default::default()
    });
    ledger_entry::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    for entry in entries {
        let balance = ledger_balance::ActiveModel {
            producer_id: Set(about.producer),
            account: Set(entry.account.as_str().to_owned()),
            amount: Set(entry.amount.get()),
        };
        let moved = Expr::col((ledger_balance::Entity, ledger_balance::Column::Amount)).add(entry.amount.get());
        let known = OnConflict::columns([ledger_balance::Column::ProducerId, ledger_balance::Column::Account])
            .value(ledger_balance::Column::Amount, moved)
            .to_owned();
        ledger_balance::Entity::insert(balance).on_conflict(known).exec_without_returning(transaction).await?;
    }
    Ok(())
}
