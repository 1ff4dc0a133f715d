use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub order_id: i64,
    pub reference: String,
    pub amount: i64,
    pub bank_bin: String,
    pub account_number: String,
    pub holder: String,
    pub state: String,
    pub received: i64,
    pub refunded: i64,
    pub due_at: i64,
    pub paid_at: Option<i64>,
    pub paid_day: Option<String>,
    pub sold_goods: i64,
    pub sold_delivery: i64,
    pub promised: i64,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The order it is for.
    pub fn to_order() -> RelationDef {
        Self::belongs_to(super::shop_order::Entity).from(Column::OrderId).to(super::shop_order::Column::Id).into()
    }
}
