//! What a bank's message does: in one transaction with the message's being done.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use shop::{
    id::{OrderId, PurchaseId},
    money::Money,
    orders::state::OrderState,
    payments::{
        desk::Sorted,
        matching::{Awaited, Direction, PaymentState, Transfer, UnmatchedReason, judge},
        proof::{ByHand, proves},
        reference::Reference,
        vietqr::AccountNumber,
    },
};
use time::OffsetDateTime;

use super::{
    message_store,
    reading::Told,
    send_store::{self, Owing, Word},
    settle_store::{self, Arrived, Owed},
    telling_store::{self, Scope},
};
use crate::{
    clock::{from_ms, to_ms},
    database::Database,
    entity::{bank_message, bank_transaction, payee_account, payment, refund},
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
    /// The withdrawn refund that it names: its producer decides what it is.
    withdrawn: Option<refund::Model>,
}

impl Finding {
    fn nothing(reason: UnmatchedReason) -> Self {
        Self::no_order(Sorted::Unmatched(reason))
    }

    fn no_order(sorted: Sorted) -> Self {
        Self { sorted, owed: None, proves: None, refund: None, withdrawn: None }
    }
}

/// Works on a kept message, once. Gives the purchase that changed, if one did.
pub async fn work(database: &Database, message: i64, now: OffsetDateTime) -> Result<Option<PurchaseId>, Fault> {
    let transaction = database.begin().await?;
    let Some(message) = message_store::claim(&transaction, message).await? else { return Ok(None) };
    let told = Told::of(&message)?;
    let scope = Scope::of(&transaction, &message).await?;
    let changed = match find(&transaction, &scope, &told).await? {
        Some(found) => take(&transaction, &scope, &message, &told, found, now).await?,
        None => None,
    };
    message_store::done(&transaction, message.id, now).await?;
    transaction.commit().await?;
    Ok(changed)
}

/// Finds the payment that the transfer's reference names and what the transfer means for it. `None`: it is not for who
/// tells it to say.
async fn find(transaction: &DatabaseTransaction, scope: &Scope, told: &Told) -> Result<Option<Finding>, Fault> {
    let transfer = &told.transfer;
    if transfer.direction == Direction::Out {
        return left(transaction, scope, transfer).await;
    }
    let references = Reference::candidates(&transfer.text);
    if references.is_empty() {
        return Ok(Some(Finding::nothing(UnmatchedReason::NoReference)));
    }
    let Some(order) = named_order(transaction, &references, transfer).await? else {
        return Ok(Some(Finding::nothing(UnmatchedReason::UnknownReference)));
    };
    let Some(owed) = settle_store::lock(transaction, order).await? else {
        return Ok(Some(Finding::nothing(UnmatchedReason::UnknownReference)));
    };
    let sorted = Sorted::from(judge(&awaited(&owed)?, transfer));
    if matches!(sorted, Sorted::Unmatched(_)) {
        return Ok(Some(Finding::no_order(sorted)));
    }
    if !scope.covers(&owed.payment.account_number) {
        return Ok(Some(Finding::nothing(UnmatchedReason::OtherAccount)));
    }
    if !scope.speaks_for(owed.order.producer_id) {
        return Ok(None);
    }
    let proven = proven_by(transaction, &owed, transfer).await?;
    let sorted = if proven.is_some() { Sorted::Proof } else { sorted };
    Ok(Some(Finding { owed: Some(owed), proves: proven, ..Finding::no_order(sorted) }))
}

/// Money that left is a refund that its text names, or nothing to us. `None`: it is not for who tells it to say.
async fn left(transaction: &DatabaseTransaction, scope: &Scope, transfer: &Transfer) -> Result<Option<Finding>, Fault> {
    let Some((owing, account)) = send_store::named(transaction, transfer).await? else {
        return Ok(Some(Finding::no_order(Sorted::Outgoing)));
    };
    if !scope.covers(&account) {
        return Ok(Some(Finding::no_order(Sorted::Outgoing)));
    }
    if !scope.speaks_for(owing.refund.producer_id) {
        return Ok(None);
    }
    let sorted = match (owing.is_owed(), owing.is_unproven()) {
        (true, _) => Sorted::Refund,
        (_, true) => Sorted::Proof,
        _ if owing.is_withdrawn() => {
            return Ok(Some(Finding { withdrawn: Some(owing.refund), ..Finding::no_order(Sorted::Outgoing) }));
        }
        _ => return Ok(Some(Finding::no_order(Sorted::Outgoing))),
    };
    Ok(Some(Finding { refund: Some(owing), ..Finding::no_order(sorted) }))
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

pub fn awaited(owed: &Owed) -> Result<Awaited, Fault> {
    let standing = settle_store::standing(&owed.payment)?;
    Ok(Awaited {
        account: settle_store::account(&owed.payment)?,
        amount: standing.amount,
        received: standing.toward(),
        due_at: from_ms(owed.payment.due_at),
        closed: standing.state == PaymentState::Expired || owed.order.state == OrderState::CANCELLED,
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
    scope: &Scope,
    message: &bank_message::Model,
    told: &Told,
    found: Finding,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Fault> {
    let (transfer, identity) = (&told.transfer, scope.identity(told));
    if found.owed.is_none() {
        telling_store::lock_account(transaction, transfer).await?;
    }
    let named = found.owed.as_ref().map(|owed| owed.order.producer_id);
    let about = named.or(found.refund.as_ref().map(|owing| owing.refund.producer_id));
    if let Some(known) = telling_store::known(transaction, scope, told, about).await? {
        telling_store::tell(transaction, known, told, &identity, message.id, now).await?;
        telling_store::make_clearer(transaction, known, told, &identity).await?;
        return Ok(None);
    }
    let producer = match (&found.owed, &found.refund) {
        (Some(owed), _) => Some(owed.order.producer_id),
        (None, Some(owing)) => Some(owing.refund.producer_id),
        (None, None) if found.withdrawn.is_some() => found.withdrawn.as_ref().map(|refund| refund.producer_id),
        // What a payee's feed says of someone else's account is for the operator alone to see.
        (None, None) if !scope.covers(transfer.account.as_str()) => None,
        (None, None) => payee(transaction, transfer).await?,
    };
    let given = found.refund.as_ref().map(|owing| &owing.refund);
    let row = bank_transaction::ActiveModel {
        identity: Set(identity.clone()),
        source: Set(message.source.clone()),
        account_number: Set(transfer.account.as_str().to_owned()),
        bank_reference: Set(transfer.bank_reference.clone()),
        direction: Set(transfer.direction.as_str().to_owned()),
        amount: Set(transfer.amount.get()),
        text: Set(transfer.text.clone()),
        at: Set(to_ms(transfer.at)),
        message_id: Set(Some(message.id)),
        producer_id: Set(producer),
        payment_id: Set(found.owed.as_ref().map(|owed| owed.payment.id).or(given.and_then(|refund| refund.payment_id))),
        refund_id: Set(given.or(found.withdrawn.as_ref()).map(|refund| refund.id)),
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
    let bank_transaction = id_of(transaction, &identity).await?;
    telling_store::tell(transaction, bank_transaction, told, &identity, message.id, now).await?;
    if let Some(owing) = found.refund {
        let purchase = owing.purchase();
        send_store::sent(transaction, owing, Word::Bank { transaction: bank_transaction }, now).await?;
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
                bank_transaction,
                account: None,
                note: String::new(),
                round: 0,
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
