//! What a bank's message does: in one transaction with the message's being done.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use shop::{
    id::{OrderId, PurchaseId},
    money::Money,
    payments::{
        desk::Sorted,
        matching::{Awaited, Direction, PaymentState, Transfer, UnmatchedReason, judge},
        proof::{ByHand, proves},
        reference::Reference,
        sepay::SepayEvent,
        service::BankFeed,
        vietqr::AccountNumber,
    },
};
use time::OffsetDateTime;

use super::{
    message_store,
    send_store::{self, Owing, Word},
    settle_store::{self, Arrived, Owed},
};
use crate::{
    clock::{from_ms, to_ms},
    database::Database,
    entity::{bank_message, bank_transaction, payee_account, payment},
    fault::Fault,
};

/// What a transfer turned out to be.
struct Finding {
    sorted: Sorted,
    owed: Option<Owed>,
    /// The confirmation by hand that it proves.
    proves: Option<i64>,
    /// The refund that left with it.
    refund: Option<Owing>,
}

impl Finding {
    fn nothing(reason: UnmatchedReason) -> Self {
        Self::no_order(Sorted::Unmatched(reason))
    }

    fn no_order(sorted: Sorted) -> Self {
        Self { sorted, owed: None, proves: None, refund: None }
    }
}

/// Works on a kept message, once. Gives the purchase that changed, if one did.
pub async fn work(
    database: &Database,
    feed: &BankFeed,
    message: i64,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Fault> {
    let transaction = database.begin().await?;
    let Some(message) = message_store::claim(&transaction, feed, message).await? else { return Ok(None) };
    let transfer = transfer_of(&message)?;
    let found = find(&transaction, &transfer).await?;
    let changed = take(&transaction, feed, &message, &transfer, found, now).await?;
    message_store::done(&transaction, message.id, now).await?;
    transaction.commit().await?;
    Ok(changed)
}

/// Only messages that can be read are kept to be worked on.
fn transfer_of(message: &bank_message::Model) -> Result<Transfer, Fault> {
    let event: Option<SepayEvent> = serde_json::from_slice(&message.body).ok();
    let transfer = event.and_then(|event| event.into_transfer().ok());
    transfer.ok_or_else(|| Fault::inconsistency("bank_message", "body", message.id))
}

/// Finds the payment that the transfer's reference names and what the transfer means for it.
async fn find(transaction: &DatabaseTransaction, transfer: &Transfer) -> Result<Finding, Fault> {
    if transfer.direction == Direction::Out {
        return left(transaction, transfer).await;
    }
    let references = Reference::candidates(&transfer.text);
    if references.is_empty() {
        return Ok(Finding::nothing(UnmatchedReason::NoReference));
    }
    let Some(order) = named_order(transaction, &references, transfer).await? else {
        return Ok(Finding::nothing(UnmatchedReason::UnknownReference));
    };
    let Some(owed) = settle_store::lock(transaction, order).await? else {
        return Ok(Finding::nothing(UnmatchedReason::UnknownReference));
    };
    let sorted = Sorted::from(judge(&awaited(&owed)?, transfer));
    if matches!(sorted, Sorted::Unmatched(_)) {
        return Ok(Finding::no_order(sorted));
    }
    let proven = proven_by(transaction, &owed, transfer).await?;
    let sorted = if proven.is_some() { Sorted::Proof } else { sorted };
    Ok(Finding { sorted, owed: Some(owed), proves: proven, refund: None })
}

/// Money that left is a refund that its text names, or nothing to us.
async fn left(transaction: &DatabaseTransaction, transfer: &Transfer) -> Result<Finding, Fault> {
    let Some(owing) = send_store::named(transaction, transfer).await? else {
        return Ok(Finding::no_order(Sorted::Outgoing));
    };
    let sorted = match (owing.is_owed(), owing.is_unproven()) {
        (true, _) => Sorted::Refund,
        (_, true) => Sorted::Proof,
        _ => return Ok(Finding::no_order(Sorted::Outgoing)),
    };
    Ok(Finding { refund: Some(owing), ..Finding::no_order(sorted) })
}

/// The order whose payment one of the references names; of several, the first whose payee is paid here.
async fn named_order(
    transaction: &DatabaseTransaction,
    references: &[Reference],
    transfer: &Transfer,
) -> Result<Option<OrderId>, Fault> {
    let rows = payment::Entity::find()
        .filter(payment::Column::Reference.is_in(references.iter().map(Reference::as_str)))
        .all(transaction)
        .await?;
    let paid_here = |row: &payment::Model| {
        let sub = transfer.sub_account.as_ref().map(AccountNumber::as_str);
        row.account_number == transfer.account.as_str() || sub == Some(row.account_number.as_str())
    };
    let place = |row: &payment::Model| references.iter().position(|reference| reference.as_str() == row.reference);
    let best = rows.into_iter().min_by_key(|row| (!paid_here(row), place(row)));
    Ok(best.map(|row| OrderId::new(row.order_id)))
}

fn awaited(owed: &Owed) -> Result<Awaited, Fault> {
    let standing = settle_store::standing(&owed.payment)?;
    Ok(Awaited {
        account: settle_store::account(&owed.payment)?,
        amount: standing.amount,
        received: standing.toward(),
        due_at: from_ms(owed.payment.due_at),
        closed: standing.state == PaymentState::Expired || owed.order.state == "cancelled",
    })
}

/// The confirmation by hand, not proven yet, that this transfer proves.
pub async fn proven_by(
    transaction: &DatabaseTransaction,
    owed: &Owed,
    transfer: &Transfer,
) -> Result<Option<i64>, Fault> {
    let confirmed = bank_transaction::Entity::find()
        .filter(bank_transaction::Column::PaymentId.eq(owed.payment.id))
        .filter(bank_transaction::Column::Outcome.eq(Sorted::ByHand.as_str()))
        .filter(bank_transaction::Column::ProvenAt.is_null())
        .order_by_asc(bank_transaction::Column::Id)
        .all(transaction)
        .await?;
    for row in confirmed {
        let account = settle_store::account(&owed.payment)?;
        let by_hand = ByHand { account, amount: Money::dong(row.amount), at: from_ms(row.at) };
        if proves(transfer, &by_hand) {
            return Ok(Some(row.id));
        }
    }
    Ok(None)
}

/// Writes the transfer down. One that is there already, from whichever source, adds nothing.
async fn take(
    transaction: &DatabaseTransaction,
    feed: &BankFeed,
    message: &bank_message::Model,
    transfer: &Transfer,
    found: Finding,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Fault> {
    let producer = match (&found.owed, &found.refund) {
        (Some(owed), _) => Some(owed.order.producer_id),
        (None, Some(owing)) => Some(owing.refund.producer_id),
        (None, None) => payee(transaction, transfer).await?,
    };
    let refund = found.refund.as_ref().map(|owing| &owing.refund);
    let identity = transfer.identity();
    let row = bank_transaction::ActiveModel {
        identity: Set(identity.clone()),
        source: Set(feed.as_str().to_owned()),
        account_number: Set(transfer.account.as_str().to_owned()),
        bank_reference: Set(transfer.bank_reference.clone()),
        direction: Set(transfer.direction.as_str().to_owned()),
        amount: Set(transfer.amount.get()),
        text: Set(transfer.text.clone()),
        at: Set(to_ms(transfer.at)),
        message_id: Set(Some(message.id)),
        producer_id: Set(producer),
        payment_id: Set(found
            .owed
            .as_ref()
            .map(|owed| owed.payment.id)
            .or(refund.and_then(|refund| refund.payment_id))),
        refund_id: Set(refund.map(|refund| refund.id)),
        outcome: Set(found.sorted.as_str().to_owned()),
        proves_id: Set(found.proves),
        note: Set(String::new()),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    let known = OnConflict::column(bank_transaction::Column::Identity).do_nothing().to_owned();
    if bank_transaction::Entity::insert(row).on_conflict(known).exec_without_returning(transaction).await? == 0 {
        return Ok(None);
    }
    if let Some(owing) = found.refund {
        let purchase = owing.purchase();
        let word = Word::Bank { transaction: id_of(transaction, &identity).await? };
        send_store::sent(transaction, owing, word, now).await?;
        return Ok(purchase);
    }
    let Some(owed) = found.owed else { return Ok(None) };
    let purchase = PurchaseId::new(owed.order.purchase_id);
    match found.proves {
        Some(confirmed) => settle_store::mark_proven(transaction, confirmed, now).await?,
        None => {
            let arrived = Arrived {
                kind: "transfer",
                amount: transfer.amount,
                booked: transfer.at,
                bank_transaction: id_of(transaction, &identity).await?,
                account: None,
                note: String::new(),
            };
            settle_store::count(transaction, owed, arrived, now).await?;
        }
    }
    Ok(Some(purchase))
}

async fn id_of(transaction: &DatabaseTransaction, identity: &str) -> Result<i64, Fault> {
    let row = bank_transaction::Entity::find()
        .select_only()
        .column(bank_transaction::Column::Id)
        .filter(bank_transaction::Column::Identity.eq(identity))
        .into_tuple()
        .one(transaction)
        .await?;
    row.ok_or_else(|| Fault::inconsistency("bank_transaction", "identity", identity))
}

/// The producer whose account it is; none where several share it.
async fn payee(transaction: &DatabaseTransaction, transfer: &Transfer) -> Result<Option<i64>, Fault> {
    let accounts = std::iter::once(&transfer.account).chain(&transfer.sub_account);
    let producers: Vec<i64> = payee_account::Entity::find()
        .select_only()
        .column(payee_account::Column::ProducerId)
        .distinct()
        .filter(payee_account::Column::AccountNumber.is_in(accounts.map(AccountNumber::as_str)))
        .filter(payee_account::Column::RetiredAt.is_null())
        .limit(2)
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(if let [one] = producers[..] { Some(one) } else { None })
}
