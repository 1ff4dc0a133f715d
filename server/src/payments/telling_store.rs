//! Who told of which transfer: what is known already adds nothing, from whichever source it comes, and what a clearer
//! source says of it is kept.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{LockType, OnConflict, SimpleExpr},
};
use shop::{
    clock::{day_in_vietnam, start_of_day},
    payments::{
        identity::{Known, clarity, is_same},
        matching::Transfer,
        vietqr::AccountNumber,
    },
};
use time::{Date, Duration, OffsetDateTime};

use super::reading::Told;
use crate::{
    clock::{from_ms, to_ms},
    entity::{bank_message, bank_transaction, payee_account, producer, transfer_report},
    fault::Fault,
};

/// How the identity of a transfer begins that a payee told of an account which is not that payee's alone.
const FOREIGN: &str = "payee:";

/// The identity of a transfer that only a payee told of.
pub fn foreign(payee: i64, identity: &str) -> String {
    format!("{FOREIGN}{payee}|{identity}")
}

/// The payee who alone told of it, if that is so, and the identity as the account's own bank would give it.
fn parts(identity: &str) -> (Option<&str>, &str) {
    let foreign = identity.strip_prefix(FOREIGN).and_then(|rest| rest.split_once('|'));
    foreign.map_or((None, identity), |(payee, plain)| (Some(payee), plain))
}

/// The identity as the account's own bank would give it.
pub fn plain_identity(identity: &str) -> &str {
    parts(identity).1
}

/// The payee who alone told of it, about an account that is not that payee's alone.
fn foreign_of(row: &bank_transaction::Model) -> Option<i64> {
    parts(&row.identity).0?.parse().ok()
}

/// Whether a payee alone told of it, about an account that is not that payee's alone: for others it stands for nothing.
pub fn is_foreign(row: &bank_transaction::Model) -> bool {
    row.identity.starts_with(FOREIGN)
}

/// Whether it stands for something in the eyes of a payee.
pub fn is_known_to(row: &bank_transaction::Model, payee: i64) -> bool {
    foreign_of(row).is_none_or(|teller| teller == payee)
}

/// What the account's own bank, its payee or a person told.
pub fn not_foreign() -> SimpleExpr {
    bank_transaction::Column::Identity.not_like(format!("{FOREIGN}%"))
}

/// Whose word a message is, and for which accounts it counts.
pub struct Scope {
    /// The payee whose feed or statement it is; `None`: the installation's own feed, whose word counts for every account.
    payee: Option<i64>,
    accounts: BTreeSet<String>,
    /// Those of them on which nobody else is paid.
    alone: BTreeSet<String>,
}

impl Scope {
    pub async fn of(transaction: &DatabaseTransaction, message: &bank_message::Model) -> Result<Self, Fault> {
        let none = BTreeSet::new;
        let Some(payee) = message.payee_id else { return Ok(Self { payee: None, accounts: none(), alone: none() }) };
        let numbers = || payee_account::Entity::find().select_only().column(payee_account::Column::AccountNumber);
        let own: Vec<String> =
            numbers().filter(payee_account::Column::ProducerId.eq(payee)).into_tuple().all(transaction).await?;
        let shared: Vec<String> = numbers()
            .filter(payee_account::Column::ProducerId.ne(payee))
            .filter(payee_account::Column::RetiredAt.is_null())
            .filter(payee_account::Column::AccountNumber.is_in(&own))
            .into_tuple()
            .all(transaction)
            .await?;
        let alone = own.iter().filter(|number| !shared.contains(number)).cloned().collect();
        Ok(Self { payee: Some(payee), alone, accounts: own.into_iter().collect() })
    }

    /// Whether its word counts for what is booked on an account.
    pub fn covers(&self, account: &str) -> bool {
        self.payee.is_none() || self.accounts.contains(account)
    }

    /// Whether its word counts for an order or a refund of a producer, when it counts for the account. On an account
    /// that several share a payee, who knows its feed's secret and writes its statements, speaks for itself alone.
    pub fn speaks_for(&self, producer: i64) -> bool {
        self.payee.is_none_or(|payee| payee == producer)
    }

    /// The identity under which a transfer is kept. On an account that is not the payee's alone it is the payee's own
    /// affair: it must not stand for what that account's own bank will tell.
    pub fn identity(&self, told: &Told) -> String {
        match self.payee {
            Some(payee) if !self.alone.contains(told.transfer.account.as_str()) => foreign(payee, &told.identity),
            _ => told.identity.clone(),
        }
    }

    /// Whether a row may be the transfer that is told now; `about`: whose order or refund that one names.
    fn may_be(&self, row: &bank_transaction::Model, about: Option<i64>) -> bool {
        match foreign_of(row) {
            None => true,
            // What a payee said of its own orders is what the bank says of them, and no more than that.
            Some(payee) => {
                let counts = row.payment_id.is_some() || row.refund_id.is_some();
                Some(payee) == self.payee || (Some(payee) == about && counts)
            }
        }
    }
}

