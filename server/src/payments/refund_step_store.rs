//! What producers and buyers do with refunds: load, decide, save, in one transaction.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use shop::{
    cooperative::payee::{PayeeAccount, PayeeDraft},
    id::{AccountId, OrderId, ProducerId, PurchaseId, RequestId},
    identity::party::{KeyHolder, ProducerStaff},
    money::Money,
    orders::state::OrderState,
    payments::{
        reference::Reference,
        refund::{Reason, RefundAsk, RefundPlan, State},
        refund_service::{AccountRefusal, Once, OpenRefusal, SentRefusal},
    },
};
use time::OffsetDateTime;

use super::{
    desk_store::own_order,
    promise_store::{self, Promise, promise_part, take_back},
    refund_account::{self, Sealing},
    refund_store::{FROM_BUYER, FROM_PRODUCER, is_producers_word, of_one, own, refundable_of},
    send_store::{self, Word},
    settle_store::{self, Owed},
};
use crate::{
    checkout::stock_store,
    database::{Database, named},
    entity::{refund, refund_line, shop_order},
    fault::{Fault, Halt},
    http::once_store,
    identity::audit_store::{Deed, record, record_of_buyer},
};

/// What a step gives: the refund's reference, and the purchase whose pages are to be told.
type Opened = (Reference, PurchaseId);

/// Promises money back to the buyer of an order; `None` when this form did so before.
pub async fn open(
    database: &Database,
    who: &ProducerStaff,
    code: &str,
    ask: &RefundAsk,
    once: &Once,
    now: OffsetDateTime,
) -> Result<Option<Opened>, Halt<OpenRefusal>> {
    let transaction = database.begin().await?;
    let order = own_order(who, code).one(&transaction).await?.ok_or(Halt::Refused(OpenRefusal::NotFound))?;
    let owed = settle_store::lock(&transaction, OrderId::new(order.id)).await?;
    let mut owed = owed.ok_or(Halt::Refused(OpenRefusal::NotFound))?;
    let refundable = refundable_of(&transaction, &owed.order, &owed.payment, ask.answers).await?;
    let refundable = refundable.ok_or(Halt::Refused(OpenRefusal::NotFound))?;
    if refundable.answers.as_ref().is_some_and(|accepted| accepted.refund.is_some()) {
        return Err(Halt::Refused(OpenRefusal::Answered));
    }
    let lost = refundable.waiting.is_positive();
    let plan = if lost {
        RefundPlan { lines: Vec::new(), part: shop::payments::ledger::Sale::default() }
    } else {
        refundable.plan(ask).map_err(|faults| Halt::Refused(OpenRefusal::Faults(faults)))?
    };
    let amount = if lost { refundable.waiting } else { plan.part.total() };
    let called_off = owed.order.state == OrderState::CANCELLED;
    let part = Promise {
        producer: owed.order.producer_id,
        payment: Some(owed.payment.id),
        source: None,
        amount,
        reason: match (lost, called_off) {
            (false, _) => Reason::Agreed,
            (true, true) => Reason::Cancelled,
            (true, false) => Reason::Excess,
        },
        note: ask.note.trim().to_owned(),
        by: Some(who.account.get()),
        request: ask.answers.map(RequestId::get),
    };
    let row = promise_part(&transaction, &mut owed, part, now).await?;
    take_back(&transaction, &mut owed, plan.part, Some(row.id), now).await?;
    give_lines_back(&transaction, &owed, &row, &plan, refundable.open, now).await?;
    let (owner, token) = once;
    let location = format!("/xuong/tien/hoan/{}", row.reference);
    if !once_store::keep(&transaction, owner, token, &location, now).await? {
        return Ok(None);
    }
    let deed = Deed {
        action: "refund.open",
        subject: format!("refund:{}", row.id),
        detail: format!("{code} {amount}: {}", row.note),
    };
    record(&transaction, who.account, deed, now).await?;
    let reference = named("refund", "reference", row.id, &row.reference)?;
    transaction.commit().await?;
    Ok(Some((reference, PurchaseId::new(owed.order.purchase_id))))
}

/// Notes which lines go back. Goods that never left are for sale again.
async fn give_lines_back(
    transaction: &DatabaseTransaction,
    owed: &Owed,
    refund: &refund::Model,
    plan: &RefundPlan,
    open: bool,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    for (line, quantity, amount) in &plan.lines {
        let row = refund_line::ActiveModel {
            refund_id: Set(refund.id),
            order_line_id: Set(line.get()),
            quantity: Set(*quantity),
            amount: Set(amount.get()),
            restocked: Set(if open { *quantity } else { 0 }),
        };
        refund_line::Entity::insert(row).exec_without_returning(transaction).await?;
    }
    if open && !plan.lines.is_empty() {
        let order = OrderId::new(owed.order.id);
        let units: Vec<(i64, i64)> = plan.lines.iter().map(|(line, quantity, _)| (line.get(), *quantity)).collect();
        stock_store::give_back(transaction, order, &units).await?;
        settle_store::tell_products(transaction, order, now).await?;
    }
    Ok(())
}

