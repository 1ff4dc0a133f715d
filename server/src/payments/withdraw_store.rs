//! A refund that was noted by mistake is taken back: load, decide, save, in one transaction.
//!
//! What was posted about it is reversed; sums, stock and the movement it was about stand again as before.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use shop::{
    id::{AccountId, OrderId, PurchaseId, VariantId},
    identity::party::ProducerStaff,
    money::Money,
    payments::{
        ledger::{Kind, Sale},
        reference::Reference,
        refund::State,
        refund_withdrawal::{RefundWithdrawRefusal, RefundWithdrawal, Seen, Withdrawable},
    },
};
use time::OffsetDateTime;

use super::{
    ledger_store, promise_store,
    refund_row::state,
    refund_store::own,
    send_store::{self, Owing},
    settle_store::{self, Owed},
    shared_store,
};
use crate::{
    checkout::stock_store,
    clock::to_ms,
    database::{Database, named},
    entity::{
        bank_transaction, hold, ledger_posting, order_line, payment, payment_event, refund, refund_line, shop_order,
        stock,
    },
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
    orders::row::course,
};

type Refused = Halt<RefundWithdrawRefusal>;

/// Whether a refund may be withdrawn as it stands now, or why not.
pub async fn may_withdraw(
    connection: &impl ConnectionTrait,
    row: &refund::Model,
) -> Result<Result<Seen, RefundWithdrawRefusal>, Fault> {
    let order = match row.payment_id {
        None => None,
        Some(payment) => {
            let lost = || Fault::inconsistency("refund", "payment_id", row.id);
            let payment = payment::Entity::find_by_id(payment).one(connection).await?.ok_or_else(lost)?;
            let order = shop_order::Entity::find_by_id(payment.order_id).one(connection).await?.ok_or_else(lost)?;
            Some(course(&order, &payment)?.state())
        }
    };
    let restocked = !restocked(connection, row).await?.is_empty();
    let reason = named("refund", "reason", row.id, &row.reason)?;
    let found = Withdrawable { reason, state: state(row)?, order: order.as_ref(), restocked }.check();
    // One that was withdrawn has nothing to offer and nothing to explain.
    Ok(found.and_then(|seen| seen.ok_or(RefundWithdrawRefusal::NotFound)))
}

/// The lines of a refund whose goods went back on sale.
async fn restocked(connection: &impl ConnectionTrait, row: &refund::Model) -> Result<Vec<refund_line::Model>, Fault> {
    let lines = refund_line::Entity::find()
        .filter(refund_line::Column::RefundId.eq(row.id))
        .filter(refund_line::Column::Restocked.gt(0));
    Ok(lines.all(connection).await?)
}

