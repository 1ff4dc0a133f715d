use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statement_upload")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub producer_id: i64,
    pub account_id: i64,
    pub account_number: String,
    pub name: String,
    pub body: Vec<u8>,
    pub layout: String,
    pub created_at: i64,
    pub taken_at: Option<i64>,
    pub taken_rows: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
