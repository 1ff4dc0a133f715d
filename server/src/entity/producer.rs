use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "producer")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub village_id: i64,
    pub legal_form: String,
    pub owner: String,
    pub phone: String,
    pub email: Option<String>,
    pub registration: String,
    pub street: String,
    pub province_code: String,
    pub commune_code: String,
    pub about: String,
    pub pickup_note: String,
    pub paused_until: Option<i64>,
    pub pause_note: String,
    pub demo: bool,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