/// The producer takes a refund back; gives the purchase whose pages are to be told. `None`: it was withdrawn before.
pub async fn withdraw(
    database: &Database,
    who: &ProducerStaff,
    reference: &Reference,
    asked: &RefundWithdrawal,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Refused> {
    let transaction = database.begin().await?;
    let row = own(who).filter(refund::Column::Reference.eq(reference.as_str())).one(&transaction).await?;
    let row = row.ok_or(Halt::Refused(RefundWithdrawRefusal::NotFound))?;
    let changed = take(&transaction, who.account, &row, asked, now).await?;
    transaction.commit().await?;
    Ok(changed)
}

/// The same, of a refund that was looked up for whoever acts.
pub async fn take(
    transaction: &DatabaseTransaction,
    account: AccountId,
    row: &refund::Model,
    asked: &RefundWithdrawal,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Refused> {
    let missing = || Halt::Refused(RefundWithdrawRefusal::NotFound);
    let owing = send_store::lock(transaction, row).await?.ok_or_else(missing)?;
    if owing.refund.withdrawn_at.is_some() {
        return Ok(None);
    }
    let seen = may_withdraw(transaction, &owing.refund).await?.map_err(Halt::Refused)?;
    asked.check(seen).map_err(Halt::Refused)?;
    let purchase = owing.purchase();
    let (note, Owing { refund, owed }) = (asked.note.trim(), owing);
    let part = reverse(transaction, &refund, now).await?;
    let withdrawn = State::Withdrawn { at: now, said_sent: None };
    let changes = refund::ActiveModel {
        id: Unchanged(refund.id),
        state: Set(withdrawn.as_str().to_owned()),
        withdrawn_at: Set(Some(to_ms(now))),
        withdrawn_by: Set(Some(account.get())),
        withdrawn_note: Set(note.to_owned()),
        ..Default::default()
    };
    changes.update(transaction).await?;
    if let Some(mut owed) = owed {
        take_again(transaction, &owed, &refund, now).await?;
        keep(transaction, &mut owed, &refund, (part, seen), (account, note), now).await?;
        // What was too much stays the shopper's, whatever was said about it.
        promise_store::promise_what_is_due(transaction, &mut owed, now).await?;
    }
    if let Some(source) = refund.source_id {
        to_the_desk(transaction, source, &refund).await?;
    }
    let detail = format!("{} {}: {note}", refund.reference, Money::dong(refund.amount));
    let deed = Deed { action: "refund.withdraw", subject: format!("refund:{}", refund.id), detail };
    record(transaction, account, deed, now).await?;
    Ok(purchase)
}

/// Undoes everything that was posted about a refund, the last first; gives the part of the sale that it had taken back.
///
/// Money that arrives moves balances from the bank's on: those that are moved here are locked before, in that order, and
/// the movement before them, as whoever decides about it does.
async fn reverse(
    transaction: &DatabaseTransaction,
    refund: &refund::Model,
    now: OffsetDateTime,
) -> Result<Sale, Fault> {
    if let Some(source) = refund.source_id {
        bank_transaction::Entity::find_by_id(source).lock_exclusive().one(transaction).await?;
    }
    ledger_store::lock_balances(transaction, refund.producer_id).await?;
    let own = ledger_posting::Column::RefundId.eq(refund.id);
    // Money that belongs to no order was posted as received only to go back.
    let about = match refund.source_id {
        Some(source) => own.or(ledger_posting::Column::BankTransactionId
            .eq(source)
            .and(ledger_posting::Column::Kind.eq(Kind::Received.as_str()))
            .and(ledger_posting::Column::Round.eq(rounds(transaction, source).await?))),
        None => own,
    };
    let posted = ledger_posting::Entity::find().filter(about).order_by_desc(ledger_posting::Column::Id);
    let mut part = Sale::default();
    for posting in posted.all(transaction).await? {
        part = part.with(ledger_store::reverse(transaction, &posting, now).await?.part());
    }
    Ok(part)
}

/// How often a movement came back to the desk.
pub async fn rounds(transaction: &DatabaseTransaction, bank_transaction: i64) -> Result<i64, Fault> {
    let withdrawn = refund::Entity::find()
        .filter(refund::Column::SourceId.eq(bank_transaction))
        .filter(refund::Column::WithdrawnAt.is_not_null());
    Ok(i64::try_from(withdrawn.count(transaction).await?).unwrap_or(i64::MAX))
}

/// The payment's sums and state, and an event that tells of them. `part` of the sale stands again.
async fn keep(
    transaction: &DatabaseTransaction,
    owed: &mut Owed,
    refund: &refund::Model,
    (part, seen): (Sale, Seen),
    (account, note): (AccountId, &str),
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let amount = Money::dong(refund.amount);
    let after = settle_store::standing(&owed.payment)?.withdraw(amount, part, seen == Seen::Sent);
    let state = after.state.as_str();
    let sums = payment::ActiveModel {
        id: Unchanged(owed.payment.id),
        promised: Set(after.promised.get()),
        refunded: Set(after.refunded.get()),
        sold_goods: Set(after.sold.goods.get()),
        sold_delivery: Set(after.sold.delivery.get()),
        state: Set(state.to_owned()),
        ..Default::default()
    };
    owed.payment = sums.update(transaction).await?;
    let event = payment_event::ActiveModel {
        payment_id: Set(owed.payment.id),
        kind: Set("refund_withdrawn".to_owned()),
        bank_transaction_id: Set(None),
        amount: Set(amount.get()),
        state_after: Set(state.to_owned()),
        account_id: Set(Some(account.get())),
        note: Set(note.to_owned()),
        at: Set(to_ms(now)),
        ..Default::default()
    };
    event.insert(transaction).await?;
    Ok(())
}

/// Goods that went back on sale are the order's again, if nobody bought them.
async fn take_again(
    transaction: &DatabaseTransaction,
    owed: &Owed,
    refund: &refund::Model,
    now: OffsetDateTime,
) -> Result<(), Refused> {
    let parts = restocked(transaction, refund).await?;
    if parts.is_empty() {
        return Ok(());
    }
    let lines = order_line::Entity::find()
        .filter(order_line::Column::Id.is_in(parts.iter().map(|part| part.order_line_id)))
        .order_by_asc(order_line::Column::VariantId)
        .order_by_asc(order_line::Column::Id)
        .all(transaction)
        .await?;
    let variants: Vec<VariantId> = lines.iter().map(|line| VariantId::new(line.variant_id)).collect();
    stock_store::release_expired(transaction, &variants, now).await?;
    for line in lines {
        let units = parts.iter().filter(|part| part.order_line_id == line.id).map(|part| part.restocked).sum();
        if !stock_store::hold_units(transaction, VariantId::new(line.variant_id), units).await? {
            return Err(Halt::Refused(RefundWithdrawRefusal::SoldOut));
        }
        allocate(transaction, &line, units).await?;
    }
    refund_line::Entity::update_many()
        .col_expr(refund_line::Column::Restocked, Expr::value(0))
        .filter(refund_line::Column::RefundId.eq(refund.id))
        .exec(transaction)
        .await?;
    settle_store::tell_products(transaction, OrderId::new(owed.order.id), now).await?;
    Ok(())
}

/// Units that were just held are those of a line that is paid for.
async fn allocate(transaction: &DatabaseTransaction, line: &order_line::Model, units: i64) -> Result<(), Fault> {
    stock::Entity::update_many()
        .col_expr(stock::Column::Held, Expr::col(stock::Column::Held).sub(units))
        .col_expr(stock::Column::Allocated, Expr::col(stock::Column::Allocated).add(units))
        .filter(stock::Column::VariantId.eq(line.variant_id))
        .exec(transaction)
        .await?;
    let grown = hold::Entity::update_many()
        .col_expr(hold::Column::Quantity, Expr::col(hold::Column::Quantity).add(units))
        .filter(hold::Column::OrderLineId.eq(line.id))
        .filter(hold::Column::State.eq(stock_store::state::ALLOCATED))
        .exec(transaction)
        .await?;
    if grown.rows_affected == 1 { Ok(()) } else { Err(Fault::inconsistency("hold", "state", line.id)) }
}

/// A movement about which was decided by mistake waits for a decision again: for the operator's, unless it is
/// the money of one producer alone.
async fn to_the_desk(transaction: &DatabaseTransaction, number: i64, refund: &refund::Model) -> Result<(), Fault> {
    let row = bank_transaction::Entity::find_by_id(number).one(transaction).await?;
    let row = row.ok_or_else(|| Fault::inconsistency("refund", "source_id", number))?;
    let payees = shared_store::payees(transaction, &row.account_number).await?;
    let others = payees.iter().any(|payee| Some(payee.id) != row.producer_id);
    // It was never that producer's: the operator chose who sends it back.
    let shared = others || shared_store::is_of_operator(transaction, refund).await?;
    let row = bank_transaction::ActiveModel {
        id: Unchanged(number),
        producer_id: Set(row.producer_id.filter(|_| !shared)),
        handled_at: Set(None),
        note: Set(String::new()),
        ..Default::default()
    };
    row.update(transaction).await?;
    Ok(())
}
