//! Orders as checkout leaves them and as payments move them on, for tests of what comes after.

use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use server::{
    clock::{Clock, to_ms},
    entity::{cart, hold, order_line, payment, purchase, shop_order, stock, variant},
    random::{Randomness, SystemRandomness, hashed, token},
};
use shop::{
    clock::{day_in_vietnam, iso_day},
    payments::reference::Reference,
};
use time::{Duration, OffsetDateTime};

use super::{TestShop, builders::Stall};

/// The phone number of the buyer of every order made here, as stored.
pub const PHONE: &str = "+84912345678";

/// What is to be placed; the default is one bottle, sent, not yet paid.
#[derive(Clone, Debug)]
pub struct Placing {
    pub quantity: i64,
    pub method: &'static str,
    pub delivery: i64,
    /// When all the money came.
    pub paid: Option<OffsetDateTime>,
    /// A purchase that has an order already.
    pub purchase: Option<i64>,
}

impl Default for Placing {
    fn default() -> Self {
        Self { quantity: 1, method: "standard", delivery: 30_000, paid: None, purchase: None }
    }
}

impl Placing {
    /// Paid to the đồng at this moment.
    pub fn paid_at(at: OffsetDateTime) -> Self {
        Self { paid: Some(at), ..Self::default() }
    }
}

/// An order that was placed.
#[derive(Clone, Debug)]
pub struct Placed {
    pub id: i64,
    pub code: String,
    /// What opens its page.
    pub key: String,
    pub purchase: i64,
    pub purchase_code: String,
    pub reference: String,
    pub total: i64,
}

impl Placed {
    /// The shopper's page.
    pub fn page(&self) -> String {
        format!("/don-hang/{}?khoa={}", self.code, self.key)
    }
}

