//! A refund is sent: said by its producer, or by the bank, whose word proves the producer's and adds nothing.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};
use shop::{
    id::{OrderId, PurchaseId},
    money::Money,
    payments::{ledger::Posting, matching::Transfer, reference::Reference, refund::State, vietqr::AccountNumber},
};
use time::OffsetDateTime;

use super::{
    ledger_store::{About, post},
    settle_store::{self, Owed},
};
use crate::{
    clock::to_ms,
    entity::{bank_transaction, payment, payment_event, refund},
    fault::Fault,
};

/// A refund with its order's money, all locked.
pub struct Owing {
    pub refund: refund::Model,
    /// `None` for money that belonged to no order.
    pub owed: Option<Owed>,
}

/// Who says that it was sent.
pub enum Word {
    Bank { transaction: i64 },
    Producer { account: i64, note: String },
}

impl Owing {
    pub fn purchase(&self) -> Option<PurchaseId> {
        self.owed.as_ref().map(|owed| PurchaseId::new(owed.order.purchase_id))
    }

    /// Whether it still has to be sent.
    pub fn is_owed(&self) -> bool {
        self.refund.state == State::Owed.as_str()
    }

    /// Whether only its producer said that it was sent.
    pub fn is_unproven(&self) -> bool {
        self.is_sent() && self.refund.proven_at.is_none()
    }

    /// Whether it was taken back.
    pub fn is_withdrawn(&self) -> bool {
        self.refund.withdrawn_at.is_some()
    }

    /// Whether it was sent, as somebody says; what was withdrawn is not.
    fn is_sent(&self) -> bool {
        let sent = State::Sent { at: OffsetDateTime::UNIX_EPOCH, proven: false };
        self.refund.state == sent.as_str()
    }
}

/// Locks a refund: its order first, like everything that moves money.
pub async fn lock(transaction: &DatabaseTransaction, refund: &refund::Model) -> Result<Option<Owing>, Fault> {
    let owed = match refund.payment_id {
        None => None,
        Some(payment) => {
            let order: Option<i64> = payment::Entity::find_by_id(payment)
                .select_only()
                .column(payment::Column::OrderId)
                .into_tuple()
                .one(transaction)
                .await?;
            let order = order.ok_or_else(|| Fault::inconsistency("refund", "payment_id", refund.id))?;
            settle_store::lock(transaction, OrderId::new(order)).await?
        }
    };
    let refund = refund::Entity::find_by_id(refund.id).lock_exclusive().one(transaction).await?;
    Ok(refund.map(|refund| Owing { refund, owed }))
}

/// The refund that an outgoing transfer names, if it left the account that the money came to and is of its amount; and
/// that account.
pub async fn named(transaction: &DatabaseTransaction, transfer: &Transfer) -> Result<Option<(Owing, String)>, Fault> {
    let references = Reference::candidates(&transfer.text);
    if references.is_empty() {
        return Ok(None);
    }
    let mut rows = refund::Entity::find()
        .filter(refund::Column::Reference.is_in(references.iter().map(Reference::as_str)))
        .filter(refund::Column::Amount.eq(transfer.amount.get()))
        .all(transaction)
        .await?;
    // The first that the text names.
    rows.sort_by_key(|row| references.iter().position(|reference| reference.as_str() == row.reference));
    for row in rows {
        let Some(account) = payer(transaction, &row).await? else { continue };
        let sub = transfer.sub_account.as_ref().map(AccountNumber::as_str);
        if account == transfer.account.as_str() || sub == Some(account.as_str()) {
            return Ok(lock(transaction, &row).await?.map(|owing| (owing, account)));
        }
    }
    Ok(None)
}

/// The account from which a refund is sent: the one its money came to.
async fn payer(transaction: &DatabaseTransaction, refund: &refund::Model) -> Result<Option<String>, Fault> {
    if let Some(payment) = refund.payment_id {
        let row = payment::Entity::find_by_id(payment).one(transaction).await?;
        return Ok(row.map(|row| row.account_number));
    }
    let Some(source) = refund.source_id else { return Ok(None) };
    let row = bank_transaction::Entity::find_by_id(source).one(transaction).await?;
    Ok(row.map(|row| row.account_number))
}

/// An owed refund was sent; or, of one that its producer said was sent, the bank says so too.
pub async fn sent(
    transaction: &DatabaseTransaction,
    owing: Owing,
    word: Word,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let first = owing.is_owed();
    let (bank, account, note) = match word {
        Word::Bank { transaction } => (Some(transaction), None, None),
        Word::Producer { account, note } => (None, Some(account), Some(note)),
    };
    let mut row = refund::ActiveModel { id: Unchanged(owing.refund.id), ..Default::default() };
    if bank.is_some() {
        row.proven_at = Set(Some(to_ms(now)));
    }
    if first {
        let sent = State::Sent { at: now, proven: bank.is_some() };
        row.state = Set(sent.as_str().to_owned());
        row.settled_at = Set(Some(to_ms(now)));
        row.sent_note = Set(note.clone().unwrap_or_default());
    }
    row.update(transaction).await?;
    if !first {
        return Ok(());
    }
    let refund = &owing.refund;
    let amount = Money::dong(refund.amount);
    let about = About {
        producer: refund.producer_id,
        payment: refund.payment_id,
        bank_transaction: bank,
        refund: Some(refund.id),
        ..About::default()
    };
    post(transaction, about, &Posting::refund_sent(amount), now).await?;
    let Some(owed) = owing.owed else { return Ok(()) };
    let (refunded, state) = settle_store::standing(&owed.payment)?.send_back(amount);
    let sums = payment::ActiveModel {
        id: Unchanged(owed.payment.id),
        refunded: Set(refunded.get()),
        state: Set(state.as_str().to_owned()),
        ..Default::default()
    };
    sums.update(transaction).await?;
    let event = payment_event::ActiveModel {
        payment_id: Set(owed.payment.id),
        kind: Set("refund".to_owned()),
        bank_transaction_id: Set(bank),
        amount: Set(amount.get()),
        state_after: Set(state.as_str().to_owned()),
        account_id: Set(account),
        note: Set(note.unwrap_or_default()),
        at: Set(to_ms(now)),
        ..Default::default()
    };
    event.insert(transaction).await?;
    Ok(())
}
