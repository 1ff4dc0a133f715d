//! Movements that found no place, and what their payee decides about them.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect, Select,
};
use shop::{
    id::{AccountId, BankTransactionId, OrderId, ProducerId, PurchaseId},
    identity::party::ProducerStaff,
    money::Money,
    payments::{
        desk::Sorted,
        ledger::Posting,
        loose::{Loose, LooseDecision, LooseRefusal},
        matching::{Direction, Transfer, UnmatchedReason},
        reference::Reference,
        vietqr::AccountNumber,
    },
};
use time::OffsetDateTime;

use super::{
    desk_store::{self, own_order},
    intake_store,
    ledger_store::{About, post},
    refund_step_store::promise_stray,
    refund_store::{self, own},
    send_store::{self, Word},
    settle_store::{self, Arrived},
    withdraw_store::rounds,
};
use crate::{
    clock::{from_ms, to_ms},
    database::{Database, named},
    entity::{bank_transaction, refund, shop_order},
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
};

type Refused = Halt<LooseRefusal>;

/// Names of movements that found no place by themselves.
pub fn loose_names() -> [&'static str; 4] {
    let unmatched = [UnmatchedReason::NoReference, UnmatchedReason::UnknownReference, UnmatchedReason::OtherAccount];
    let [a, b, c] = unmatched.map(|reason| Sorted::Unmatched(reason).as_str());
    [a, b, c, Sorted::Outgoing.as_str()]
}

fn loose_of(who: &ProducerStaff, number: BankTransactionId) -> Select<bank_transaction::Entity> {
    bank_transaction::Entity::find_by_id(number.get())
        .filter(bank_transaction::Column::ProducerId.eq(who.producer.get()))
        .filter(bank_transaction::Column::Outcome.is_in(loose_names()))
        .filter(bank_transaction::Column::HandledAt.is_null())
}

/// A movement that found no place, and where it may belong.
pub async fn loose(
    database: &Database,
    who: &ProducerStaff,
    number: BankTransactionId,
    now: OffsetDateTime,
) -> Result<Option<Loose>, Fault> {
    let Some(row) = loose_of(who, number).one(database.read()).await? else { return Ok(None) };
    let direction = direction(&row)?;
    let amount = Money::dong(row.amount);
    let (mut orders, mut refunds, mut withdrawn) = (Vec::new(), Vec::new(), None);
    match direction {
        Direction::In => orders = desk_store::all_outstanding(database, who, now).await?,
        Direction::Out => {
            refunds = refund_store::owed_of_amount(database, who, amount).await?;
            withdrawn = refund_store::named_by(database, who, &row).await?;
        }
    }
    orders.sort_by_key(|order| order.missing() != amount);
    Ok(Some(Loose { number, direction, amount, at: from_ms(row.at), text: row.text, orders, refunds, withdrawn }))
}

fn direction(row: &bank_transaction::Model) -> Result<Direction, Fault> {
    named("bank_transaction", "direction", row.id, &row.direction)
}

