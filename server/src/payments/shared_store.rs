//! Money on an account that several producers share, and what the operator decides about it. Every query is of money
//! that is no producer's yet, or that the operator's side gave back.

use std::collections::{HashMap, HashSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, Select};
use shop::{
    id::{BankTransactionId, ProducerId, PurchaseId},
    identity::party::Operator,
    money::Money,
    payments::{
        loose::LooseRefusal,
        matching::Direction,
        refund_withdrawal::{RefundWithdrawRefusal, RefundWithdrawal},
        shared::{SharedDecision, SharedMoney, SharedOrder, SharedPayee, SharedRefund},
    },
};
use time::OffsetDateTime;

use super::{
    desk_store::{may_get_money, outstanding_of},
    loose_store::{self, loose_names},
    refund_row::state,
    telling_store::not_foreign,
    withdraw_store,
};
use crate::{
    clock::from_ms,
    database::{Database, named},
    entity::{account, bank_transaction, payee_account, payment, producer, refund, shop_order},
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
};

type Refused = Halt<LooseRefusal>;

/// How many orders a page offers.
const ORDERS_MAX: u64 = 200;
/// The role of the accounts that run the installation.
const OPERATOR: &str = "operator";

/// The producers that are paid on an account today, by name.
pub async fn payees(connection: &impl ConnectionTrait, number: &str) -> Result<Vec<producer::Model>, Fault> {
    let paid_here: Vec<i64> = payee_account::Entity::find()
        .select_only()
        .column(payee_account::Column::ProducerId)
        .distinct()
        .filter(payee_account::Column::AccountNumber.eq(number))
        .filter(payee_account::Column::RetiredAt.is_null())
        .into_tuple()
        .all(connection)
        .await?;
    let producers = producer::Entity::find().filter(producer::Column::Id.is_in(paid_here));
    Ok(producers.order_by_asc(producer::Column::Name).all(connection).await?)
}

/// Money that arrived, is no producer's yet and waits for somebody's word.
fn loose(_: &Operator, number: BankTransactionId) -> Select<bank_transaction::Entity> {
    bank_transaction::Entity::find_by_id(number.get())
        .filter(bank_transaction::Column::ProducerId.is_null())
        .filter(not_foreign())
        .filter(bank_transaction::Column::Direction.eq(Direction::In.as_str()))
        .filter(bank_transaction::Column::Outcome.is_in(loose_names()))
        .filter(bank_transaction::Column::HandledAt.is_null())
}

/// The refund that stands with which an operator gave money back.
fn given_back(who: &Operator, number: BankTransactionId) -> Select<refund::Entity> {
    all_given_back(who).filter(refund::Column::SourceId.eq(number.get()))
}

/// Which of these movements an operator gave back.
pub async fn which_went_back(
    connection: &impl ConnectionTrait,
    who: &Operator,
    numbers: impl Iterator<Item = i64>,
) -> Result<HashSet<i64>, Fault> {
    let sources = all_given_back(who)
        .filter(refund::Column::SourceId.is_in(numbers))
        .select_only()
        .column(refund::Column::SourceId)
        .into_tuple::<i64>()
        .all(connection)
        .await?;
    Ok(sources.into_iter().collect())
}

fn all_given_back(_: &Operator) -> Select<refund::Entity> {
    refund::Entity::find()
        .join(
            JoinType::InnerJoin,
            refund::Entity::belongs_to(account::Entity).from(refund::Column::OpenedBy).to(account::Column::Id).into(),
        )
        .filter(account::Column::Role.eq(OPERATOR))
        .filter(refund::Column::WithdrawnAt.is_null())
}

/// Whether an operator opened a refund.
pub async fn is_of_operator(connection: &impl ConnectionTrait, refund: &refund::Model) -> Result<bool, Fault> {
    let Some(by) = refund.opened_by else { return Ok(false) };
    let opened = account::Entity::find_by_id(by).filter(account::Column::Role.eq(OPERATOR)).one(connection).await?;
    Ok(opened.is_some())
}

/// Money on a shared account, and where it may belong or how it goes back.
pub async fn shared(
    database: &Database,
    who: &Operator,
    number: BankTransactionId,
    now: OffsetDateTime,
) -> Result<Option<SharedMoney>, Fault> {
    let read = database.read();
    let refund = given_back(who, number).one(read).await?;
    let row = match &refund {
        Some(_) => bank_transaction::Entity::find_by_id(number.get()).one(read).await?,
        None => loose(who, number).one(read).await?,
    };
    let Some(row) = row else { return Ok(None) };
    let payees = payees(read, &row.account_number).await?;
    let (orders, refund) = match refund {
        Some(refund) => (Vec::new(), Some(shared_refund(read, refund).await?)),
        None if payees.is_empty() => return Ok(None),
        None => (orders(database, who, &row, now).await?, None),
    };
    Ok(Some(SharedMoney {
        number,
        amount: Money::dong(row.amount),
        at: from_ms(row.at),
        account: row.account_number,
        text: row.text,
        payees: payees.into_iter().map(|payee| SharedPayee { slug: payee.slug, name: payee.name }).collect(),
        orders,
        refund,
    }))
}