impl TestShop {
    /// An order of the stall's product with its payment, hold and stock counters.
    pub async fn order_placed(&self, stall: &Stall, placing: Placing) -> Placed {
        let database = self.market.database.writer();
        let now = to_ms(self.clock.now());
        let mut random = [0; 8];
        SystemRandomness.fill(&mut random);
        let reference = Reference::from_random(random).as_str().to_owned();
        let bought = variant::Entity::find_by_id(stall.variant).one(database).await.unwrap().unwrap();
        let goods = bought.price * placing.quantity;
        let total = goods + placing.delivery;
        let purchase = self.purchase_row(placing.purchase, total).await;
        let key = token(&SystemRandomness);
        let order = shop_order::ActiveModel {
            code: Set(format!("CL-{}", &reference[2..])),
            key_hash: Set(hashed(&key)),
            purchase_id: Set(purchase.id),
            producer_id: Set(stall.producer),
            state: Set("placed".into()),
            method: Set(placing.method.into()),
            goods_total: Set(goods),
            delivery_price: Set(placing.delivery),
            total: Set(total),
            placed_at: Set(now),
            cancel_note: Set(String::new()),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap();
        let line = order_line::ActiveModel {
            order_id: Set(order.id),
            variant_id: Set(stall.variant),
            product_name: Set("Nước mắm nguyên chất 30°N".into()),
            variant_name: Set(bought.name),
            unit_price: Set(bought.price),
            quantity: Set(placing.quantity),
            amount: Set(goods),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap();
        self.hold_units(line.id, stall.variant, placing.quantity).await;
        self.payment_row(order.id, &reference, total).await;
        let placed = Placed {
            id: order.id,
            code: order.code,
            key,
            purchase: purchase.id,
            purchase_code: purchase.code,
            reference,
            total,
        };
        if let Some(at) = placing.paid {
            self.money_came(&placed, total, "paid", Some(at)).await;
            self.allocate_units(line.id, stall.variant, placing.quantity).await;
        }
        placed
    }

    /// Sets what came of an order's money and the state that follows, as payments would.
    pub async fn money_came(&self, placed: &Placed, received: i64, state: &str, at: Option<OffsetDateTime>) {
        let order = shop_order::Entity::find_by_id(placed.id).one(self.market.database.writer()).await;
        let order = order.unwrap().unwrap();
        let sold = i64::from(matches!(state, "paid" | "overpaid"));
        payment::Entity::update_many()
            .col_expr(payment::Column::SoldGoods, Expr::value(sold * order.goods_total))
            .col_expr(payment::Column::SoldDelivery, Expr::value(sold * order.delivery_price))
            .col_expr(payment::Column::Received, Expr::value(received))
            .col_expr(payment::Column::State, Expr::value(state))
            .col_expr(payment::Column::PaidAt, Expr::value(at.map(to_ms)))
            .col_expr(payment::Column::PaidDay, Expr::value(at.map(|at| iso_day(day_in_vietnam(at)))))
            .filter(payment::Column::OrderId.eq(placed.id))
            .exec(self.market.database.writer())
            .await
            .unwrap();
    }

    async fn payment_row(&self, order: i64, reference: &str, total: i64) {
        let now = self.clock.now();
        payment::ActiveModel {
            order_id: Set(order),
            reference: Set(reference.into()),
            amount: Set(total),
            bank_bin: Set("970403".into()),
            account_number: Set("0011012345678".into()),
            holder: Set("NGUYEN VAN A".into()),
            state: Set("awaiting".into()),
            received: Set(0),
            refunded: Set(0),
            due_at: Set(to_ms(now + Duration::minutes(30))),
            created_at: Set(to_ms(now)),
            ..Default::default()
        }
        .insert(self.market.database.writer())
        .await
        .unwrap();
    }

    async fn purchase_row(&self, known: Option<i64>, total: i64) -> purchase::Model {
        let database = self.market.database.writer();
        if let Some(known) = known {
            return purchase::Entity::find_by_id(known).one(database).await.unwrap().unwrap();
        }
        let now = to_ms(self.clock.now());
        let cart = cart::ActiveModel {
            visitor_hash: Set("v".into()),
            state: Set("purchased".into()),
            created_at: Set(now),
            updated_at: Set(now),
            ..Default::default()
        };
        let cart = cart.insert(database).await.unwrap().id;
        purchase::ActiveModel {
            code: Set(format!("LM-{cart:08}")),
            key_hash: Set(hashed(&token(&SystemRandomness))),
            cart_id: Set(cart),
            visitor_hash: Set("v".into()),
            account_id: Set(None),
            buyer_name: Set("Trần Thị Mua".into()),
            phone: Set(PHONE.into()),
            email: Set(None),
            street: Set("Số 5 phố Hàng Bè".into()),
            province_code: Set(Some("01".into())),
            commune_code: Set(Some("00004".into())),
            place_typed: Set("phường Ba Đình, Hà Nội".into()),
            note: Set("Gọi trước khi giao".into()),
            total: Set(total),
            language: Set("vi".into()),
            placed_at: Set(now),
            ..Default::default()
        }
        .insert(database)
        .await
        .unwrap()
    }

    async fn hold_units(&self, line: i64, variant: i64, quantity: i64) {
        hold::ActiveModel {
            order_line_id: Set(line),
            variant_id: Set(variant),
            visitor_hash: Set("v".into()),
            phone: Set(PHONE.into()),
            quantity: Set(quantity),
            state: Set("held".into()),
            expires_at: Set(to_ms(self.clock.now() + Duration::minutes(30))),
            ..Default::default()
        }
        .insert(self.market.database.writer())
        .await
        .unwrap();
        self.count_units(variant, stock::Column::Held, quantity).await;
    }

    async fn allocate_units(&self, line: i64, variant: i64, quantity: i64) {
        hold::Entity::update_many()
            .col_expr(hold::Column::State, Expr::value("allocated"))
            .filter(hold::Column::OrderLineId.eq(line))
            .exec(self.market.database.writer())
            .await
            .unwrap();
        self.count_units(variant, stock::Column::Held, -quantity).await;
        self.count_units(variant, stock::Column::Allocated, quantity).await;
    }

    async fn count_units(&self, variant: i64, counter: stock::Column, units: i64) {
        stock::Entity::update_many()
            .col_expr(counter, Expr::col(counter).add(units))
            .filter(stock::Column::VariantId.eq(variant))
            .exec(self.market.database.writer())
            .await
            .unwrap();
    }
}
