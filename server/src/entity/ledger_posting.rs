use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_posting")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub kind: String,
    pub producer_id: i64,
    pub payment_id: Option<i64>,
    pub bank_transaction_id: Option<i64>,
    pub refund_id: Option<i64>,
    pub at: i64,
    pub reverses_id: Option<i64>,
    pub round: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