async fn shared_refund(read: &impl ConnectionTrait, row: refund::Model) -> Result<SharedRefund, Fault> {
    let sender = producer::Entity::find_by_id(row.producer_id).one(read).await?;
    Ok(SharedRefund {
        reference: named("refund", "reference", row.id, &row.reference)?,
        producer: sender.map(|sender| sender.name).unwrap_or_default(),
        state: state(&row)?,
        withdrawal: withdraw_store::may_withdraw(read, &row).await?,
        note: row.note,
    })
}

/// Orders that await money on the account of a movement, the same amount first.
async fn orders(
    database: &Database,
    _: &Operator,
    movement: &bank_transaction::Model,
    now: OffsetDateTime,
) -> Result<Vec<SharedOrder>, Fault> {
    let payments = may_get_money(now)
        .filter(payment::Column::AccountNumber.eq(&movement.account_number))
        .order_by_desc(payment::Column::DueAt)
        .limit(ORDERS_MAX)
        .all(database.read())
        .await?;
    let rows = shop_order::Entity::find()
        .filter(shop_order::Column::Id.is_in(payments.iter().map(|payment| payment.order_id)))
        .all(database.read())
        .await?;
    let makers = producer::Entity::find()
        .filter(producer::Column::Id.is_in(rows.iter().map(|order| order.producer_id)))
        .all(database.read())
        .await?;
    let makers: HashMap<i64, String> = makers.into_iter().map(|maker| (maker.id, maker.name)).collect();
    let maker_of = |order: &shop_order::Model| makers.get(&order.producer_id).cloned().unwrap_or_default();
    let producers: HashMap<String, String> = rows.iter().map(|order| (order.code.clone(), maker_of(order))).collect();
    let orders = rows.into_iter().map(|order| (order.id, order)).collect();
    let awaited = outstanding_of(database, payments, &orders).await?.into_iter();
    let mut found: Vec<SharedOrder> = awaited
        .map(|awaited| SharedOrder { producer: producers.get(&awaited.order).cloned().unwrap_or_default(), awaited })
        .collect();
    found.sort_by_key(|order| order.awaited.missing().get() != movement.amount);
    Ok(found)
}

/// Puts money where the operator says; gives the purchase that changed.
pub async fn decide(
    database: &Database,
    who: &Operator,
    number: BankTransactionId,
    decision: &SharedDecision,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Refused> {
    let transaction = database.begin().await?;
    let seen = loose(who, number).one(&transaction).await?.ok_or(Halt::Refused(LooseRefusal::NotFound))?;
    let payees = payees(&transaction, &seen.account_number).await?;
    if payees.is_empty() {
        return Err(Halt::Refused(LooseRefusal::NotFound));
    }
    decision.check().map_err(Halt::Refused)?;
    let (action, detail, purchase) = match decision {
        SharedDecision::Assign { order } => {
            let found = paid_on(&transaction, who, &seen.account_number, order).await?;
            let found = found.ok_or(Halt::Refused(LooseRefusal::NoOrder))?;
            let purchase = loose_store::assign(&transaction, who.account, found, loose(who, number), now).await?;
            ("transfer.assign", order.clone(), Some(purchase))
        }
        SharedDecision::GiveBack { producer, note } => {
            let sender = payees.into_iter().find(|payee| payee.slug == *producer);
            let sender = sender.ok_or(Halt::Refused(LooseRefusal::NoPayee))?;
            let by = (who.account, ProducerId::new(sender.id));
            loose_store::give_back(&transaction, by, loose(who, number), note, now).await?;
            ("transfer.give_back", format!("{producer}: {}", note.trim()), None)
        }
    };
    let deed = Deed { action, subject: format!("bank_transaction:{number}"), detail };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(purchase)
}

/// The order of a code whose money comes to an account.
async fn paid_on(
    connection: &impl ConnectionTrait,
    _: &Operator,
    number: &str,
    code: &str,
) -> Result<Option<shop_order::Model>, Fault> {
    let order = shop_order::Entity::find().filter(shop_order::Column::Code.eq(code)).one(connection).await?;
    let Some(order) = order else { return Ok(None) };
    let here = payment::Entity::find()
        .filter(payment::Column::OrderId.eq(order.id))
        .filter(payment::Column::AccountNumber.eq(number))
        .one(connection)
        .await?;
    Ok(here.map(|_| order))
}

/// Takes back a refund with which the operator gave money back by mistake.
pub async fn withdraw(
    database: &Database,
    who: &Operator,
    number: BankTransactionId,
    asked: &RefundWithdrawal,
    now: OffsetDateTime,
) -> Result<(), Halt<RefundWithdrawRefusal>> {
    let transaction = database.begin().await?;
    let row = given_back(who, number).one(&transaction).await?;
    // Pressed twice: it waits for a decision already.
    let Some(row) = row else {
        let waits = loose(who, number).one(&transaction).await?.is_some();
        return if waits { Ok(()) } else { Err(Halt::Refused(RefundWithdrawRefusal::NotFound)) };
    };
    withdraw_store::take(&transaction, who.account, &row, asked, now).await?;
    transaction.commit().await?;
    Ok(())
}
