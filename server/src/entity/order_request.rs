use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_request")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub order_id: i64,
    pub kind: String,
    pub reason: Option<String>,
    pub text: String,
    pub asked_at: i64,
    pub answer_by: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The order it is about.
    pub fn to_order() -> RelationDef {
        Self::belongs_to(super::shop_order::Entity).from(Column::OrderId).to(super::shop_order::Column::Id).into()
    }

    /// Its answer, if it has one.
    pub fn to_answer() -> RelationDef {
        Self::belongs_to(super::order_answer::Entity).from(Column::Id).to(super::order_answer::Column::RequestId).into()
    }
}
