use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub slug: String,
    pub producer_id: i64,
    pub category_id: i64,
    pub name: String,
    pub name_en: String,
    pub description: String,
    pub ingredients: String,
    pub storage: String,
    pub nitrogen_g_per_l: Option<i64>,
    pub state: String,
    pub submitted_at: Option<i64>,
    pub reviewed_at: Option<i64>,
    pub reviewed_by: Option<i64>,
    pub state_note: String,
    pub paused_at: Option<i64>,
    pub search_exact: String,
    pub search_folded: String,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
