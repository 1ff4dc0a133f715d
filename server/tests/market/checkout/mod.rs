//! Cart and checkout: what is wanted, and its becoming a purchase.

mod buying;
mod cart;
mod limits;
mod places;
mod refusals;

use axum::http::StatusCode;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::entity::{payment, purchase, shop_order, stock};

use crate::support::{Answer, TestShop};

/// A guest with an address that was renamed, as a browser sends the fields of the form.
pub const LAN: [(&str, &str); 7] = [
    ("name", "Trần Thị Lan"),
    ("phone", "0912 345 678"),
    ("email", ""),
    ("province", "Nam Định"),
    ("commune", "Thịnh Long"),
    ("street", "Số 5, xóm 3"),
    ("note", ""),
];

/// The value of a hidden field.
pub fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = body.split_once(&start).unwrap_or_else(|| panic!("no {name} in {body}")).1;
    rest.split('"').next().unwrap().to_owned()
}

/// An order form as it stands on the page, filled in.
#[derive(Clone)]
pub struct OrderForm(pub Vec<(String, String)>);

impl OrderForm {
    pub async fn open(shop: &TestShop) -> Self {
        let page = shop.get("/thanh-toan").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let mut form = Self::of(&page.body);
        for (name, value) in LAN {
            form.set(name, value);
        }
        form
    }

    /// What the page's form carries by itself.
    pub fn of(body: &str) -> Self {
        let hidden = |name: &str| (name.to_owned(), hidden(body, name));
        Self(["once", "cart", "shown"].map(hidden).to_vec())
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    pub async fn send(&self, shop: &TestShop) -> Answer {
        let fields: Vec<(&str, &str)> = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        shop.post("/thanh-toan", &fields).await
    }
}

pub async fn add(shop: &TestShop, variant: i64, quantity: &str) -> Answer {
    shop.post("/gio-hang", &[("variant", &variant.to_string()), ("quantity", quantity)]).await
}

pub async fn put(shop: &TestShop, variant: i64, quantity: i64) {
    let answer = add(shop, variant, &quantity.to_string()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

pub fn assert_refused(answer: &Answer, text: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains(text), "no “{text}” in {}", answer.body);
}

pub fn assert_placed(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(answer.location().contains("/lan-mua/LM-"), "{}", answer.location());
    answer.location().to_owned()
}

pub async fn stock_of(shop: &TestShop, variant: i64) -> (i64, i64, i64) {
    let row = stock::Entity::find_by_id(variant).one(shop.market.database.read()).await.unwrap().unwrap();
    (row.on_hand, row.allocated, row.held)
}

pub async fn purchases(shop: &TestShop) -> Vec<purchase::Model> {
    let query = purchase::Entity::find().order_by_asc(purchase::Column::Id);
    query.all(shop.market.database.read()).await.unwrap()
}

pub async fn orders_of(shop: &TestShop, purchase: i64) -> Vec<(shop_order::Model, payment::Model)> {
    let database = shop.market.database.read();
    let orders = shop_order::Entity::find()
        .filter(shop_order::Column::PurchaseId.eq(purchase))
        .order_by_asc(shop_order::Column::Id)
        .all(database)
        .await
        .unwrap();
    let mut found = Vec::new();
    for order in orders {
        let payment = payment::Entity::find().filter(payment::Column::OrderId.eq(order.id));
        found.push((order, payment.one(database).await.unwrap().unwrap()));
    }
    found
}
