//! Transfers that belong to no order and wait for a person.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};
use shop::{
    cooperative::operation::{LooseTransfer, TransferRefusal, check_note},
    identity::party::Operator,
    money::Money,
    page::{Page, Window},
    payments::desk::Sorted,
};
use time::OffsetDateTime;

use crate::{
    clock::{from_ms, to_ms},
    database::{Database, named},
    entity::{bank_transaction, producer},
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
    payments::{shared_store, telling_store::is_foreign},
};

/// The names of all outcomes that leave a transfer without an order.
fn loose() -> Select<bank_transaction::Entity> {
    let outcomes = Sorted::ALL.into_iter().filter(|sorted| matches!(sorted, Sorted::Unmatched(_)));
    let outcomes = outcomes.map(Sorted::as_str);
    bank_transaction::Entity::find().filter(bank_transaction::Column::Outcome.is_in(outcomes))
}

/// Those that nobody settled yet.
pub fn waiting() -> Select<bank_transaction::Entity> {
    loose().filter(bank_transaction::Column::HandledAt.is_null())
}

/// A page of those that wait, or of those that were settled; the newest first.
pub async fn transfers(
    database: &Database,
    who: &Operator,
    settled: bool,
    window: Window,
) -> Result<Page<LooseTransfer>, Fault> {
    let read = database.read();
    let wanted = if settled { loose().filter(bank_transaction::Column::HandledAt.is_not_null()) } else { waiting() };
    let total = wanted.clone().count(read).await?;
    let rows = wanted
        .order_by_desc(bank_transaction::Column::At)
        .order_by_desc(bank_transaction::Column::Id)
        .offset(window.offset())
        .limit(u64::from(window.size))
        .all(read)
        .await?;
    let makers = producer::Entity::find()
        .filter(producer::Column::Id.is_in(rows.iter().filter_map(|row| row.producer_id)))
        .all(read)
        .await?;
    let makers: BTreeMap<i64, String> = makers.into_iter().map(|maker| (maker.id, maker.name)).collect();
    let mut payees: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.producer_id.is_none()) {
        if !payees.contains_key(&row.account_number) {
            let paid_here = shared_store::payees(read, &row.account_number).await?.len();
            payees.insert(row.account_number.clone(), paid_here);
        }
    }
    let given_back = shared_store::which_went_back(read, who, rows.iter().map(|row| row.id)).await?;
    let transfers = rows.into_iter().map(|row| {
        let given_back = given_back.contains(&row.id);
        let producer = row.producer_id.and_then(|maker| makers.get(&maker)).cloned().unwrap_or_default();
        let payees =
            payees.get(&row.account_number).copied().filter(|_| row.producer_id.is_none() && !is_foreign(&row));
        transfer(row, producer, payees.unwrap_or_default()).map(|transfer| LooseTransfer { given_back, ..transfer })
    });
    Ok(Page::new(transfers.collect::<Result<_, _>>()?, window, total))
}

fn transfer(row: bank_transaction::Model, producer: String, payees: usize) -> Result<LooseTransfer, Fault> {
    let Sorted::Unmatched(reason) = named("bank_transaction", "outcome", row.id, &row.outcome)? else {
        return Err(Fault::inconsistency("bank_transaction", "outcome", row.id));
    };
    Ok(LooseTransfer {
        number: row.id,
        at: from_ms(row.at),
        account: row.account_number,
        producer,
        payees,
        given_back: false,
        amount: Money::dong(row.amount),
        text: row.text,
        reason,
        handled: row.handled_at.map(|at| (from_ms(at), row.note)),
    })
}

/// Marks a transfer as settled by a person.
pub async fn settle(
    database: &Database,
    who: &Operator,
    transfer: i64,
    note: &str,
    now: OffsetDateTime,
) -> Result<(), Halt<TransferRefusal>> {
    let transaction = database.begin().await?;
    let row = loose().filter(bank_transaction::Column::Id.eq(transfer)).lock_exclusive().one(&transaction).await?;
    let row = row.ok_or(Halt::Refused(TransferRefusal::NotFound))?;
    if row.handled_at.is_some() {
        return Err(Halt::Refused(TransferRefusal::Settled));
    }
    let note = check_note(note).map_err(Halt::Refused)?;
    bank_transaction::Entity::update_many()
        .col_expr(bank_transaction::Column::HandledAt, Expr::value(to_ms(now)))
        .col_expr(bank_transaction::Column::Note, Expr::value(note))
        .filter(bank_transaction::Column::Id.eq(row.id))
        .exec(&transaction)
        .await?;
    let deed =
        Deed { action: "transfer.settle", subject: format!("bank_transaction:{}", row.id), detail: note.to_owned() };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(())
}
