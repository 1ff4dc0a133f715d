//! Rows of an order as the market knows it.

use shop::{
    id::{OrderId, PurchaseId},
    identity::phone::Phone,
    money::Money,
    orders::{
        course::{Cancelled, Course, MoneySeen},
        order::{Buyer, Dues, Maker, Order, OrderLine},
        state::CancelReason,
    },
    payments::vietqr::BankBin,
};

use crate::{
    checkout::places::places,
    clock::from_ms,
    database::named,
    entity::{order_line, payment, producer, purchase, shop_order},
    fault::Fault,
};

/// Everything of one order.
pub struct Rows {
    pub order: shop_order::Model,
    pub payment: payment::Model,
    pub purchase: purchase::Model,
    pub producer: producer::Model,
    pub lines: Vec<order_line::Model>,
}

/// How far an order has come, from its own row and its payment's.
pub fn course(order: &shop_order::Model, payment: &payment::Model) -> Result<Course, Fault> {
    let course = Course {
        placed_at: from_ms(order.placed_at),
        paid_at: payment.paid_at.map(from_ms),
        confirmed_at: order.confirmed_at.map(from_ms),
        packed_at: order.packed_at.map(from_ms),
        handed_over_at: order.completed_at.map(from_ms),
        cancelled: cancelled(order)?,
        money: MoneySeen {
            state: named("payment", "state", payment.id, &payment.state)?,
            amount: Money::dong(payment.amount),
            received: Money::dong(payment.received),
            refunded: Money::dong(payment.refunded),
            sold: Money::dong(payment.sold_goods.saturating_add(payment.sold_delivery)),
        },
    };
    // The state is stored for queries; what happened is the truth, and the two must tell the same.
    if course.state().as_str() != order.state {
        return Err(Fault::inconsistency("shop_order", "state", order.id));
    }
    Ok(course)
}

fn cancelled(order: &shop_order::Model) -> Result<Option<Cancelled>, Fault> {
    let Some(at) = order.cancelled_at else { return Ok(None) };
    let note = Some(order.cancel_note.clone()).filter(|note| !note.is_empty());
    let reason = order.cancel_reason.as_deref().and_then(|name| CancelReason::from_parts(name, note));
    let reason = reason.ok_or_else(|| Fault::inconsistency("shop_order", "cancel_reason", order.id))?;
    Ok(Some(Cancelled { at: from_ms(at), reason }))
}

impl TryFrom<Rows> for Order {
    type Error = Fault;

    fn try_from(rows: Rows) -> Result<Self, Fault> {
        let Rows { order, payment, purchase, producer, lines } = rows;
        Ok(Self {
            id: OrderId::new(order.id),
            purchase: PurchaseId::new(order.purchase_id),
            course: course(&order, &payment)?,
            method: named("shop_order", "method", order.id, &order.method)?,
            buyer: buyer(purchase)?,
            lines: lines.into_iter().map(line).collect(),
            goods: Money::dong(order.goods_total),
            delivery: Money::dong(order.delivery_price),
            total: Money::dong(order.total),
            dues: Dues {
                reference: payment.reference,
                bank: bank(payment.bank_bin),
                account: payment.account_number,
                holder: payment.holder,
                due_at: from_ms(payment.due_at),
            },
            maker: maker(producer)?,
            code: order.code,
        })
    }
}

fn bank(bin: String) -> String {
    BankBin::parse(&bin).ok().and_then(|bank| bank.name()).map_or(bin, str::to_owned)
}

fn line(row: order_line::Model) -> OrderLine {
    OrderLine {
        product: row.product_name,
        variant: row.variant_name,
        unit_price: Money::dong(row.unit_price),
        quantity: row.quantity,
        amount: Money::dong(row.amount),
    }
}

fn buyer(row: purchase::Model) -> Result<Buyer, Fault> {
    Ok(Buyer {
        phone: phone("purchase", row.id, &row.phone)?,
        name: row.buyer_name,
        email: row.email,
        street: row.street,
        place: place(row.commune_code.as_deref(), row.province_code.as_deref()).unwrap_or(row.place_typed),
        note: row.note,
    })
}

/// Commune and province as the law names them today; the province alone where no commune is known.
fn place(commune: Option<&str>, province: Option<&str>) -> Option<String> {
    let commune = commune.and_then(|code| places().place(code)).map(|place| place.to_string());
    commune.or_else(|| province.and_then(|code| places().province(code)).map(|province| province.name.clone()))
}

fn maker(row: producer::Model) -> Result<Maker, Fault> {
    let place = place(Some(&row.commune_code), Some(&row.province_code));
    let address = std::iter::once(row.street).chain(place).filter(|part| !part.is_empty());
    let address = address.collect::<Vec<_>>().join(", ");
    Ok(Maker {
        phone: phone("producer", row.id, &row.phone)?,
        slug: row.slug,
        name: row.name,
        owner: row.owner,
        legal_form: named("producer", "legal_form", row.id, &row.legal_form)?,
        registration: row.registration,
        email: row.email,
        address,
        pickup_note: row.pickup_note,
    })
}

fn phone(table: &'static str, row: i64, text: &str) -> Result<Phone, Fault> {
    named(table, "phone", row, text)
}
