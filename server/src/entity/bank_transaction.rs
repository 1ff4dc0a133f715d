use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_transaction")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub identity: String,
    pub source: String,
    pub account_number: String,
    pub bank_reference: Option<String>,
    pub direction: String,
    pub amount: i64,
    pub text: String,
    pub at: i64,
    pub message_id: Option<i64>,
    pub producer_id: Option<i64>,
    pub payment_id: Option<i64>,
    pub refund_id: Option<i64>,
    pub outcome: String,
    pub proves_id: Option<i64>,
    pub proven_at: Option<i64>,
    pub handled_at: Option<i64>,
    pub note: String,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
