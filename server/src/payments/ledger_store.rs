//! Writes the ledger and keeps its balances, in the transaction of what is posted.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Alias, Expr, ExprTrait, OnConflict},
};
use shop::{
    money::Money,
    payments::ledger::{Account, Entry, Posting},
};
use time::OffsetDateTime;

use crate::{
    clock::to_ms,
    database::{Database, named},
    entity::{ledger_balance, ledger_entry, ledger_posting},
    fault::Fault,
};

/// What a posting is about. The database holds each kind of posting once for a refund, and once for each round of a bank
/// transaction.
#[derive(Clone, Copy, Debug, Default)]
pub struct About {
    pub producer: i64,
    pub payment: Option<i64>,
    pub bank_transaction: Option<i64>,
    pub refund: Option<i64>,
    /// How often the bank transaction came back to the desk before, because what was decided about it was withdrawn.
    pub round: i64,
    /// The posting that this one undoes.
    pub reverses: Option<i64>,
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
        round: Set(about.round),
        reverses_id: Set(about.reverses),
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

/// Locks a producer's balances in the order in which [`post`] moves them, for whoever posts in another order.
pub async fn lock_balances(transaction: &DatabaseTransaction, producer: i64) -> Result<(), Fault> {
    for account in Account::ALL {
        let balance = ledger_balance::Entity::find_by_id((producer, account.as_str().to_owned()));
        balance.lock_exclusive().one(transaction).await?;
    }
    Ok(())
}

/// Undoes what was posted, with a posting of its own; gives what was undone.
pub async fn reverse(
    transaction: &DatabaseTransaction,
    posted: &ledger_posting::Model,
    now: OffsetDateTime,
) -> Result<Posting, Fault> {
    let wrong = |column| Fault::inconsistency("ledger_posting", column, posted.id);
    let rows = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::PostingId.eq(posted.id))
        .order_by_asc(ledger_entry::Column::Id)
        .all(transaction)
        .await?;
    let entries = rows.into_iter().map(|row| {
        let account: Account = named("ledger_entry", "account", row.id, &row.account)?;
        Ok(Entry { account, amount: Money::dong(row.amount) })
    });
    let entries = entries.collect::<Result<Vec<_>, Fault>>()?;
    let kind = named("ledger_posting", "kind", posted.id, &posted.kind)?;
    let posting = Posting::restore(kind, entries).ok_or_else(|| wrong("id"))?;
    let reversal = posting.reversal().ok_or_else(|| wrong("kind"))?;
    let about = About {
        producer: posted.producer_id,
        payment: posted.payment_id,
        bank_transaction: posted.bank_transaction_id,
        refund: posted.refund_id,
        round: posted.round,
        reverses: Some(posted.id),
    };
    post(transaction, about, &reversal, now).await?;
    Ok(posting)
}
