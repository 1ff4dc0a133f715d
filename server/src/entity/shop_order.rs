use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "shop_order")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub code: String,
    pub key_hash: String,
    pub purchase_id: i64,
    pub producer_id: i64,
    pub state: String,
    pub method: String,
    pub goods_total: i64,
    pub delivery_price: i64,
    pub total: i64,
    pub placed_at: i64,
    pub confirmed_at: Option<i64>,
    pub packed_at: Option<i64>,
    pub completed_at: Option<i64>,
    pub cancelled_at: Option<i64>,
    pub cancel_reason: Option<String>,
    pub cancel_note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The order's payment.
    pub fn to_payment() -> RelationDef {
        Self::belongs_to(super::payment::Entity).from(Column::Id).to(super::payment::Column::OrderId).into()
    }

    /// The checkout it came from.
    pub fn to_purchase() -> RelationDef {
        Self::belongs_to(super::purchase::Entity).from(Column::PurchaseId).to(super::purchase::Column::Id).into()
    }

    /// Who makes and ships it.
    pub fn to_producer() -> RelationDef {
        Self::belongs_to(super::producer::Entity).from(Column::ProducerId).to(super::producer::Column::Id).into()
    }
}
