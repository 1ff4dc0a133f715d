use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refund")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub reference: String,
    pub producer_id: i64,
    pub payment_id: Option<i64>,
    pub source_id: Option<i64>,
    pub amount: i64,
    pub reason: String,
    pub note: String,
    pub account_sealed: Option<Vec<u8>>,
    pub account_from: Option<String>,
    pub state: String,
    pub settled_at: Option<i64>,
    pub proven_at: Option<i64>,
    pub sent_note: String,
    pub opened_by: Option<i64>,
    pub opened_at: i64,
    pub withdrawn_at: Option<i64>,
    pub withdrawn_by: Option<i64>,
    pub withdrawn_note: String,
    pub request_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
