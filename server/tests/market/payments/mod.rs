//! Money: what banks say, what payers see, what payees confirm.

mod desk;
mod expiry;
mod feed_secrets;
mod feeds;
mod loose;
mod matching;
mod page;
mod refund_accounts;
mod refunds;
mod replay;
mod shared;
mod statement_files;
mod statements;
mod stream;
mod webhook;
mod withdrawals;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use server::entity::{bank_message, bank_transaction, payment, shop_order};

use crate::support::{TestShop, placed::PlacedOrder};

/// What became of each movement, the oldest first.
async fn outcomes(shop: &TestShop) -> Vec<String> {
    let rows = bank_transaction::Entity::find().order_by_asc(bank_transaction::Column::Id);
    rows.all(shop.market.database.writer()).await.unwrap().into_iter().map(|row| row.outcome).collect()
}

/// State and sum of a payment.
async fn payment(shop: &TestShop, order: &PlacedOrder) -> (String, i64) {
    let row = payment_row(shop, order).await;
    (row.state, row.received)
}

async fn payment_row(shop: &TestShop, order: &PlacedOrder) -> payment::Model {
    payment::Entity::find_by_id(order.payment).one(shop.market.database.writer()).await.unwrap().unwrap()
}

/// State of an order and the reason of its end.
async fn order_state(shop: &TestShop, order: &PlacedOrder) -> (String, Option<String>) {
    let row = shop_order::Entity::find_by_id(order.id).one(shop.market.database.writer()).await.unwrap().unwrap();
    (row.state, row.cancel_reason)
}

async fn messages(shop: &TestShop) -> Vec<bank_message::Model> {
    let rows = bank_message::Entity::find().filter(bank_message::Column::Source.eq("sepay"));
    rows.order_by_asc(bank_message::Column::Id).all(shop.market.database.writer()).await.unwrap()
}
