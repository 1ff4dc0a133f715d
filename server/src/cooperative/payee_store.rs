//! The accounts on which producers are paid. An account that is replaced stays as a retired row: what was placed while
//! it was current was copied from it, and the trail must be able to show it.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use shop::{
    cooperative::{
        operation::Payee,
        operation_service::PayeeRefusal,
        payee::{PayeeAccount, PayeeDraft},
    },
    identity::party::Operator,
    page::{Page, Window},
    payments::vietqr::{AccountNumber, BankBin},
};
use time::OffsetDateTime;

use crate::{
    clock::{from_ms, to_ms},
    database::Database,
    entity::{payee_account, producer},
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
};

/// Every producer with its account, by name.
pub async fn payees(database: &Database, _: &Operator, window: Window) -> Result<Page<Payee>, Fault> {
    let read = database.read();
    let total = producer::Entity::find().count(read).await?;
    let makers = producer::Entity::find()
        .order_by_asc(producer::Column::Name)
        .order_by_asc(producer::Column::Id)
        .offset(window.offset())
        .limit(u64::from(window.size))
        .all(read)
        .await?;
    let accounts = current(read, makers.iter().map(|maker| maker.id)).await?;
    let payees = makers.into_iter().map(|maker| {
        let account = accounts.get(&maker.id);
        payee(maker, account)
    });
    Ok(Page::new(payees.collect::<Result<_, _>>()?, window, total))
}

/// One producer with its account.
pub async fn one(database: &Database, _: &Operator, slug: &str) -> Result<Option<Payee>, Fault> {
    let read = database.read();
    let maker = producer::Entity::find().filter(producer::Column::Slug.eq(slug)).one(read).await?;
    let Some(maker) = maker else { return Ok(None) };
    let account = current(read, [maker.id].into_iter()).await?.remove(&maker.id);
    payee(maker, account.as_ref()).map(Some)
}

fn payee(maker: producer::Model, row: Option<&payee_account::Model>) -> Result<Payee, Fault> {
    Ok(Payee {
        slug: maker.slug,
        name: maker.name,
        set_at: row.map(|row| from_ms(row.set_at)),
        account: row.map(PayeeAccount::try_from).transpose()?,
    })
}

/// The accounts that are current, by producer.
async fn current(
    connection: &impl ConnectionTrait,
    producers: impl Iterator<Item = i64>,
) -> Result<BTreeMap<i64, payee_account::Model>, Fault> {
    let rows = payee_account::Entity::find()
        .filter(payee_account::Column::ProducerId.is_in(producers))
        .filter(payee_account::Column::RetiredAt.is_null())
        .order_by_asc(payee_account::Column::Id)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.producer_id, row)).collect())
}

impl TryFrom<&payee_account::Model> for PayeeAccount {
    type Error = Fault;

    fn try_from(row: &payee_account::Model) -> Result<Self, Fault> {
        let wrong = |column: &'static str| Fault::inconsistency("payee_account", column, row.id);
        Ok(Self {
            bank: BankBin::parse(&row.bank_bin).map_err(|_| wrong("bank_bin"))?,
            account: AccountNumber::parse(&row.account_number).map_err(|_| wrong("account_number"))?,
            holder: row.holder.clone(),
        })
    }
}

/// Sets the account on which a producer is paid from now on.
pub async fn set(
    database: &Database,
    who: &Operator,
    slug: &str,
    draft: &PayeeDraft,
    now: OffsetDateTime,
) -> Result<(), Halt<PayeeRefusal>> {
    let transaction = database.begin().await?;
    let maker =
        producer::Entity::find().filter(producer::Column::Slug.eq(slug)).lock_exclusive().one(&transaction).await?;
    let maker = maker.ok_or(Halt::Refused(PayeeRefusal::NotFound))?;
    let before = current(&transaction, [maker.id].into_iter()).await?.remove(&maker.id);
    let known = before.as_ref().map(PayeeAccount::try_from).transpose()?;
    let account = draft.check(known.as_ref()).map_err(|faults| Halt::Refused(PayeeRefusal::Faulty(faults)))?;
    payee_account::Entity::update_many()
        .col_expr(payee_account::Column::RetiredAt, Expr::value(to_ms(now)))
        .filter(payee_account::Column::ProducerId.eq(maker.id))
        .filter(payee_account::Column::RetiredAt.is_null())
        .exec(&transaction)
        .await?;
    let row = payee_account::ActiveModel {
        producer_id: Set(maker.id),
        bank_bin: Set(account.bank.as_str().to_owned()),
        account_number: Set(account.account.as_str().to_owned()),
        holder: Set(account.holder),
        set_by: Set(Some(who.account.get())),
        set_at: Set(to_ms(now)),
        retired_at: Set(None),
        ..Default::default()
    };
    let row = row.insert(&transaction).await?;
    let replaced = before.map(|before| format!(", replaces payee_account:{}", before.id)).unwrap_or_default();
    let detail = format!("payee_account:{}{replaced}", row.id);
    let deed = Deed { action: "payee.set", subject: format!("producer:{}", maker.id), detail };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(())
}
