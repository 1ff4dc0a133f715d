//! Uploaded statements, and what is known before one is taken in. Every query is the producer's own, but for the orders
//! that rows name: an account may be shared.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use shop::{
    clock::day_in_vietnam,
    identity::party::ProducerStaff,
    money::Money,
    payments::{
        desk::Sorted,
        matching::{Direction, Transfer},
        proof::ByHand,
        reference::Reference,
        statement::{
            layout::Layout,
            line::Line,
            outlook::{Ground, KnownTransfer, Owing},
            row::ReadRow,
            service::StatementAccount,
        },
        vietqr::{AccountNumber, BankBin},
    },
};
use time::{Date, OffsetDateTime};

use super::{
    intake_store::awaited,
    message_store::{self, Message},
    reading::STATEMENT,
    settle_store::{self, Owed},
    telling_store,
};
use crate::{
    clock::{from_ms, to_ms},
    database::Database,
    entity::{bank_transaction, payee_account, payment, shop_order, statement_upload, transfer_report},
    fault::Fault,
    identity::audit_store::{Deed, record},
};

/// How many values are asked for in one query, and how many rows written by one.
const CHUNK: usize = 500;

/// The accounts that are or were the producer's, the current one first.
pub async fn accounts(database: &Database, who: &ProducerStaff) -> Result<Vec<StatementAccount>, Fault> {
    let rows = payee_account::Entity::find()
        .filter(payee_account::Column::ProducerId.eq(who.producer.get()))
        .order_by_desc(payee_account::Column::Id)
        .all(database.read())
        .await?;
    let mut seen = BTreeSet::new();
    let own = rows.into_iter().filter(|row| seen.insert(row.account_number.clone())).map(|row| {
        let wrong = |column: &'static str| Fault::inconsistency("payee_account", column, row.id);
        Ok(StatementAccount {
            bank: BankBin::parse(&row.bank_bin).map_err(|_| wrong("bank_bin"))?,
            number: AccountNumber::parse(&row.account_number).map_err(|_| wrong("account_number"))?,
            current: row.retired_at.is_none(),
        })
    });
    let mut own = own.collect::<Result<Vec<_>, Fault>>()?;
    own.sort_by_key(|account| !account.current);
    Ok(own)
}

/// A file to keep.
pub struct NewUpload {
    pub account: AccountNumber,
    pub name: String,
    pub body: Vec<u8>,
    pub layout: Layout,
}

pub async fn keep(
    database: &Database,
    who: &ProducerStaff,
    upload: NewUpload,
    now: OffsetDateTime,
) -> Result<i64, Fault> {
    let transaction = database.begin().await?;
    let row = statement_upload::ActiveModel {
        producer_id: Set(who.producer.get()),
        account_id: Set(who.account.get()),
        account_number: Set(upload.account.as_str().to_owned()),
        name: Set(upload.name),
        body: Set(upload.body),
        layout: Set(written(&upload.layout)?),
        created_at: Set(to_ms(now)),
        ..Default::default()
    };
    let id = row.insert(&transaction).await?.id;
    transaction.commit().await?;
    Ok(id)
}

fn written(layout: &Layout) -> Result<String, Fault> {
    serde_json::to_string(layout).map_err(|error| Fault::outside("layout", error))
}

pub fn layout_of(row: &statement_upload::Model) -> Result<Layout, Fault> {
    serde_json::from_str(&row.layout).map_err(|_| Fault::inconsistency("statement_upload", "layout", row.id))
}

pub fn account_of(row: &statement_upload::Model) -> Result<AccountNumber, Fault> {
    let wrong = |_| Fault::inconsistency("statement_upload", "account_number", row.id);
    AccountNumber::parse(&row.account_number).map_err(wrong)
}

fn own(who: &ProducerStaff, id: i64) -> Select<statement_upload::Entity> {
    statement_upload::Entity::find_by_id(id).filter(statement_upload::Column::ProducerId.eq(who.producer.get()))
}

