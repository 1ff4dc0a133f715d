//! Rows of requests and answers as the market knows them. Rows are only added.

use std::collections::HashMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use shop::{
    clock::parse_day,
    id::{AccountId, OrderId, OrderLineId, RequestId},
    orders::{
        asking::Returnable,
        request::{Kind, Matter, Request, ReturnPhoto, ReturnedLine, Settlement, State, Verdict},
    },
};
use time::{Date, OffsetDateTime};

use crate::{
    clock::{from_ms, to_ms},
    database::named,
    entity::{order_answer, order_line, order_request, order_request_line, order_request_photo, picture},
    fault::Fault,
    media::store::shown,
};

/// What belongs to the requests of one order.
struct Beside {
    answers: HashMap<i64, order_answer::Model>,
    lines: HashMap<i64, Vec<ReturnedLine>>,
    photos: HashMap<i64, Vec<ReturnPhoto>>,
}

/// All requests of an order, oldest first.
pub async fn of_order(connection: &impl ConnectionTrait, order: OrderId) -> Result<Vec<Request>, Fault> {
    let rows = order_request::Entity::find()
        .filter(order_request::Column::OrderId.eq(order.get()))
        .order_by_asc(order_request::Column::Id)
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let answers = order_answer::Entity::find()
        .filter(order_answer::Column::RequestId.is_in(ids.iter().copied()))
        .all(connection)
        .await?;
    let mut beside = Beside {
        answers: answers.into_iter().map(|row| (row.request_id, row)).collect(),
        lines: lines(connection, order, &ids).await?,
        photos: photos(connection, &ids).await?,
    };
    rows.into_iter().map(|row| request(row, &mut beside)).collect()
}

async fn lines(
    connection: &impl ConnectionTrait,
    order: OrderId,
    requests: &[i64],
) -> Result<HashMap<i64, Vec<ReturnedLine>>, Fault> {
    let bought: HashMap<i64, Returnable> =
        bought(connection, order).await?.into_iter().map(|line| (line.line.get(), line)).collect();
    let rows = order_request_line::Entity::find()
        .filter(order_request_line::Column::RequestId.is_in(requests.iter().copied()))
        .order_by_asc(order_request_line::Column::OrderLineId)
        .all(connection)
        .await?;
    let mut lines: HashMap<i64, Vec<ReturnedLine>> = HashMap::new();
    for row in rows {
        let line = bought.get(&row.order_line_id);
        let line = line.ok_or_else(|| Fault::inconsistency("order_request_line", "order_line_id", row.request_id))?;
        let (product, variant) = (line.product.clone(), line.variant.clone());
        let line = ReturnedLine { line: line.line, product, variant, quantity: row.quantity };
        lines.entry(row.request_id).or_default().push(line);
    }
    Ok(lines)
}

async fn photos(connection: &impl ConnectionTrait, requests: &[i64]) -> Result<HashMap<i64, Vec<ReturnPhoto>>, Fault> {
    let placed = order_request_photo::Entity::find()
        .filter(order_request_photo::Column::RequestId.is_in(requests.iter().copied()))
        .order_by_asc(order_request_photo::Column::Position)
        .all(connection)
        .await?;
    let rows = picture::Entity::find()
        .filter(picture::Column::Id.is_in(placed.iter().map(|photo| photo.picture_id)))
        .all(connection)
        .await?;
    let pictures: HashMap<i64, picture::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut photos: HashMap<i64, Vec<ReturnPhoto>> = HashMap::new();
    for photo in placed {
        if let Some(row) = pictures.get(&photo.picture_id) {
            let seen = ReturnPhoto { hash: row.hash.clone(), picture: shown(row) };
            photos.entry(photo.request_id).or_default().push(seen);
        }
    }
    Ok(photos)
}

fn request(row: order_request::Model, beside: &mut Beside) -> Result<Request, Fault> {
    let matter = match named("order_request", "kind", row.id, &row.kind)? {
        Kind::Question => Matter::Question,
        Kind::Cancel => Matter::Cancel,
        Kind::Return => Matter::Return {
            reason: named("order_request", "reason", row.id, row.reason.as_deref().unwrap_or_default())?,
            lines: beside.lines.remove(&row.id).unwrap_or_default(),
            photos: beside.photos.remove(&row.id).unwrap_or_default(),
        },
    };
    let state = match beside.answers.remove(&row.id) {
        None => State::Open,
        Some(answer) => State::Settled(Settlement {
            verdict: named("order_answer", "verdict", row.id, &answer.verdict)?,
            at: from_ms(answer.at),
            text: answer.text,
        }),
    };
    Ok(Request {
        id: RequestId::new(row.id),
        matter,
        answer_by: answer_by(row.id, &row.answer_by)?,
        text: row.text,
        asked_at: from_ms(row.asked_at),
        state,
    })
}

/// The day of a request's deadline.
pub fn answer_by(request: i64, day: &str) -> Result<Date, Fault> {
    parse_day(day).ok_or_else(|| Fault::inconsistency("order_request", "answer_by", request))
}

/// The lines of an order with all their units.
pub async fn bought(connection: &impl ConnectionTrait, order: OrderId) -> Result<Vec<Returnable>, Fault> {
    let rows = order_line::Entity::find()
        .filter(order_line::Column::OrderId.eq(order.get()))
        .order_by_asc(order_line::Column::Id)
        .all(connection)
        .await?;
    let line = |row: order_line::Model| Returnable {
        line: OrderLineId::new(row.id),
        product: row.product_name,
        variant: row.variant_name,
        left: row.quantity,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Requests that wait for an answer.
pub fn open() -> Select<order_request::Entity> {
    order_request::Entity::find()
        .join(JoinType::LeftJoin, order_request::Entity::to_answer())
        .filter(order_answer::Column::RequestId.is_null())
}

fn open_cancels(order: OrderId) -> Select<order_request::Entity> {
    open()
        .filter(order_request::Column::OrderId.eq(order.get()))
        .filter(order_request::Column::Kind.eq(Kind::Cancel.as_str()))
}

/// Whether the shopper waits for an answer to the wish to cancel.
pub async fn cancel_is_asked(transaction: &DatabaseTransaction, order: OrderId) -> Result<bool, Fault> {
    Ok(open_cancels(order).count(transaction).await? > 0)
}

/// The order is being cancelled: whoever waits for an answer to that wish has it.
pub async fn overtake(transaction: &DatabaseTransaction, order: OrderId, now: OffsetDateTime) -> Result<(), Fault> {
    for request in open_cancels(order).all(transaction).await? {
        let settlement = Settlement { verdict: Verdict::Overtaken, at: now, text: String::new() };
        settle(transaction, RequestId::new(request.id), settlement, None).await?;
    }
    Ok(())
}

/// Writes down how a request was settled, and who settled it. The caller has locked the order.
pub async fn settle(
    transaction: &DatabaseTransaction,
    request: RequestId,
    settlement: Settlement,
    account: Option<AccountId>,
) -> Result<(), Fault> {
    let row = order_answer::ActiveModel {
        request_id: Set(request.get()),
        verdict: Set(settlement.verdict.as_str().to_owned()),
        text: Set(settlement.text),
        account_id: Set(account.map(AccountId::get)),
        at: Set(to_ms(settlement.at)),
    };
    row.insert(transaction).await?;
    Ok(())
}
