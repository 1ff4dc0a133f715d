//! What the operator sees of the whole market, and who may sign in. No other party's scope applies here: that is what
//! being the operator means.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use shop::{
    catalogue::listing::ListingState,
    cooperative::operation::{Overview, Role, User, UserRefusal},
    id::AccountId,
    identity::party::Operator,
    page::{Page, Window},
    text::fold,
};
use time::OffsetDateTime;

use super::transfer_store;
use crate::{
    clock::{from_ms, to_ms},
    database::Database,
    entity::{account, bank_message, cooperative, outbox, password_link, payee_account, producer, product, session},
    fault::{Fault, Halt},
    identity::audit_store::{Deed, record},
};

/// The market in figures.
pub async fn overview(database: &Database, _: &Operator) -> Result<Overview, Fault> {
    let read = database.read();
    let accounts = account::Entity::find();
    let paid = payee_account::Entity::find()
        .filter(payee_account::Column::RetiredAt.is_null())
        .select_only()
        .column(payee_account::Column::ProducerId)
        .into_query();
    let listings = |state: &str| product::Entity::find().filter(product::Column::State.eq(state));
    let unsent = outbox::Entity::find().filter(outbox::Column::DoneAt.is_null());
    Ok(Overview {
        users: accounts.clone().filter(account::Column::DisabledAt.is_null()).count(read).await?,
        disabled: accounts.filter(account::Column::DisabledAt.is_not_null()).count(read).await?,
        producers: producer::Entity::find().count(read).await?,
        without_account: producer::Entity::find()
            .filter(producer::Column::Id.not_in_subquery(paid))
            .count(read)
            .await?,
        listed: listings(ListingState::PUBLISHED).count(read).await?,
        in_review: listings("in_review").count(read).await?,
        unmatched: transfer_store::waiting().count(read).await?,
        unreadable: bank_message::Entity::find().filter(bank_message::Column::Fault.is_not_null()).count(read).await?,
        waiting: unsent.clone().filter(outbox::Column::Fault.is_null()).count(read).await?,
        failing: unsent.filter(outbox::Column::Fault.is_not_null()).count(read).await?,
    })
}

/// The accounts whose name or e-mail address has what was typed. Accents are folded here and not in the database,
/// which cannot: an installation has thousands of accounts, and only three columns of each are read for it.
pub async fn users(database: &Database, who: &Operator, typed: &str, window: Window) -> Result<Page<User>, Fault> {
    let names: Vec<(i64, String, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Email, account::Column::Name])
        .order_by_asc(account::Column::Email)
        .into_tuple()
        .all(database.read())
        .await?;
    let (address, name) = (typed.to_lowercase(), fold(typed));
    let has = |(_, email, called): &&(i64, String, String)| {
        typed.is_empty() || email.contains(&address) || !name.is_empty() && fold(called).contains(&name)
    };
    let found: Vec<i64> = names.iter().filter(has).map(|(id, _, _)| *id).collect();
    let total = u64::try_from(found.len()).unwrap_or(u64::MAX);
    let first = usize::try_from(window.offset()).unwrap_or(usize::MAX);
    let shown: Vec<i64> = found.into_iter().skip(first).take(window.size as usize).collect();
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(shown))
        .order_by_asc(account::Column::Email)
        .all(database.read())
        .await?;
    let makers = producer::Entity::find()
        .filter(producer::Column::Id.is_in(rows.iter().filter_map(|row| row.producer_id)))
        .all(database.read())
        .await?;
    let unions = cooperative::Entity::find()
        .filter(cooperative::Column::Id.is_in(rows.iter().filter_map(|row| row.cooperative_id)))
        .all(database.read())
        .await?;
    let makers: BTreeMap<i64, String> = makers.into_iter().map(|maker| (maker.id, maker.name)).collect();
    let unions: BTreeMap<i64, String> = unions.into_iter().map(|union| (union.id, union.name)).collect();
    let users = rows.into_iter().map(|row| {
        let maker = row.producer_id.and_then(|maker| makers.get(&maker));
        let acts_for = maker.or_else(|| row.cooperative_id.and_then(|union| unions.get(&union)));
        let acts_for = acts_for.cloned().unwrap_or_default();
        user(row, acts_for, who)
    });
    Ok(Page::new(users.collect::<Result<_, _>>()?, window, total))
}

fn user(row: account::Model, acts_for: String, who: &Operator) -> Result<User, Fault> {
    let role = match row.role.as_str() {
        "shopper" => Role::Shopper,
        "producer" => Role::Producer,
        "cooperative" => Role::Cooperative,
        "operator" => Role::Operator,
        _ => return Err(Fault::inconsistency("account", "role", row.id)),
    };
    Ok(User {
        account: AccountId::new(row.id),
        email: row.email,
        name: row.name,
        role,
        acts_for,
        disabled_at: row.disabled_at.map(from_ms),
        oneself: row.id == who.account.get(),
    })
}

/// Lets an account sign in, or not. What is so already stays so, and is not written down again.
pub async fn set_enabled(
    database: &Database,
    who: &Operator,
    account: AccountId,
    enabled: bool,
    now: OffsetDateTime,
) -> Result<(), Halt<UserRefusal>> {
    if account == who.account {
        return Err(Halt::Refused(UserRefusal::Oneself));
    }
    let transaction = database.begin().await?;
    let row = account::Entity::find_by_id(account.get()).lock_exclusive().one(&transaction).await?;
    let row = row.ok_or(Halt::Refused(UserRefusal::NotFound))?;
    if row.disabled_at.is_none() == enabled {
        return Ok(());
    }
    let mut row = row.into_active_model();
    row.disabled_at = Set((!enabled).then(|| to_ms(now)));
    row.update(&transaction).await?;
    if !enabled {
        session::Entity::delete_many().filter(session::Column::AccountId.eq(account.get())).exec(&transaction).await?;
        password_link::Entity::delete_many()
            .filter(password_link::Column::AccountId.eq(account.get()))
            .filter(password_link::Column::UsedAt.is_null())
            .exec(&transaction)
            .await?;
    }
    let action = if enabled { "account.enable" } else { "account.disable" };
    let deed = Deed { action, subject: format!("account:{account}"), detail: String::new() };
    record(&transaction, who.account, deed, now).await?;
    transaction.commit().await?;
    Ok(())
}
