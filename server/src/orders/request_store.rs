//! What was asked about orders, as it is read.

use sea_orm::{ColumnTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use shop::{
    clock::iso_day,
    id::{OrderId, RequestId},
    identity::party::{KeyHolder, Operator, ProducerStaff},
    orders::{
        asking::{Returnable, Situation},
        request::Request,
        request_service::{AllLate, Late, OpenedRequests, Waiting},
    },
};
use time::{Date, OffsetDateTime};

use super::{
    request_rows_store::{answer_by, bought, of_order, open},
    row::course,
    store::opens,
    terms::calendar,
};
use crate::{
    database::{Database, named},
    entity::{order_request, payment, producer, purchase, shop_order},
    fault::Fault,
    payments::refund_store::given_back,
};

/// How many waiting requests are shown at once; the most pressing come first.
const SHOWN_MAX: u64 = 50;

/// What was asked about the order of a code and what may be asked, if the key opens it.
pub async fn opened(
    database: &Database,
    who: &KeyHolder,
    code: &str,
    now: OffsetDateTime,
) -> Result<Option<OpenedRequests>, Fault> {
    let read = database.read();
    let order = opens(who).filter(shop_order::Column::Code.eq(code)).one(read).await?;
    let Some(order) = order else { return Ok(None) };
    let payment = payment::Entity::find().filter(payment::Column::OrderId.eq(order.id)).one(read).await?;
    let payment = payment.ok_or_else(|| Fault::inconsistency("shop_order", "id", order.id))?;
    let id = OrderId::new(order.id);
    let requests = of_order(read, id).await?;
    let lines: Vec<Returnable> = bought(read, id).await?;
    let course = course(&order, &payment)?;
    let given_back = &given_back(read, id).await?;
    let calendar = calendar()?;
    let situation = Situation { course: &course, requests: &requests, bought: &lines, given_back, calendar, now };
    let offers = situation.offers();
    Ok(Some(OpenedRequests { requests, offers }))
}

/// What was asked about one of the producer's orders.
pub async fn own(database: &Database, who: &ProducerStaff, code: &str) -> Result<Option<Vec<Request>>, Fault> {
    let order = shop_order::Entity::find()
        .filter(shop_order::Column::Code.eq(code))
        .filter(shop_order::Column::ProducerId.eq(who.producer.get()))
        .one(database.read())
        .await?;
    match order {
        Some(order) => Ok(Some(of_order(database.read(), OrderId::new(order.id)).await?)),
        None => Ok(None),
    }
}

/// What waits for the producer's answer.
pub async fn waiting(database: &Database, who: &ProducerStaff) -> Result<Vec<Waiting>, Fault> {
    type Row = (i64, String, String, String, String, String);
    let rows: Vec<Row> = open()
        .join(JoinType::InnerJoin, order_request::Entity::to_order())
        .join(JoinType::InnerJoin, shop_order::Entity::to_purchase())
        .filter(shop_order::Column::ProducerId.eq(who.producer.get()))
        .order_by_asc(order_request::Column::AnswerBy)
        .order_by_asc(order_request::Column::Id)
        .limit(SHOWN_MAX)
        .select_only()
        .column(order_request::Column::Id)
        .column(shop_order::Column::Code)
        .column(purchase::Column::BuyerName)
        .columns([order_request::Column::Kind, order_request::Column::Text, order_request::Column::AnswerBy])
        .into_tuple()
        .all(database.read())
        .await?;
    let waiting = rows.into_iter().map(|(id, order, buyer, kind, text, day)| {
        let kind = named("order_request", "kind", id, &kind)?;
        Ok(Waiting { id: RequestId::new(id), order, buyer, kind, text, answer_by: answer_by(id, &day)? })
    });
    waiting.collect()
}

/// What waits for an answer longer than it may.
pub async fn late(database: &Database, _: &Operator, today: Date) -> Result<AllLate, Fault> {
    let overdue = open().filter(order_request::Column::AnswerBy.lt(iso_day(today)));
    let count = overdue.clone().count(database.read()).await?;
    if count == 0 {
        return Ok(AllLate::default());
    }
    type Row = (i64, String, String, String, String, String);
    let rows: Vec<Row> = overdue
        .join(JoinType::InnerJoin, order_request::Entity::to_order())
        .join(JoinType::InnerJoin, shop_order::Entity::to_producer())
        .order_by_asc(order_request::Column::AnswerBy)
        .order_by_asc(order_request::Column::Id)
        .limit(SHOWN_MAX)
        .select_only()
        .column(order_request::Column::Id)
        .column(shop_order::Column::Code)
        .columns([order_request::Column::Kind, order_request::Column::AnswerBy])
        .columns([producer::Column::Name, producer::Column::Phone])
        .into_tuple()
        .all(database.read())
        .await?;
    let first = rows.into_iter().map(|(id, order, kind, day, producer, phone)| {
        let kind = named("order_request", "kind", id, &kind)?;
        let phone = named("producer", "phone", &producer, &phone)?;
        Ok(Late { order, kind, answer_by: answer_by(id, &day)?, producer, phone })
    });
    Ok(AllLate { first: first.collect::<Result<_, Fault>>()?, count })
}
