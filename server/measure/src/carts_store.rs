//! Carts that wait to be bought, one thing in each.

use std::collections::BTreeMap;

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseConnection, EntityTrait, FromQueryResult, QueryFilter,
    Statement,
};
use server::{
    entity::{cart, cart_line, payee_account},
    random::{SystemRandomness, hashed, token},
};

use crate::Done;

/// Something to buy.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Goods {
    pub variant: i64,
    pub product: i64,
    pub producer: i64,
    pub price: i64,
}

/// What is bought, and whom it is paid to.
pub struct Shelf {
    pub goods: Vec<Goods>,
    pub payees: BTreeMap<i64, payee_account::Model>,
}

impl Shelf {
    /// Of a thousand products, so that buyers seldom want the same at the same time.
    pub async fn read(database: &DatabaseConnection) -> Done<Self> {
        let query = "SELECT v.id AS variant, p.id AS product, p.producer_id AS producer, v.price AS price
             FROM variant v JOIN product p ON p.id = v.product_id WHERE p.slug LIKE 'hang-%' ORDER BY v.id LIMIT 1000";
        let statement = Statement::from_string(database.get_database_backend(), query);
        let goods = Goods::find_by_statement(statement).all(database).await?;
        let payees = payee_account::Entity::find().filter(payee_account::Column::RetiredAt.is_null());
        let payees = payees.all(database).await?.into_iter().map(|row| (row.producer_id, row)).collect();
        Ok(Self { goods, payees })
    }
}

/// A visitor's cart.
#[derive(Clone)]
pub struct Waiting {
    pub cookie: String,
    pub hash: String,
    pub cart: i64,
    pub goods: Goods,
}

pub async fn fill(database: &DatabaseConnection, shelf: &Shelf, count: usize) -> Done<Vec<Waiting>> {
    let mut carts = Vec::with_capacity(count);
    for goods in shelf.goods.iter().cycle().take(count) {
        let cookie = token(&SystemRandomness);
        let row = cart::ActiveModel {
            visitor_hash: Set(hashed(&cookie)),
            state: Set("open".into()),
            created_at: Set(0),
            updated_at: Set(0),
            ..Default::default()
        };
        let row = row.insert(database).await?;
        carts.push(Waiting { cookie, hash: row.visitor_hash, cart: row.id, goods: goods.clone() });
    }
    let lines = carts.iter().map(|waiting| cart_line::ActiveModel {
        cart_id: Set(waiting.cart),
        variant_id: Set(waiting.goods.variant),
        quantity: Set(1),
        price_seen: Set(waiting.goods.price),
        added_at: Set(0),
    });
    cart_line::Entity::insert_many(lines).exec_without_returning(database).await?;
    Ok(carts)
}
