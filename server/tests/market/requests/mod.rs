//! What shoppers ask about their orders and producers answer: questions, cancelling, returning.

mod asking;
mod cancelling;
mod refunding;
mod returning;

use axum::http::StatusCode;
use sea_orm::EntityTrait;
use server::entity::{order_request, shop_order};

use crate::support::{
    Answer, TestShop,
    builders::Stall,
    standing_order::{Placed, Placing},
};

/// A stall with its producer signed in, and a paid order of so many bottles; the shop's own browser is the shopper's.
async fn paid(shop: &TestShop, quantity: i64) -> (Stall, TestShop, Placed) {
    let stall = shop.stall("ba-lua").await;
    let producer = shop.another_browser();
    producer.sign_in("ba-lua@demo.test").await;
    let order = shop.order_placed(&stall, Placing { quantity, ..Placing::paid_at(shop.market.clock.now()) }).await;
    (stall, producer, order)
}

/// The producer takes steps with an order.
async fn steps(producer: &TestShop, order: &Placed, steps: &[&str]) {
    for step in steps {
        let answer = producer.post(&format!("/xuong/don-hang/{}/{step}", order.code), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.body);
    }
}

/// Like [`paid`], and the parcel has left the producer's hands.
async fn handed_over(shop: &TestShop, quantity: i64) -> (Stall, TestShop, Placed) {
    let (stall, producer, order) = paid(shop, quantity).await;
    steps(&producer, &order, &["xac-nhan", "dong-goi", "giao"]).await;
    (stall, producer, order)
}

/// The requests there are, oldest first.
async fn requests(shop: &TestShop) -> Vec<order_request::Model> {
    order_request::Entity::find().all(shop.market.database.writer()).await.unwrap()
}

/// The producer answers the newest request.
async fn answer(shop: &TestShop, producer: &TestShop, order: &Placed, how: &str, text: &str) -> Answer {
    let request = requests(shop).await.last().unwrap().id;
    let fields = [("do", how), (&format!("answer-{request}"), text)];
    producer.post(&format!("/xuong/don-hang/{}/yeu-cau/{request}", order.code), &fields).await
}

/// The order's state and why it was cancelled.
async fn state(shop: &TestShop, order: i64) -> (String, Option<String>) {
    let row = shop_order::Entity::find_by_id(order).one(shop.market.database.writer()).await.unwrap().unwrap();
    (row.state, row.cancel_reason)
}

/// A page's text without the marks that the renderer leaves between its parts.
fn plain(answer: &Answer) -> String {
    answer.body.replace("<!>", "")
}

fn question<'a>(text: &'a str, once: &'a str) -> [(&'a str, &'a str); 3] {
    [("do", "question"), ("question", text), ("once", once)]
}