/// The producer typed where the money goes.
pub async fn address(
    database: &Database,
    sealing: Sealing<'_>,
    who: &ProducerStaff,
    reference: &Reference,
    draft: &PayeeDraft,
    now: OffsetDateTime,
) -> Result<(), Halt<AccountRefusal>> {
    let account = checked(draft)?;
    let transaction = database.begin().await?;
    let row = own(who)
        .filter(refund::Column::Reference.eq(reference.as_str()))
        .lock_exclusive()
        .one(&transaction)
        .await?
        .ok_or(Halt::Refused(AccountRefusal::NotFound))?;
    if row.state != State::Owed.as_str() {
        let gone = row.withdrawn_at.is_some();
        return Err(Halt::Refused(if gone { AccountRefusal::Withdrawn } else { AccountRefusal::Settled }));
    }
    keep_account(&transaction, sealing, &row, &account, FROM_PRODUCER).await?;
    // The number itself stays out of the trail.
    let detail = short(&row, &account);
    let deed = Deed { action: "refund.address", subject: format!("refund:{}", row.id), detail };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(())
}

fn checked(draft: &PayeeDraft) -> Result<PayeeAccount, Halt<AccountRefusal>> {
    draft.check(None).map_err(|faults| Halt::Refused(AccountRefusal::Faults(faults)))
}

/// The refund, the bank and the end of the number.
fn short(row: &refund::Model, account: &PayeeAccount) -> String {
    let number = account.account.as_str();
    format!("{}: {} …{}", row.reference, account.bank, &number[number.len().saturating_sub(4)..])
}

async fn keep_account(
    transaction: &DatabaseTransaction,
    sealing: Sealing<'_>,
    refund: &refund::Model,
    account: &PayeeAccount,
    from: &str,
) -> Result<(), Fault> {
    let row = refund::ActiveModel {
        id: Unchanged(refund.id),
        account_sealed: Set(Some(refund_account::close(sealing, &refund.reference, account)?)),
        account_from: Set(Some(from.to_owned())),
        ..Default::default()
    };
    row.update(transaction).await?;
    Ok(())
}

/// The buyer tells where the money of an order's owed refunds goes. What the producer has sent already stays.
pub async fn tell(
    database: &Database,
    sealing: Sealing<'_>,
    who: &KeyHolder,
    code: &str,
    draft: &PayeeDraft,
    now: OffsetDateTime,
) -> Result<PurchaseId, Halt<AccountRefusal>> {
    let transaction = database.begin().await?;
    // Its own key alone, not one that was given out later.
    let order = shop_order::Entity::find()
        .filter(shop_order::Column::Code.eq(code))
        .filter(shop_order::Column::KeyHash.eq(&who.hash))
        .one(&transaction)
        .await?;
    let order = order.ok_or(Halt::Refused(AccountRefusal::NotFound))?;
    let account = checked(draft)?;
    let rows = of_one(order.id)
        .filter(refund::Column::State.eq(State::Owed.as_str()))
        .lock_exclusive()
        .all(&transaction)
        .await?;
    if rows.is_empty() {
        let last = of_one(order.id).order_by_desc(refund::Column::Id).one(&transaction).await?;
        let gone = last.is_some_and(|row| row.withdrawn_at.is_some());
        return Err(Halt::Refused(if gone { AccountRefusal::Withdrawn } else { AccountRefusal::Settled }));
    }
    if rows.iter().any(is_producers_word) {
        return Err(Halt::Refused(AccountRefusal::Kept));
    }
    for row in rows {
        keep_account(&transaction, sealing, &row, &account, FROM_BUYER).await?;
        let deed = Deed { action: "refund.tell", subject: format!("refund:{}", row.id), detail: short(&row, &account) };
        record_of_buyer(&transaction, deed, now).await?;
    }
    transaction.commit().await?;
    Ok(PurchaseId::new(order.purchase_id))
}

/// The producer says that a refund was sent.
pub async fn sent(
    database: &Database,
    who: &ProducerStaff,
    reference: &Reference,
    note: &str,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Halt<SentRefusal>> {
    let transaction = database.begin().await?;
    let row = own(who).filter(refund::Column::Reference.eq(reference.as_str())).one(&transaction).await?;
    let row = row.ok_or(Halt::Refused(SentRefusal::NotFound))?;
    let owing = send_store::lock(&transaction, &row).await?.ok_or(Halt::Refused(SentRefusal::NotFound))?;
    if !owing.is_owed() {
        let gone = owing.refund.withdrawn_at.is_some();
        return Err(Halt::Refused(if gone { SentRefusal::Withdrawn } else { SentRefusal::Settled }));
    }
    let note = note.trim();
    if note.is_empty() {
        return Err(Halt::Refused(SentRefusal::NoNote));
    }
    let purchase = owing.purchase();
    let word = Word::Producer { account: who.account.get(), note: note.to_owned() };
    send_store::sent(&transaction, owing, word, now).await?;
    let detail = format!("{reference} {}: {note}", Money::dong(row.amount));
    record(
        &transaction,
        who.account,
        Deed { action: "refund.sent", subject: format!("refund:{}", row.id), detail },
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(purchase)
}

/// Money that belongs to no order goes back to who sent it.
pub async fn promise_stray(
    transaction: &DatabaseTransaction,
    (account, producer): (AccountId, ProducerId),
    source: i64,
    amount: Money,
    note: &str,
    now: OffsetDateTime,
) -> Result<refund::Model, Fault> {
    let stray = Promise {
        producer: producer.get(),
        payment: None,
        source: Some(source),
        amount,
        reason: Reason::Stray,
        note: note.to_owned(),
        by: Some(account.get()),
        request: None,
    };
    promise_store::promise(transaction, stray, now).await
}
