//! Refunds as their producer and their buyer see them. Every query is scoped by who asks.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use shop::{
    cooperative::payee::PayeeAccount,
    id::{OrderId, OrderLineId, RequestId},
    identity::party::{KeyHolder, ProducerStaff},
    money::Money,
    orders::{
        given_back::{GivenBack, Refunded, accepted, asked},
        request::{Kind, Request, Verdict},
    },
    payments::{
        reference::Reference,
        refund::{AcceptedReturn, LineLeft, OrderRefunds, Refund, Refundable, State, Telling},
        refund_withdrawal::{RefundWithdrawRefusal, Seen},
    },
};

use super::{desk_store::own_order, refund_account, refund_row::Rows, sealing::Seal, settle_store, withdraw_store};
use crate::{
    database::{Database, named},
    entity::{bank_transaction, order_line, payment, purchase, refund, refund_line, shop_order},
    fault::Fault,
    orders::{request_rows_store, row::course, store::opens},
};

/// Who said where a refund goes.
pub const FROM_PRODUCER: &str = "producer";
pub const FROM_BUYER: &str = "buyer";
/// How many refunds that were sent a page shows.
const SENT_MAX: u64 = 100;
/// How many owed ones.
const OWED_MAX: u64 = 500;

pub async fn list(database: &Database, who: &ProducerStaff) -> Result<Vec<Refund>, Fault> {
    let in_state = |state: State| own(who).filter(refund::Column::State.eq(state.as_str()));
    let at = time::OffsetDateTime::UNIX_EPOCH;
    let (sent, withdrawn) = (State::Sent { at, proven: false }, State::Withdrawn { at, said_sent: None });
    let mut rows = in_state(State::Owed).order_by_asc(refund::Column::Id).limit(OWED_MAX).all(database.read()).await?;
    let sent = in_state(sent).order_by_desc(refund::Column::SettledAt).limit(SENT_MAX).all(database.read()).await?;
    rows.extend(sent);
    let withdrawn = in_state(withdrawn).order_by_desc(refund::Column::WithdrawnAt).limit(SENT_MAX);
    rows.extend(withdrawn.all(database.read()).await?);
    assemble(database.read(), rows).await
}

/// One of them with its account, and whether it may be withdrawn.
pub async fn one(
    database: &Database,
    seal: &Seal,
    who: &ProducerStaff,
    reference: &Reference,
) -> Result<Option<(Refund, Result<Seen, RefundWithdrawRefusal>)>, Fault> {
    let row = own(who).filter(refund::Column::Reference.eq(reference.as_str())).one(database.read()).await?;
    let Some(row) = row else { return Ok(None) };
    let withdrawal = withdraw_store::may_withdraw(database.read(), &row).await?;
    let refund = assemble_opened(database.read(), seal, vec![row]).await?.pop();
    Ok(refund.map(|refund| (refund, withdrawal)))
}

/// The refunds of one of the producer's orders.
pub async fn of_own_order(database: &Database, who: &ProducerStaff, code: &str) -> Result<Vec<Refund>, Fault> {
    let order = own_order(who, code).one(database.read()).await?;
    let Some(order) = order else { return Ok(Vec::new()) };
    let rows = of_one(order.id).order_by_asc(refund::Column::Id).all(database.read()).await?;
    assemble(database.read(), rows).await
}

/// Owed refunds of the producer of exactly this amount.
pub async fn owed_of_amount(database: &Database, who: &ProducerStaff, amount: Money) -> Result<Vec<Refund>, Fault> {
    let rows = own(who)
        .filter(refund::Column::State.eq(State::Owed.as_str()))
        .filter(refund::Column::Amount.eq(amount.get()))
        .order_by_asc(refund::Column::Id)
        .limit(SENT_MAX)
        .all(database.read())
        .await?;
    assemble(database.read(), rows).await
}

/// The producer's refund that a movement names without being it.
pub async fn named_by(
    database: &Database,
    who: &ProducerStaff,
    movement: &bank_transaction::Model,
) -> Result<Option<Refund>, Fault> {
    let Some(refund) = movement.refund_id else { return Ok(None) };
    let rows = own(who).filter(refund::Column::Id.eq(refund)).all(database.read()).await?;
    Ok(assemble(database.read(), rows).await?.pop())
}