/// Puts a movement where its payee says; gives the purchase that changed.
pub async fn decide(
    database: &Database,
    who: &ProducerStaff,
    number: BankTransactionId,
    decision: &LooseDecision,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Refused> {
    let transaction = database.begin().await?;
    let seen = loose_of(who, number).one(&transaction).await?.ok_or(Halt::Refused(LooseRefusal::NotFound))?;
    decision.check(direction(&seen)?).map_err(Halt::Refused)?;
    let (action, detail, purchase) = match decision {
        LooseDecision::Assign { order } => {
            let found = own_order(who, order).one(&transaction).await?.ok_or(Halt::Refused(LooseRefusal::NoOrder))?;
            let purchase = assign(&transaction, who.account, found, loose_of(who, number), now).await?;
            ("transfer.assign", order.clone(), Some(purchase))
        }
        LooseDecision::IsRefund { reference } => {
            let purchase = is_refund(&transaction, who, number, reference, now).await?;
            ("transfer.is_refund", reference.clone(), purchase)
        }
        LooseDecision::GiveBack { note } => {
            give_back(&transaction, (who.account, who.producer), loose_of(who, number), note, now).await?;
            ("transfer.give_back", note.clone(), None)
        }
        LooseDecision::Dismiss { note } => {
            let row = locked(&transaction, loose_of(who, number)).await?;
            handled(&transaction, &row, note, now).await?;
            ("transfer.dismiss", note.clone(), None)
        }
    };
    let deed = Deed { action, subject: format!("bank_transaction:{number}"), detail };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(purchase)
}

/// The movement, which nobody else puts anywhere until the transaction ends. Locked after order and payment.
async fn locked(
    transaction: &DatabaseTransaction,
    loose: Select<bank_transaction::Entity>,
) -> Result<bank_transaction::Model, Refused> {
    let row = loose.lock_exclusive().one(transaction).await?;
    row.ok_or(Halt::Refused(LooseRefusal::NotFound))
}

/// A movement pays an order; both were looked for as far as whoever decides may see.
pub async fn assign(
    transaction: &DatabaseTransaction,
    account: AccountId,
    order: shop_order::Model,
    loose: Select<bank_transaction::Entity>,
    now: OffsetDateTime,
) -> Result<PurchaseId, Refused> {
    let owed = settle_store::lock(transaction, OrderId::new(order.id)).await?;
    let owed = owed.ok_or(Halt::Refused(LooseRefusal::NoOrder))?;
    let row = locked(transaction, loose).await?;
    let proven = intake_store::proven_by(transaction, &owed, &transfer(&row)?).await?;
    let sorted = if proven.is_some() { Sorted::Proof } else { Sorted::Assigned };
    let placed = bank_transaction::ActiveModel {
        id: Unchanged(row.id),
        producer_id: Set(Some(owed.order.producer_id)),
        payment_id: Set(Some(owed.payment.id)),
        outcome: Set(sorted.as_str().to_owned()),
        proves_id: Set(proven),
        handled_at: Set(Some(to_ms(now))),
        ..Default::default()
    };
    placed.update(transaction).await?;
    let purchase = PurchaseId::new(order.purchase_id);
    match proven {
        Some(confirmed) => settle_store::mark_proven(transaction, confirmed, now).await?,
        None => {
            let arrived = Arrived {
                kind: Sorted::Assigned.as_str(),
                amount: Money::dong(row.amount),
                booked: from_ms(row.at),
                bank_transaction: row.id,
                account: Some(account.get()),
                note: String::new(),
                round: rounds(transaction, row.id).await?,
            };
            settle_store::count(transaction, owed, arrived, now).await?;
        }
    }
    Ok(purchase)
}

fn transfer(row: &bank_transaction::Model) -> Result<Transfer, Fault> {
    let account = AccountNumber::parse(&row.account_number);
    Ok(Transfer {
        account: account.map_err(|_| Fault::inconsistency("bank_transaction", "account_number", row.id))?,
        sub_account: None,
        direction: direction(row)?,
        amount: Money::dong(row.amount),
        at: from_ms(row.at),
        bank_reference: row.bank_reference.clone(),
        text: row.text.clone(),
    })
}

async fn is_refund(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    number: BankTransactionId,
    typed: &str,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Refused> {
    let none = || Halt::Refused(LooseRefusal::NoRefund);
    let reference = Reference::parse(typed).map_err(|_| none())?;
    let known = own(who).filter(refund::Column::Reference.eq(reference.as_str())).one(transaction).await?;
    let owing = send_store::lock(transaction, &known.ok_or_else(none)?).await?.ok_or_else(none)?;
    let row = locked(transaction, loose_of(who, number)).await?;
    let fits = owing.refund.amount == row.amount && (owing.is_owed() || owing.is_unproven());
    if !fits {
        return Err(none());
    }
    let sorted = if owing.is_owed() { Sorted::Refund } else { Sorted::Proof };
    let placed = bank_transaction::ActiveModel {
        id: Unchanged(row.id),
        payment_id: Set(owing.refund.payment_id),
        refund_id: Set(Some(owing.refund.id)),
        outcome: Set(sorted.as_str().to_owned()),
        handled_at: Set(Some(to_ms(now))),
        ..Default::default()
    };
    placed.update(transaction).await?;
    let purchase = owing.purchase();
    send_store::sent(transaction, owing, Word::Bank { transaction: row.id }, now).await?;
    Ok(purchase)
}

/// A movement goes back to who sent it, from the account of a producer to whom it came.
pub async fn give_back(
    transaction: &DatabaseTransaction,
    (account, producer): (AccountId, ProducerId),
    loose: Select<bank_transaction::Entity>,
    note: &str,
    now: OffsetDateTime,
) -> Result<(), Refused> {
    let row = locked(transaction, loose).await?;
    let amount = Money::dong(row.amount);
    let round = rounds(transaction, row.id).await?;
    let about = About { producer: producer.get(), bank_transaction: Some(row.id), round, ..About::default() };
    post(transaction, about, &Posting::received(amount), now).await?;
    promise_stray(transaction, (account, producer), row.id, amount, note.trim(), now).await?;
    let theirs = bank_transaction::ActiveModel {
        id: Unchanged(row.id),
        producer_id: Set(Some(producer.get())),
        ..Default::default()
    };
    theirs.update(transaction).await?;
    handled(transaction, &row, note, now).await
}

async fn handled(
    transaction: &DatabaseTransaction,
    row: &bank_transaction::Model,
    note: &str,
    now: OffsetDateTime,
) -> Result<(), Refused> {
    let settled = bank_transaction::ActiveModel {
        id: Unchanged(row.id),
        handled_at: Set(Some(to_ms(now))),
        note: Set(note.trim().to_owned()),
        ..Default::default()
    };
    settled.update(transaction).await?;
    Ok(())
}