pub async fn one(database: &Database, who: &ProducerStaff, id: i64) -> Result<Option<statement_upload::Model>, Fault> {
    Ok(own(who, id).one(database.read()).await?)
}

/// How many rows that were taken in wait to be worked on.
pub async fn waiting(database: &Database, _: &ProducerStaff, upload: i64) -> Result<u64, Fault> {
    let waiting = message_store::waiting_of(STATEMENT, &Line::external_ids(upload));
    Ok(waiting.count(database.read()).await?)
}

/// Keeps which column is what. `false`: it was taken in meanwhile.
pub async fn arrange(database: &Database, who: &ProducerStaff, id: i64, layout: &Layout) -> Result<bool, Fault> {
    let transaction = database.begin().await?;
    let row = own(who, id).lock_exclusive().one(&transaction).await?;
    if row.is_none_or(|row| row.taken_at.is_some()) {
        return Ok(false);
    }
    let changed =
        statement_upload::ActiveModel { id: Unchanged(id), layout: Set(written(layout)?), ..Default::default() };
    changed.update(&transaction).await?;
    transaction.commit().await?;
    Ok(true)
}

/// Keeps the new rows to be worked on and marks the statement as taken in; gives the rows that are to be worked on. One
/// that was taken in before stays as it is.
pub async fn take(
    database: &Database,
    who: &ProducerStaff,
    id: i64,
    lines: &[Line],
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let transaction = database.begin().await?;
    let row = own(who, id).lock_exclusive().one(&transaction).await?;
    let Some(row) = row.filter(|row| row.taken_at.is_none()) else { return Ok(()) };
    for chunk in lines.chunks(CHUNK) {
        let bodies = chunk.iter().map(serde_json::to_vec).collect::<Result<Vec<_>, _>>();
        let bodies = bodies.map_err(|error| Fault::outside("line of a statement", error))?;
        let messages = chunk.iter().zip(&bodies).map(|(line, body)| Message {
            source: STATEMENT,
            payee: Some(who.producer.get()),
            external_id: line.external_id(),
            body,
            to_work_on: true,
            fault: None,
        });
        message_store::keep_all(&transaction, messages.collect(), now).await?;
    }
    let taken = statement_upload::ActiveModel {
        id: Unchanged(id),
        taken_at: Set(Some(to_ms(now))),
        taken_rows: Set(Some(i64::try_from(lines.len()).unwrap_or(i64::MAX))),
        ..Default::default()
    };
    taken.update(&transaction).await?;
    let detail = format!("{} of {}: {} new rows", row.name, row.account_number, lines.len());
    let deed = Deed { action: "statement.take", subject: format!("statement_upload:{id}"), detail };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// The messages of an upload that wait, so many at most, in the order of its rows.
pub async fn to_work_on(database: &Database, _: &ProducerStaff, upload: i64, limit: u64) -> Result<Vec<i64>, Fault> {
    let waiting = message_store::waiting_of(STATEMENT, &Line::external_ids(upload));
    let rows = waiting.order_by_asc(crate::entity::bank_message::Column::Id).limit(limit).all(database.read()).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// What is known before rows of an account are taken in.
pub async fn ground(
    database: &Database,
    who: &ProducerStaff,
    account: &AccountNumber,
    rows: &[ReadRow],
) -> Result<Ground, Fault> {
    let read = database.read();
    let transfers: Vec<&Transfer> = rows.iter().filter_map(|row| row.transfer.as_ref().ok()).collect();
    let days = transfers.iter().map(|transfer| day_in_vietnam(transfer.at));
    let known = match (days.clone().min(), days.max()) {
        (Some(first), Some(last)) => known(read, who, account, first, last).await?,
        _ => Vec::new(),
    };
    Ok(Ground { told: told(read, who, rows).await?, known, owing: owing(read, who, &transfers).await? })
}

async fn known(
    read: &impl ConnectionTrait,
    who: &ProducerStaff,
    account: &AccountNumber,
    first: Date,
    last: Date,
) -> Result<Vec<KnownTransfer>, Fault> {
    let rows = telling_store::on_account(read, account, first, last, None).await?;
    let rows = rows.into_iter().filter(|(row, _)| telling_store::is_known_to(row, who.producer.get()));
    let known = rows.map(|(row, known)| KnownTransfer {
        amount: Money::dong(row.amount),
        direction: if row.direction == Direction::In.as_str() { Direction::In } else { Direction::Out },
        known,
    });
    Ok(known.collect())
}

async fn told(
    read: &impl ConnectionTrait,
    who: &ProducerStaff,
    rows: &[ReadRow],
) -> Result<HashMap<String, i64>, Fault> {
    let identities = rows.iter().filter_map(ReadRow::identity);
    let identities: Vec<String> =
        identities.flat_map(|identity| [telling_store::foreign(who.producer.get(), &identity), identity]).collect();
    let mut told = HashMap::new();
    for chunk in identities.chunks(CHUNK) {
        let found: Vec<(String, i64)> = transfer_report::Entity::find()
            .select_only()
            .columns([transfer_report::Column::Identity, transfer_report::Column::BankTransactionId])
            .filter(transfer_report::Column::Identity.is_in(chunk))
            .into_tuple()
            .all(read)
            .await?;
        told.extend(
            found.into_iter().map(|(identity, row)| (telling_store::plain_identity(&identity).to_owned(), row)),
        );
    }
    Ok(told)
}

async fn owing(
    read: &impl ConnectionTrait,
    who: &ProducerStaff,
    transfers: &[&Transfer],
) -> Result<HashMap<String, Owing>, Fault> {
    let arrived = transfers.iter().filter(|transfer| transfer.direction == Direction::In);
    let named: BTreeSet<String> =
        arrived.flat_map(|transfer| Reference::candidates(&transfer.text)).map(String::from).collect();
    let named: Vec<String> = named.into_iter().collect();
    let mut owing = HashMap::new();
    for chunk in named.chunks(CHUNK) {
        let payments = payment::Entity::find().filter(payment::Column::Reference.is_in(chunk)).all(read).await?;
        let orders = shop_order::Entity::find()
            .filter(shop_order::Column::Id.is_in(payments.iter().map(|payment| payment.order_id)))
            .all(read)
            .await?;
        let mut orders: HashMap<i64, shop_order::Model> = orders.into_iter().map(|row| (row.id, row)).collect();
        let mut confirmed = confirmed(read, &payments).await?;
        for payment in payments {
            let Some(order) = orders.remove(&payment.order_id) else { continue };
            let (reference, by_hand) = (payment.reference.clone(), confirmed.remove(&payment.id));
            let owed = Owed { order, payment };
            let one = Owing {
                order: owed.order.code.clone(),
                own: owed.order.producer_id == who.producer.get(),
                awaited: awaited(&owed)?,
                confirmed: by_hand.unwrap_or_default(),
            };
            owing.insert(reference, one);
        }
    }
    Ok(owing)
}

/// The confirmations by hand that nothing has proven yet, by payment.
async fn confirmed(
    read: &impl ConnectionTrait,
    payments: &[payment::Model],
) -> Result<HashMap<i64, Vec<ByHand>>, Fault> {
    let rows = bank_transaction::Entity::find()
        .filter(bank_transaction::Column::PaymentId.is_in(payments.iter().map(|payment| payment.id)))
        .filter(bank_transaction::Column::Outcome.eq(Sorted::ByHand.as_str()))
        .filter(bank_transaction::Column::ProvenAt.is_null())
        .order_by_asc(bank_transaction::Column::Id)
        .all(read)
        .await?;
    let mut confirmed: HashMap<i64, Vec<ByHand>> = HashMap::new();
    for row in rows {
        let Some(payment) = payments.iter().find(|payment| Some(payment.id) == row.payment_id) else { continue };
        let account = settle_store::account(payment)?;
        let by_hand = ByHand { account, amount: Money::dong(row.amount), at: from_ms(row.at) };
        confirmed.entry(payment.id).or_default().push(by_hand);
    }
    Ok(confirmed)
}