/// The row of a transfer that is known already; `about`: whose order or refund it names.
pub async fn known(
    transaction: &DatabaseTransaction,
    scope: &Scope,
    told: &Told,
    about: Option<i64>,
) -> Result<Option<i64>, Fault> {
    let covers = scope.covers(told.transfer.account.as_str());
    let identities = [Some(scope.identity(told)), covers.then(|| told.identity.clone())];
    let by_identity: Option<i64> = transfer_report::Entity::find()
        .select_only()
        .column(transfer_report::Column::BankTransactionId)
        .filter(transfer_report::Column::Identity.is_in(identities.into_iter().flatten()))
        .order_by_asc(transfer_report::Column::Id)
        .into_tuple()
        .one(transaction)
        .await?;
    if by_identity.is_some() || !covers {
        return Ok(by_identity);
    }
    let day = day_in_vietnam(told.transfer.at);
    let like = on_account(transaction, &told.transfer.account, day, day, Some(&told.transfer)).await?;
    let mut others =
        like.into_iter().filter(|(row, known)| !told.others.contains(&known.id) && scope.may_be(row, about));
    let same = |row: &bank_transaction::Model, known: &Known| {
        (is_foreign(row) && plain_identity(&row.identity) == told.identity)
            || is_same(&told.transfer, &told.teller, known)
    };
    Ok(others.find(|(row, known)| same(row, known)).map(|(_, known)| known.id))
}

/// The transfers that were told of on an account from one day to another, by whomever, with who told; of one kind, or
/// all.
pub async fn on_account(
    connection: &impl ConnectionTrait,
    account: &AccountNumber,
    first: Date,
    last: Date,
    like: Option<&Transfer>,
) -> Result<Vec<(bank_transaction::Model, Known)>, Fault> {
    let end = start_of_day(last).saturating_add(Duration::days(1));
    let like = like.map(|transfer| (transfer.amount.get(), transfer.direction.as_str()));
    let wanted = bank_transaction::Entity::find()
        .filter(bank_transaction::Column::AccountNumber.eq(account.as_str()))
        .filter(bank_transaction::Column::At.gte(to_ms(start_of_day(first))))
        .filter(bank_transaction::Column::At.lt(to_ms(end)))
        .apply_if(like, |query, (amount, direction)| {
            query
                .filter(bank_transaction::Column::Amount.eq(amount))
                .filter(bank_transaction::Column::Direction.eq(direction))
        });
    let numbers = wanted.clone().select_only().column(bank_transaction::Column::Id).into_query();
    let reports: Vec<(i64, String)> = transfer_report::Entity::find()
        .select_only()
        .columns([transfer_report::Column::BankTransactionId, transfer_report::Column::Teller])
        .filter(transfer_report::Column::BankTransactionId.in_subquery(numbers))
        .into_tuple()
        .all(connection)
        .await?;
    let mut tellers: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (row, teller) in reports {
        tellers.entry(row).or_default().push(teller);
    }
    let rows = wanted.order_by_asc(bank_transaction::Column::Id).all(connection).await?;
    let known = rows.into_iter().filter_map(|row| {
        // A person's word stands for no transfer.
        let tellers = tellers.remove(&row.id)?;
        let (id, at, bank_reference) = (row.id, from_ms(row.at), row.bank_reference.clone());
        let known = Known { id, at, bank_reference, text: row.text.clone(), tellers };
        Some((row, known))
    });
    Ok(known.collect())
}

/// Writes down that someone told of a transfer.
pub async fn tell(
    transaction: &DatabaseTransaction,
    bank_transaction: i64,
    told: &Told,
    identity: &str,
    message: i64,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let row = transfer_report::ActiveModel {
        bank_transaction_id: Set(bank_transaction),
        teller: Set(told.teller.as_str().to_owned()),
        identity: Set(identity.to_owned()),
        message_id: Set(Some(message)),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    let mut again = OnConflict::columns([transfer_report::Column::Teller, transfer_report::Column::Identity]);
    again.do_nothing();
    transfer_report::Entity::insert(row).on_conflict(again).exec_without_returning(transaction).await?;
    Ok(())
}

/// Keeps what a clearer source says of a known transfer: its identity, the bank's reference and the moment. Whichever
/// source came first, the row is the same in the end.
pub async fn make_clearer(
    transaction: &DatabaseTransaction,
    known: i64,
    told: &Told,
    identity: &str,
) -> Result<(), Fault> {
    let row = bank_transaction::Entity::find_by_id(known).one(transaction).await?;
    let row = row.ok_or_else(|| Fault::inconsistency("transfer_report", "bank_transaction_id", known))?;
    let (was, is) = (is_foreign(&row), identity.starts_with(FOREIGN));
    let before = (clarity(row.bank_reference.as_deref(), from_ms(row.at)), row.identity.as_str());
    // The bank's own word stands above a payee's.
    if (is && !was) || (was == is && before <= (told.transfer.clarity(), identity)) {
        return Ok(());
    }
    let clearer = bank_transaction::ActiveModel {
        id: Unchanged(known),
        identity: Set(identity.to_owned()),
        bank_reference: Set(told.transfer.bank_reference.clone().or(row.bank_reference)),
        at: Set(to_ms(told.transfer.at)),
        ..Default::default()
    };
    clearer.update(transaction).await?;
    Ok(())
}

/// Makes tellings about one account wait for one another, so that two sources at once do not both find it unknown. Not
/// needed where an order is locked.
pub async fn lock_account(transaction: &DatabaseTransaction, transfer: &Transfer) -> Result<(), Fault> {
    let owners = payee_account::Entity::find()
        .select_only()
        .column(payee_account::Column::ProducerId)
        .filter(payee_account::Column::AccountNumber.eq(transfer.account.as_str()))
        .into_query();
    // Rows that refer to the producer may be written meanwhile: orders are placed.
    producer::Entity::find()
        .select_only()
        .column(producer::Column::Id)
        .filter(producer::Column::Id.in_subquery(owners))
        .order_by_asc(producer::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<i64>()
        .all(transaction)
        .await?;
    Ok(())
}
