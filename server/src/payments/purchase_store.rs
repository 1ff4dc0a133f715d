//! A purchase as its payment page shows it. The queries are six, however many makers and lines it has.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shop::{
    id::PurchaseId,
    identity::party::KeyHolder,
    money::Money,
    orders::state::OrderState,
    payments::{
        matching::PaymentState,
        purchase::{Line, Payee, Payment, Purchase, Qr, Seller, Watched},
        service::PurchaseAddress,
        vietqr::{AccountNumber, BankBin, Service, VietQr},
    },
};

use super::{qr, settle_store};
use crate::{
    checkout::places::places,
    clock::from_ms,
    database::{Database, named},
    entity::{order_line, payment, producer, purchase, shop_order},
    fault::Fault,
    orders::keys::order_key,
};

/// The rows that belong to the orders of one purchase.
struct Rows {
    orders: Vec<shop_order::Model>,
    payments: HashMap<i64, payment::Model>,
    lines: HashMap<i64, Vec<order_line::Model>>,
    producers: HashMap<i64, producer::Model>,
}

pub async fn purchase(
    database: &Database,
    who: &KeyHolder,
    address: &PurchaseAddress,
) -> Result<Option<Purchase>, Fault> {
    let Some(row) = row(database, who, &address.code).await? else { return Ok(None) };
    let rows = Rows::of(database, row.id).await?;
    let payments = rows.orders.iter().map(|order| rows.payment(order, &address.key));
    let payments = payments.collect::<Result<Vec<_>, _>>()?;
    let carried = payments.iter().any(|payment| payment.method != "pickup");
    Ok(Some(Purchase {
        address: if carried { address_of(&row) } else { String::new() },
        code: row.code,
        placed_at: from_ms(row.placed_at),
        buyer: row.buyer_name,
        phone: row.phone,
        note: row.note,
        total: Money::dong(row.total),
        payments,
    }))
}

/// Street and commune in one line; what was typed, where no commune is known.
fn address_of(row: &purchase::Model) -> String {
    let place = row.commune_code.as_deref().and_then(|code| places().place(code));
    let place = place.map_or_else(|| row.place_typed.clone(), |place| place.to_string());
    let parts = [row.street.as_str(), place.as_str()].map(str::trim);
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The states alone, for a page that watches.
pub async fn watched(database: &Database, who: &KeyHolder, code: &str) -> Result<Option<Watched>, Fault> {
    let Some(row) = row(database, who, code).await? else { return Ok(None) };
    let orders: Vec<(i64, String)> = shop_order::Entity::find()
        .select_only()
        .columns([shop_order::Column::Id, shop_order::Column::Code])
        .filter(shop_order::Column::PurchaseId.eq(row.id))
        .order_by_asc(shop_order::Column::Id)
        .into_tuple()
        .all(database.read())
        .await?;
    let payments: Vec<(i64, String)> = payment::Entity::find()
        .select_only()
        .columns([payment::Column::OrderId, payment::Column::State])
        .filter(payment::Column::OrderId.is_in(orders.iter().map(|(id, _)| *id)))
        .into_tuple()
        .all(database.read())
        .await?;
    let payments: HashMap<i64, String> = payments.into_iter().collect();
    let states = orders.into_iter().filter_map(|(id, code)| {
        let state = payments.get(&id)?;
        Some(named::<PaymentState>("payment", "state", id, state).map(|state| (code, state)))
    });
    Ok(Some(Watched { purchase: PurchaseId::new(row.id), states: states.collect::<Result<_, _>>()? }))
}

async fn row(database: &Database, who: &KeyHolder, code: &str) -> Result<Option<purchase::Model>, Fault> {
    let row = purchase::Entity::find()
        .filter(purchase::Column::Code.eq(code))
        .filter(purchase::Column::KeyHash.eq(&who.hash))
        .one(database.read())
        .await?;
    Ok(row)
}

impl Rows {
    async fn of(database: &Database, purchase: i64) -> Result<Self, Fault> {
        let orders = shop_order::Entity::find()
            .filter(shop_order::Column::PurchaseId.eq(purchase))
            .order_by_asc(shop_order::Column::Id)
            .all(database.read())
            .await?;
        let ids = || orders.iter().map(|order| order.id);
        let payments =
            payment::Entity::find().filter(payment::Column::OrderId.is_in(ids())).all(database.read()).await?;
        let all_lines = order_line::Entity::find()
            .filter(order_line::Column::OrderId.is_in(ids()))
            .order_by_asc(order_line::Column::Id)
            .all(database.read())
            .await?;
        let mut lines: HashMap<i64, Vec<order_line::Model>> = HashMap::new();
        for line in all_lines {
            lines.entry(line.order_id).or_default().push(line);
        }
        let producers = producer::Entity::find()
            .filter(producer::Column::Id.is_in(orders.iter().map(|order| order.producer_id)))
            .all(database.read())
            .await?;
        Ok(Self {
            payments: payments.into_iter().map(|row| (row.order_id, row)).collect(),
            lines,
            producers: producers.into_iter().map(|row| (row.id, row)).collect(),
            orders,
        })
    }

    fn payment(&self, order: &shop_order::Model, key: &str) -> Result<Payment, Fault> {
        let lost = |table| Fault::inconsistency(table, "order_id", order.id);
        let row = self.payments.get(&order.id).ok_or_else(|| lost("payment"))?;
        let producer = self.producers.get(&order.producer_id).ok_or_else(|| lost("producer"))?;
        let lines = self.lines.get(&order.id).into_iter().flatten().map(|line| Line {
            product: line.product_name.clone(),
            variant: line.variant_name.clone(),
            quantity: line.quantity,
            amount: Money::dong(line.amount),
        });
        let bank = BankBin::parse(&row.bank_bin).map_err(|_| Fault::inconsistency("payment", "bank_bin", row.id))?;
        Ok(Payment {
            order: order.code.clone(),
            order_key: order_key(key, &order.code),
            producer: Seller {
                slug: producer.slug.clone(),
                name: producer.name.clone(),
                phone: producer.phone.clone(),
            },
            cancelled: order.cancel_reason.clone().filter(|_| order.state == OrderState::CANCELLED),
            state: named("payment", "state", row.id, &row.state)?,
            amount: Money::dong(row.amount),
            received: settle_store::standing(row)?.toward(),
            due_at: from_ms(row.due_at),
            paid_at: row.paid_at.map(from_ms),
            qr: picture(row, bank.clone())?,
            payee: Payee {
                bank: bank.name().unwrap_or(bank.as_str()).to_owned(),
                account: row.account_number.clone(),
                holder: row.holder.clone(),
            },
            reference: row.reference.clone(),
            lines: lines.collect(),
            method: order.method.clone(),
            delivery: Money::dong(order.delivery_price),
        })
    }
}

/// The VietQR for what is missing; for the whole amount once nothing is.
fn picture(row: &payment::Model, bank: BankBin) -> Result<Qr, Fault> {
    let account = AccountNumber::parse(&row.account_number)
        .map_err(|_| Fault::inconsistency("payment", "account_number", row.id))?;
    let missing = Money::dong(row.amount.saturating_sub(settle_store::standing(row)?.toward().get()));
    let amount = Some(if missing.is_positive() { missing } else { Money::dong(row.amount) });
    let purpose = Some(row.reference.clone());
    qr::draw(VietQr { bank, account, service: Service::Account, amount, purpose, bill: None }.payload())
}
