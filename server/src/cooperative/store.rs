//! What the members of a cooperative sold.

use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, sea_query::ExprTrait,
};
use shop::{
    clock::{day_in_vietnam, iso_day, parse_day},
    cooperative::{
        period::Period,
        sales::{Member, Sale},
    },
    id::ProducerId,
    identity::party::CooperativeStaff,
    money::Money,
};

use crate::{
    clock::from_ms,
    database::Database,
    entity::{membership, payment, producer, shop_order},
    fault::Fault,
};

/// The cooperative's members.
pub async fn members(database: &Database, who: &CooperativeStaff) -> Result<Vec<Member>, Fault> {
    let rows: Vec<(i64, String, i64)> = membership::Entity::find()
        .select_only()
        .column(membership::Column::ProducerId)
        .column(producer::Column::Name)
        .column(membership::Column::SinceAt)
        .join(JoinType::InnerJoin, member_to_producer())
        .filter(membership::Column::CooperativeId.eq(who.cooperative.get()))
        .into_tuple()
        .all(database.read())
        .await?;
    let members = rows.into_iter().map(|(producer, name, since)| Member {
        producer: ProducerId::new(producer),
        name,
        since: day_in_vietnam(from_ms(since)),
    });
    Ok(members.collect())
}

/// What stands as sold of the orders of the cooperative's members, by day of payment: without what was called off or
/// given back.
pub async fn sales(database: &Database, who: &CooperativeStaff, period: Period) -> Result<Vec<Sale>, Fault> {
    let rows: Vec<(String, String, i64, i64, i64)> = shop_order::Entity::find()
        .select_only()
        .column(payment::Column::PaidDay)
        .column(shop_order::Column::Code)
        .column(shop_order::Column::ProducerId)
        .column(payment::Column::SoldGoods)
        .column(payment::Column::SoldDelivery)
        .join(JoinType::InnerJoin, shop_order::Entity::to_payment())
        .join(JoinType::InnerJoin, order_to_member())
        .filter(membership::Column::CooperativeId.eq(who.cooperative.get()))
        .filter(payment::Column::SoldGoods.gt(0).or(payment::Column::SoldDelivery.gt(0)))
        .filter(payment::Column::PaidDay.between(iso_day(period.from()), iso_day(period.to())))
        .order_by_asc(payment::Column::PaidDay)
        .order_by_asc(shop_order::Column::Id)
        .into_tuple()
        .all(database.read())
        .await?;
    rows.into_iter().map(sale).collect()
}

fn sale(row: (String, String, i64, i64, i64)) -> Result<Sale, Fault> {
    let (day, code, producer, goods, delivery) = row;
    let (goods, delivery) = (Money::dong(goods), Money::dong(delivery));
    let total = goods.checked_add(delivery).map_err(|_| Fault::inconsistency("payment", "sold_goods", &code))?;
    Ok(Sale {
        day: parse_day(&day).ok_or_else(|| Fault::inconsistency("payment", "paid_day", &code))?,
        code,
        producer: ProducerId::new(producer),
        goods,
        delivery,
        total,
    })
}

fn member_to_producer() -> RelationDef {
    membership::Entity::belongs_to(producer::Entity)
        .from(membership::Column::ProducerId)
        .to(producer::Column::Id)
        .into()
}

fn order_to_member() -> RelationDef {
    shop_order::Entity::belongs_to(membership::Entity)
        .from(shop_order::Column::ProducerId)
        .to(membership::Column::ProducerId)
        .into()
}