/// The refunds of the order that the key opens; with their accounts, if it is the key that came with the purchase.
pub async fn of_order(database: &Database, seal: &Seal, who: &KeyHolder, code: &str) -> Result<OrderRefunds, Fault> {
    let order = opens(who).filter(shop_order::Column::Code.eq(code)).one(database.read()).await?;
    let Some(order) = order else { return Ok(OrderRefunds::default()) };
    let rows = of_one(order.id).order_by_asc(refund::Column::Id).all(database.read()).await?;
    let own_key = order.key_hash == who.hash;
    let telling = Telling::of(own_key, rows.iter().any(is_producers_word));
    let refunds = if own_key {
        assemble_opened(database.read(), seal, rows).await?
    } else {
        assemble(database.read(), rows).await?
    };
    Ok(OrderRefunds { refunds, telling })
}

/// Whether the producer wrote down where an owed refund goes.
pub fn is_producers_word(row: &refund::Model) -> bool {
    row.state == State::Owed.as_str() && row.account_from.as_deref() == Some(FROM_PRODUCER)
}

/// The refunds of one order.
pub fn of_one(order: i64) -> Select<refund::Entity> {
    let payment = payment::Entity::find()
        .select_only()
        .column(payment::Column::Id)
        .filter(payment::Column::OrderId.eq(order))
        .into_query();
    refund::Entity::find().filter(refund::Column::PaymentId.in_subquery(payment))
}

pub fn own(who: &ProducerStaff) -> Select<refund::Entity> {
    refund::Entity::find().filter(refund::Column::ProducerId.eq(who.producer.get()))
}

/// What of the producer's order can be given back; `None` where nothing can.
pub async fn refundable(
    database: &Database,
    who: &ProducerStaff,
    code: &str,
    answers: Option<RequestId>,
) -> Result<Option<Refundable>, Fault> {
    let Some(order) = own_order(who, code).one(database.read()).await? else { return Ok(None) };
    let payment = payment::Entity::find().filter(payment::Column::OrderId.eq(order.id)).one(database.read()).await?;
    let Some(payment) = payment else { return Ok(None) };
    refundable_of(database.read(), &order, &payment, answers).await
}

/// The same of an order that was read, perhaps in a transaction.
pub async fn refundable_of(
    database: &impl ConnectionTrait,
    order: &shop_order::Model,
    payment: &payment::Model,
    answers: Option<RequestId>,
) -> Result<Option<Refundable>, Fault> {
    let standing = settle_store::standing(payment)?;
    let state = course(order, payment)?.state();
    let waiting = if standing.sold.is_standing() { Money::ZERO } else { standing.unassigned() };
    // An open order that waits for the rest is called off, not given back.
    let lost = !state.is_open() && waiting.is_positive();
    if !standing.sold.is_standing() && !lost {
        return Ok(None);
    }
    let lines = order_line::Entity::find()
        .filter(order_line::Column::OrderId.eq(order.id))
        .order_by_asc(order_line::Column::Id)
        .all(database)
        .await?;
    let requests = request_rows_store::of_order(database, OrderId::new(order.id)).await?;
    let given = given_back(database, OrderId::new(order.id)).await?;
    let returned = match answers {
        None => None,
        Some(id) => match requests.iter().find(|request| request.id == id && is_accepted_return(request)) {
            Some(request) => Some(request),
            None => return Ok(None),
        },
    };
    let buyer = purchase::Entity::find_by_id(order.purchase_id).one(database).await?;
    let left = lines.into_iter().filter_map(|row| {
        let line = OrderLineId::new(row.id);
        let unpaid = row.quantity.saturating_sub(given.refunded(line));
        let (left, chosen, reserved, asked) = match returned {
            None => {
                let reserved = given.reserved(line, &requests).min(unpaid);
                let free = unpaid.saturating_sub(reserved);
                let asked = asked(&requests, line).min(free);
                (free.saturating_sub(asked), 0, reserved, asked)
            }
            Some(request) => match accepted(request, line) {
                0 => return None,
                units => (units.min(unpaid), units.min(unpaid), 0, 0),
            },
        };
        let (product, variant, unit_price) = (row.product_name, row.variant_name, Money::dong(row.unit_price));
        Some(LineLeft { line, product, variant, unit_price, left, chosen, reserved, asked })
    });
    let answers = match returned {
        None => None,
        Some(request) => {
            Some(AcceptedReturn { request: request.id, refund: refund_of(database, order.id, request.id).await? })
        }
    };
    Ok(Some(Refundable {
        order: order.code.clone(),
        buyer: buyer.map(|row| row.buyer_name).unwrap_or_default(),
        open: state.is_open(),
        lines: if lost { Vec::new() } else { left.collect() },
        sold: standing.sold,
        waiting: if lost { waiting } else { Money::ZERO },
        answers,
    }))
}

/// The refunds of one order that stand.
fn standing_of(order: i64) -> Select<refund::Entity> {
    of_one(order).filter(refund::Column::WithdrawnAt.is_null())
}

