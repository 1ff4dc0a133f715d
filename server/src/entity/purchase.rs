use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "purchase")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub key_hash: String,
    pub cart_id: i64,
    pub visitor_hash: String,
    pub account_id: Option<i64>,
    pub buyer_name: String,
    pub phone: String,
    pub email: Option<String>,
    pub street: String,
    pub province_code: Option<String>,
    pub commune_code: Option<String>,
    pub place_typed: String,
    pub note: String,
    pub total: i64,
    pub language: String,
    pub placed_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
