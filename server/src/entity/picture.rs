use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "picture")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub hash: String,
    pub width: i64,
    pub height: i64,
    pub state: String,
    pub illustration: bool,
    pub producer_id: Option<i64>,
    pub fault: Option<String>,
    /// How often making its next files was begun; counted before, so that a picture that ends the process is not
    /// tried for ever. `None` is 0.
    pub tries: Option<i64>,
    pub created_at: i64,
    /// Whose return it is a photo of; then it is nobody's else.
    pub order_id: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
