//! A shopper asks or cancels: load, decide, save, in one transaction.

use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use shop::{
    clock::iso_day,
    id::{OrderId, OrderLineId, PictureId, PurchaseId},
    identity::party::KeyHolder,
    orders::{
        asking::{Ask, AskRefusal, Situation, WithdrawRefusal, may_withdraw},
        state::CancelReason,
    },
};
use time::{Date, OffsetDateTime};

use super::{
    cancel_store,
    request_rows_store::{bought, of_order},
    row::course,
    store::opens,
    terms::calendar,
};
use crate::{
    clock::to_ms,
    database::Database,
    entity::{order_request, order_request_line, order_request_photo, shop_order},
    fault::{Fault, Halt},
    http::once_store,
    payments::{
        refund_store::given_back,
        settle_store::{self, Owed},
    },
    random::hashed,
};

/// Asks something about the order of a code.
pub async fn ask(
    database: &Database,
    who: &KeyHolder,
    code: &str,
    ask: &Ask,
    once: &str,
    now: OffsetDateTime,
) -> Result<(), Halt<AskRefusal>> {
    let transaction = database.begin().await?;
    let owed = locked(&transaction, who, code).await?.ok_or(Halt::Refused(AskRefusal::NotFound))?;
    let place = format!("/don-hang/{code}");
    if !once_store::keep(&transaction, &who.hash, &token_of(ask, once), &place, now).await? {
        return Ok(());
    }
    let id = OrderId::new(owed.order.id);
    let course = course(&owed.order, &owed.payment)?;
    let (requests, lines) = (of_order(&transaction, id).await?, bought(&transaction, id).await?);
    let given_back = &given_back(&transaction, id).await?;
    let calendar = calendar()?;
    let situation = Situation { course: &course, requests: &requests, bought: &lines, given_back, calendar, now };
    let answer_by = situation.check(ask).map_err(Halt::Refused)?;
    write(&transaction, id, ask, answer_by, now).await?;
    transaction.commit().await?;
    Ok(())
}

/// The token of what is asked: one page holds several forms with one token, and what was changed after going back is
/// something new.
fn token_of(ask: &Ask, once: &str) -> String {
    if once.is_empty() { String::new() } else { hashed(&format!("{once} {ask:?}")) }
}

async fn write(
    transaction: &DatabaseTransaction,
    order: OrderId,
    ask: &Ask,
    answer_by: Date,
    now: OffsetDateTime,
) -> Result<(), Fault> {
    let reason = match ask {
        Ask::Return { reason, .. } => Some(reason.as_str().to_owned()),
        Ask::Question(_) | Ask::Cancel(_) => None,
    };
    let row = order_request::ActiveModel {
        order_id: Set(order.get()),
        kind: Set(ask.kind().as_str().to_owned()),
        reason: Set(reason),
        text: Set(ask.text().to_owned()),
        asked_at: Set(to_ms(now)),
        answer_by: Set(iso_day(answer_by)),
        ..Default::default()
    };
    let request = row.insert(transaction).await?.id;
    if let Ask::Return { lines, photos, .. } = ask {
        write_goods(transaction, request, lines, photos).await?;
    }
    Ok(())
}

async fn write_goods(
    transaction: &DatabaseTransaction,
    request: i64,
    lines: &[(OrderLineId, i64)],
    photos: &[PictureId],
) -> Result<(), Fault> {
    let rows = lines.iter().map(|(line, quantity)| order_request_line::ActiveModel {
        request_id: Set(request),
        order_line_id: Set(line.get()),
        quantity: Set(*quantity),
    });
    order_request_line::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    if photos.is_empty() {
        return Ok(());
    }
    let rows = (0..).zip(photos).map(|(position, picture)| order_request_photo::ActiveModel {
        request_id: Set(request),
        picture_id: Set(picture.get()),
        position: Set(position),
    });
    order_request_photo::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    Ok(())
}

/// Cancels an order that its producer has not confirmed; gives the purchase whose pages are to be told. Whoever comes
/// second of the shopper who cancels and the producer who confirms finds the order as the first one left it.
pub async fn withdraw(
    database: &Database,
    who: &KeyHolder,
    code: &str,
    now: OffsetDateTime,
) -> Result<PurchaseId, Halt<WithdrawRefusal>> {
    let transaction = database.begin().await?;
    let mut owed = locked(&transaction, who, code).await?.ok_or(Halt::Refused(WithdrawRefusal::NotFound))?;
    may_withdraw(&course(&owed.order, &owed.payment)?).map_err(Halt::Refused)?;
    cancel_store::cancel(&transaction, &mut owed, &CancelReason::ByShopper, now).await?;
    transaction.commit().await?;
    Ok(PurchaseId::new(owed.order.purchase_id))
}

/// The order that the key opens and its payment, which nobody else changes until the transaction ends.
async fn locked(transaction: &DatabaseTransaction, who: &KeyHolder, code: &str) -> Result<Option<Owed>, Fault> {
    match opens(who).filter(shop_order::Column::Code.eq(code)).one(transaction).await? {
        Some(order) => settle_store::lock(transaction, OrderId::new(order.id)).await,
        None => Ok(None),
    }
}
