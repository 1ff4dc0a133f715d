//! Orders that wait for their money, and what the bank says of it.

use axum::{body::Body, extract::Request};
use data_encoding::HEXLOWER;
use hmac::{
    Hmac, Mac,
    digest::{FixedOutput, KeyInit},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use server::{
    clock::to_ms,
    entity::{cart, hold, order_line, payment, purchase, shop_order, stock},
    orders::keys::order_key,
    random::{hashed, token},
};
use shop::{id::PurchaseId, payments::reference::Reference};
use time::Duration;

use super::{Answer, TestShop, builders::Stall};

/// The account of every stall.
pub const ACCOUNT: &str = "0011012345678";

/// A purchase that waits for its money.
pub struct Placed {
    pub id: PurchaseId,
    pub code: String,
    pub key: String,
    pub orders: Vec<PlacedOrder>,
}

pub struct PlacedOrder {
    pub id: i64,
    pub code: String,
    pub reference: String,
    /// 95,000 ₫ a bottle and 30,000 ₫ delivery.
    pub amount: i64,
    pub payment: i64,
}

impl Placed {
    /// Its page.
    pub fn page(&self) -> String {
        format!("/lan-mua/{}?khoa={}", self.code, self.key)
    }

    pub fn events(&self) -> String {
        format!("/lan-mua/{}/su-kien?khoa={}", self.code, self.key)
    }

    pub fn order(&self) -> &PlacedOrder {
        &self.orders[0]
    }
}

impl TestShop {
    /// A purchase of so many bottles from each stall, placed now, held and to be paid within 30 minutes.
    pub async fn placed(&self, stalls: &[&Stall], quantity: i64) -> Placed {
        let database = self.market.database.writer();
        let now = to_ms(self.market.clock.now());
        let key = token(&*self.market.random);
        let name = token(&*self.market.random)[..8].to_uppercase();
        let visitor = hashed(&name);
        let cart = cart::ActiveModel {
            visitor_hash: Set(visitor.clone()),
            state: Set("purchased".into()),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let row = purchase::ActiveModel {
            code: Set(format!("LM-{name}")),
            key_hash: Set(hashed(&key)),
            cart_id: Set(cart.insert(database).await.unwrap().id),
            visitor_hash: Set(visitor.clone()),
            account_id: Set(None),
            buyer_name: Set("Nguyễn Thị Mẫu".into()),
            phone: Set("+84912345678".into()),
            email: Set(None),
            street: Set("Số 1, xóm Đông".into()),
            province_code: Set(Some("37".into())),
            commune_code: Set(Some("14221".into())),
            place_typed: Set(String::new()),
            note: Set(String::new()),
            total: Set((quantity * 95_000 + 30_000) * i64::try_from(stalls.len()).unwrap()),
            language: Set("vi".into()),
            placed_at: Set(now),
            ..Default::default()
        };
        let row = row.insert(database).await.unwrap();
        let mut orders = Vec::new();
        for (number, stall) in stalls.iter().enumerate() {
            orders.push(self.placed_order(&row, &key, number, stall, quantity).await);
        }
        Placed { id: PurchaseId::new(row.id), code: row.code, key, orders }
    }

    async fn placed_order(
        &self,
        purchase: &purchase::Model,
        key: &str,
        number: usize,
        stall: &Stall,
        quantity: i64,
    ) -> PlacedOrder {
        let database = self.market.database.writer();
        let code = format!("{}-{}", purchase.code.replace("LM", "DH"), number + 1);
        let (goods, delivery) = (quantity * 95_000, 30_000);
        let due = purchase.placed_at + 30 * 60_000;
        let order = shop_order::ActiveModel {
            code: Set(code.clone()),
            key_hash: Set(hashed(&order_key(key, &code))),
            purchase_id: Set(purchase.id),
            producer_id: Set(stall.producer),
            state: Set("placed".into()),
            method: Set("standard".into()),
            goods_total: Set(goods),
            delivery_price: Set(delivery),
            total: Set(goods + delivery),
            placed_at: Set(purchase.placed_at),
            cancel_note: Set(String::new()),
            ..Default::default()
        };
        let order = order.insert(database).await.unwrap().id;
        let line = order_line::ActiveModel {
            order_id: Set(order),
            variant_id: Set(stall.variant),
            product_name: Set("Nước mắm nguyên chất 30°N".into()),
            variant_name: Set("chai 500 ml".into()),
            unit_price: Set(95_000),
            quantity: Set(quantity),
            amount: Set(goods),
            ..Default::default()
        };
        let held = hold::ActiveModel {
            order_line_id: Set(line.insert(database).await.unwrap().id),
            variant_id: Set(stall.variant),
            visitor_hash: Set(purchase.visitor_hash.clone()),
            phone: Set(purchase.phone.clone()),
            quantity: Set(quantity),
            state: Set("held".into()),
            expires_at: Set(due),
            ..Default::default()
        };
        held.insert(database).await.unwrap();
        stock::Entity::update_many()
            .col_expr(stock::Column::Held, Expr::cust(format!("held + {quantity}")))
            .filter(stock::Column::VariantId.eq(stall.variant))
            .exec(database)
            .await
            .unwrap();
        let mut random = [0; 8];
        self.market.random.fill(&mut random);
        let reference = Reference::from_random(random).as_str().to_owned();
        let payment = payment::ActiveModel {
            order_id: Set(order),
            reference: Set(reference.clone()),
            amount: Set(goods + delivery),
            bank_bin: Set("970403".into()),
            account_number: Set(ACCOUNT.into()),
            holder: Set("NGUYEN VAN A".into()),
            state: Set("awaiting".into()),
            received: Set(0),
            refunded: Set(0),
            due_at: Set(due),
            created_at: Set(purchase.placed_at),
            ..Default::default()
        };
        let payment = payment.insert(database).await.unwrap().id;
        PlacedOrder { id: order, code, reference, amount: goods + delivery, payment }
    }

    /// The bank's signed message about a transfer booked now. The same `id` is the same message; the bank's own
    /// reference is made of it.
    pub async fn bank_says(&self, id: i64, amount: i64, text: &str) -> Answer {
        self.sepay(&self.message(id, amount, text)).await
    }

    /// The same about a transfer that left the account.
    pub async fn bank_says_left(&self, id: i64, amount: i64, text: &str) -> Answer {
        self.sepay(&self.message(id, amount, text).replace("\"transferType\":\"in\"", "\"transferType\":\"out\"")).await
    }

    /// The body of such a message; tests change it.
    pub fn message(&self, id: i64, amount: i64, text: &str) -> String {
        let local = self.market.clock.now() + Duration::hours(7);
        let (day, clock) = (local.date(), local.time());
        format!(
            r#"{{"id":{id},"gateway":"Sacombank","transactionDate":"{day} {:02}:{:02}:{:02}","accountNumber":"{ACCOUNT}",
            "code":null,"content":"{text}","transferType":"in","transferAmount":{amount},"accumulated":1,
            "subAccount":null,"referenceCode":"FT{id}","description":""}}"#,
            clock.hour(),
            clock.minute(),
            clock.second(),
        )
    }

    /// Posts a body as SePay does, signed with the market's secret.
    pub async fn sepay(&self, body: impl AsRef<[u8]>) -> Answer {
        let timestamp = self.market.clock.now().unix_timestamp().to_string();
        let signature = signature("demo-sepay-secret", &timestamp, body.as_ref());
        self.sepay_with(Some(&signature), &timestamp, body).await
    }

    /// Posts a body with any signature.
    pub async fn sepay_with(&self, signature: Option<&str>, timestamp: &str, body: impl AsRef<[u8]>) -> Answer {
        let mut request = Request::builder()
            .method("POST")
            .uri("/webhooks/sepay")
            .header("content-type", "application/json")
            .header("x-sepay-timestamp", timestamp);
        if let Some(signature) = signature {
            request = request.header("x-sepay-signature", format!("sha256={signature}"));
        }
        self.send(request.body(Body::from(body.as_ref().to_vec())).unwrap()).await
    }

    /// `(on_hand, allocated, held)` of a variant.
    pub async fn stock_of(&self, variant: i64) -> (i64, i64, i64) {
        let row = stock::Entity::find_by_id(variant).one(self.market.database.writer()).await.unwrap().unwrap();
        (row.on_hand, row.allocated, row.held)
    }
}

/// The signature of a body under a secret.
pub fn signature(secret: &str, timestamp: &str, body: &[u8]) -> String {
    let mut mac = <Hmac<sha2::Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    HEXLOWER.encode(&mac.finalize_fixed())
}
