//! The producer's own word that money arrived: counted at once, and proven by the bank before or after.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::ExprTrait,
};
use shop::{
    id::{OrderId, PurchaseId},
    identity::party::ProducerStaff,
    payments::{
        desk::Sorted,
        matching::{Direction, PaymentState, UnmatchedReason},
        proof::ByHand,
        service::{ConfirmRefusal, Confirmation},
    },
};
use time::OffsetDateTime;

use super::{
    desk_store::own_order,
    settle_store::{self, Arrived, Owed},
    shared_store,
    telling_store::not_foreign,
};
use crate::{
    clock::{from_ms, to_ms},
    database::{Database, named},
    entity::bank_transaction,
    fault::{Fault, Halt},
    http::once_store,
    identity::audit_store::{self, Deed},
};

/// Where a taken confirmation leads.
pub const DONE: &str = "/xuong/tien?xong=1";

/// Takes the producer's word that money arrived; gives the purchase that changed. A repeated form changes nothing.
pub async fn confirm(
    database: &Database,
    who: &ProducerStaff,
    told: &Confirmation,
    now: OffsetDateTime,
) -> Result<Option<PurchaseId>, Halt<ConfirmRefusal>> {
    let transaction = database.begin().await?;
    let (owner, token) = &told.once;
    if !once_store::keep(&transaction, owner, token, DONE, now).await? {
        return Ok(None);
    }
    let order = own_order(who, &told.order).one(&transaction).await?;
    let order = order.ok_or(Halt::Refused(ConfirmRefusal::NotFound))?;
    let owed = settle_store::lock(&transaction, OrderId::new(order.id)).await?;
    let owed = owed.ok_or(Halt::Refused(ConfirmRefusal::NotFound))?;
    let state: PaymentState = named("payment", "state", owed.payment.id, &owed.payment.state)?;
    if state.is_settled() {
        return Err(Halt::Refused(ConfirmRefusal::Paid));
    }
    let bank_transaction = write_down(&transaction, who, told, &owed, now).await?;
    claim_unmatched(&transaction, who, told, &owed, bank_transaction, now).await?;
    let arrived = Arrived {
        kind: Sorted::ByHand.as_str(),
        amount: told.amount,
        booked: now,
        bank_transaction,
        account: Some(who.account.get()),
        note: told.note.clone(),
        round: 0,
    };
    let purchase = PurchaseId::new(owed.order.purchase_id);
    let deed = Deed {
        action: "payment.confirm_by_hand",
        subject: format!("payment:{}", owed.payment.id),
        detail: format!("{} {}: {}", owed.order.code, told.amount.get(), told.note),
    };
    audit_store::record(&transaction, who.account, deed, now).await?;
    settle_store::count(&transaction, owed, arrived, now).await?;
    transaction.commit().await?;
    Ok(Some(purchase))
}

async fn write_down(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    told: &Confirmation,
    owed: &Owed,
    now: OffsetDateTime,
) -> Result<i64, Fault> {
    let (owner, token) = &told.once;
    let row = bank_transaction::ActiveModel {
        // No bank knows this row: it is as unique as the form it came with.
        identity: Set(format!("by_hand|{}|{owner}|{token}|{}", owed.payment.reference, to_ms(now))),
        source: Set("by_hand".to_owned()),
        account_number: Set(owed.payment.account_number.clone()),
        bank_reference: Set(None),
        direction: Set(Direction::In.as_str().to_owned()),
        amount: Set(told.amount.get()),
        text: Set(owed.payment.reference.clone()),
        at: Set(to_ms(now)),
        message_id: Set(None),
        producer_id: Set(Some(who.producer.get())),
        payment_id: Set(Some(owed.payment.id)),
        outcome: Set(Sorted::ByHand.as_str().to_owned()),
        note: Set(told.note.clone()),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    Ok(row.insert(transaction).await?.id)
}

/// Money that came before, without a reference we know, may be what the producer now confirms: the bank's word for it
/// then proves the confirmation and waits for nobody any more. It adds nothing: it never counted.
async fn claim_unmatched(
    transaction: &DatabaseTransaction,
    who: &ProducerStaff,
    told: &Confirmation,
    owed: &Owed,
    confirmed: i64,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let lost = [UnmatchedReason::NoReference, UnmatchedReason::UnknownReference].map(|r| Sorted::Unmatched(r).as_str());
    let by_hand = ByHand { account: settle_store::account(&owed.payment)?, amount: told.amount, at: now };
    // Money on an account that several share is nobody's until the operator says whose.
    let alone = shared_store::payees(transaction, &owed.payment.account_number).await?.len() <= 1;
    let mine = bank_transaction::Column::ProducerId.eq(who.producer.get());
    let nobodys = alone.then(|| bank_transaction::Column::ProducerId.is_null().and(not_foreign()));
    let waiting = bank_transaction::Entity::find()
        .filter(bank_transaction::Column::AccountNumber.eq(&owed.payment.account_number))
        .filter(bank_transaction::Column::Amount.eq(told.amount.get()))
        .filter(bank_transaction::Column::Outcome.is_in(lost))
        // What someone decided about before is no longer lost.
        .filter(bank_transaction::Column::HandledAt.is_null())
        .filter(Condition::any().add(mine).add_option(nobodys))
        .order_by_asc(bank_transaction::Column::At)
        .order_by_asc(bank_transaction::Column::Id)
        .lock_exclusive()
        .all(transaction)
        .await?;
    let near = waiting.into_iter().find(|row| by_hand.is_near(from_ms(row.at)));
    let Some(row) = near else { return Ok(()) };
    let proof = bank_transaction::ActiveModel {
        id: Unchanged(row.id),
        producer_id: Set(Some(who.producer.get())),
        payment_id: Set(Some(owed.payment.id)),
        outcome: Set(Sorted::Proof.as_str().to_owned()),
        proves_id: Set(Some(confirmed)),
        handled_at: Set(Some(to_ms(now))),
        ..Default::default()
    };
    proof.update(transaction).await?;
    settle_store::mark_proven(transaction, confirmed, now).await
}
