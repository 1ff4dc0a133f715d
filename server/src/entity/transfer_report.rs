use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "transfer_report")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub bank_transaction_id: i64,
    pub teller: String,
    pub identity: String,
    pub message_id: Option<i64>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