fn is_accepted_return(request: &Request) -> bool {
    (request.kind(), request.verdict()) == (Kind::Return, Some(Verdict::Accepted))
}

/// The refund that answers an accepted return.
async fn refund_of(
    database: &impl ConnectionTrait,
    order: i64,
    request: RequestId,
) -> Result<Option<Reference>, Fault> {
    let row = standing_of(order).filter(refund::Column::RequestId.eq(request.get())).one(database).await?;
    row.map(|row| named("refund", "reference", row.id, &row.reference)).transpose()
}

/// What the refunds of an order that stand pay back. The caller has scoped the order by who asks.
pub async fn given_back(database: &impl ConnectionTrait, order: OrderId) -> Result<GivenBack, Fault> {
    let refunds: HashMap<i64, Option<RequestId>> = standing_of(order.get())
        .all(database)
        .await?
        .into_iter()
        .map(|row| (row.id, row.request_id.map(RequestId::new)))
        .collect();
    let parts = refund_line::Entity::find()
        .filter(refund_line::Column::RefundId.is_in(refunds.keys().copied()))
        .all(database)
        .await?;
    let lines = parts.into_iter().map(|part| Refunded {
        line: OrderLineId::new(part.order_line_id),
        units: part.quantity,
        answers: refunds.get(&part.refund_id).copied().flatten(),
    });
    Ok(GivenBack { lines: lines.collect(), answered: refunds.values().copied().flatten().collect() })
}

/// Refunds with where they go, while they are owed.
async fn assemble_opened(
    database: &impl ConnectionTrait,
    seal: &Seal,
    rows: Vec<refund::Model>,
) -> Result<Vec<Refund>, Fault> {
    let accounts: Vec<Option<PayeeAccount>> = rows.iter().map(|row| account_of(seal, row)).collect();
    let refunds = assemble(database, rows).await?;
    Ok(refunds.into_iter().zip(accounts).map(|(refund, account)| Refund { account, ..refund }).collect())
}

/// Where an owed refund goes. What cannot be opened goes to the log and is not known any more, so that it is told again.
fn account_of(seal: &Seal, row: &refund::Model) -> Option<PayeeAccount> {
    if row.state != State::Owed.as_str() {
        return None;
    }
    refund_account::open(seal, row).unwrap_or_else(|fault| {
        fault.report();
        None
    })
}

/// Refunds with what belongs to them but their accounts: five queries, however many there are.
async fn assemble(database: &impl ConnectionTrait, rows: Vec<refund::Model>) -> Result<Vec<Refund>, Fault> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let payments = rows.iter().filter_map(|row| row.payment_id);
    let orders: Vec<(i64, String, String)> = payment::Entity::find()
        .select_only()
        .column(payment::Column::Id)
        .column(shop_order::Column::Code)
        .column(purchase::Column::BuyerName)
        .join(sea_orm::JoinType::InnerJoin, payment::Entity::to_order())
        .join(sea_orm::JoinType::InnerJoin, shop_order::Entity::to_purchase())
        .filter(payment::Column::Id.is_in(payments))
        .into_tuple()
        .all(database)
        .await?;
    let orders: HashMap<i64, (String, String)> =
        orders.into_iter().map(|(payment, code, buyer)| (payment, (code, buyer))).collect();
    let sources: Vec<(i64, String)> = bank_transaction::Entity::find()
        .select_only()
        .columns([bank_transaction::Column::Id, bank_transaction::Column::Text])
        .filter(bank_transaction::Column::Id.is_in(rows.iter().filter_map(|row| row.source_id)))
        .into_tuple()
        .all(database)
        .await?;
    let sources: HashMap<i64, String> = sources.into_iter().collect();
    let parts = refund_line::Entity::find()
        .filter(refund_line::Column::RefundId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(refund_line::Column::OrderLineId)
        .all(database)
        .await?;
    let lines = order_line::Entity::find()
        .filter(order_line::Column::Id.is_in(parts.iter().map(|part| part.order_line_id)))
        .all(database)
        .await?;
    let lines: HashMap<i64, order_line::Model> = lines.into_iter().map(|line| (line.id, line)).collect();
    let refunds = rows.into_iter().map(|row| {
        let of_row = parts.iter().filter(|part| part.refund_id == row.id);
        Refund::try_from(Rows {
            order: row.payment_id.and_then(|id| orders.get(&id)).cloned(),
            source: row.source_id.and_then(|id| sources.get(&id)).cloned(),
            lines: of_row.filter_map(|part| Some((part.clone(), lines.get(&part.order_line_id)?.clone()))).collect(),
            refund: row,
            account: None,
        })
    });
    refunds.collect()
}
