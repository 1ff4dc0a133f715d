//! Purchases as they are placed: rows of the purchase, its orders, lines, holds and payments, in one transaction.

use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder,
};
use shop::{
    checkout::{
        cart::Unpaid,
        code::order_code,
        draft::{LineDraft, OrderDraft},
        quantity::UnpaidUnits,
        service::Placing,
    },
    id::{CartId, OrderLineId, PurchaseId, VariantId},
    identity::party::Visitor,
    money::Money,
    orders::state::OrderState,
    payments::{matching::PaymentState, reference::Reference},
};
use time::OffsetDateTime;

use super::{goods_store::Payees, origin::Origin, stock_store::state};
use crate::{
    clock::{from_ms, to_ms},
    entity::{hold, order_line, payment, purchase, shop_order},
    fault::Fault,
    orders::keys::{order_key, purchase_key},
    random::{Randomness, hashed},
};

/// How often a code that is taken is drawn again; of 32⁸ codes one is enough.
const DRAWS_MAX: usize = 8;

/// What a purchase is written from.
pub struct Sheet<'a> {
    pub who: &'a Visitor,
    pub placing: &'a Placing,
    pub origin: Origin<'a>,
    pub cart: CartId,
    pub code: String,
    pub total: Money,
    pub payees: Payees,
    pub now: OffsetDateTime,
    pub due_at: OffsetDateTime,
}

/// The code of the visitor's purchase that a cart became.
pub async fn of_cart(database: &impl ConnectionTrait, who: &Visitor, cart: CartId) -> Result<Option<String>, Fault> {
    let row = purchase::Entity::find()
        .filter(purchase::Column::CartId.eq(cart.get()))
        .filter(purchase::Column::VisitorHash.eq(&who.hash))
        .one(database)
        .await?;
    Ok(row.map(|row| row.code))
}

/// The code of the visitor's last purchase.
pub async fn last(database: &impl ConnectionTrait, who: &Visitor) -> Result<Option<String>, Fault> {
    Ok(last_row(database, who).await?.map(|row| row.code))
}

/// The visitor's last purchase, if it waits for money.
pub async fn unpaid(
    database: &impl ConnectionTrait,
    who: &Visitor,
    now: OffsetDateTime,
) -> Result<Option<Unpaid>, Fault> {
    let Some(row) = last_row(database, who).await? else { return Ok(None) };
    let orders = shop_order::Entity::find().filter(shop_order::Column::PurchaseId.eq(row.id)).all(database).await?;
    let awaiting = payment::Entity::find()
        .filter(payment::Column::OrderId.is_in(orders.iter().map(|order| order.id)))
        .filter(
            payment::Column::State.is_in([PaymentState::Awaiting, PaymentState::Underpaid].map(PaymentState::as_str)),
        )
        .filter(payment::Column::DueAt.gt(to_ms(now)))
        .order_by_asc(payment::Column::DueAt)
        .one(database)
        .await?;
    Ok(awaiting.map(|payment| Unpaid { code: row.code, due_at: from_ms(payment.due_at) }))
}

async fn last_row(database: &impl ConnectionTrait, who: &Visitor) -> Result<Option<purchase::Model>, Fault> {
    let row = purchase::Entity::find()
        .filter(purchase::Column::VisitorHash.eq(&who.hash))
        .order_by_desc(purchase::Column::PlacedAt)
        .order_by_desc(purchase::Column::Id)
        .one(database)
        .await?;
    Ok(row)
}

/// How many units are held without having been paid by the visitor, and under the same phone number, for the same
/// address, from the same household.
pub async fn unpaid_units(
    database: &impl ConnectionTrait,
    who: &Visitor,
    origin: &Origin<'_>,
    now: OffsetDateTime,
) -> Result<UnpaidUnits, Fault> {
    use hold::Column::{AddressHash, HouseholdHash, Phone, VisitorHash};
    let anyone = Condition::any()
        .add(VisitorHash.eq(&who.hash))
        .add(Phone.eq(origin.phone))
        .add_option(origin.address.as_ref().map(|address| AddressHash.eq(address)))
        .add_option(origin.household.as_ref().map(|household| HouseholdHash.eq(household)));
    let held = hold::Entity::find()
        .filter(anyone)
        .filter(hold::Column::State.eq(state::HELD))
        .filter(hold::Column::ExpiresAt.gt(to_ms(now)))
        .all(database)
        .await?;
    let units = |is_of: &dyn Fn(&hold::Model) -> bool| {
        held.iter().filter(|hold| is_of(hold)).map(|hold| hold.quantity).sum::<i64>()
    };
    Ok(UnpaidUnits {
        visitor: units(&|hold| hold.visitor_hash == who.hash),
        phone: units(&|hold| hold.phone == origin.phone),
        address: units(&|hold| origin.address.is_some() && hold.address_hash == origin.address),
        household: units(&|hold| origin.household.is_some() && hold.household_hash == origin.household),
    })
}

/// Which of these variants the visitor holds without having paid.
pub async fn held_by(
    database: &impl ConnectionTrait,
    who: &Visitor,
    variants: &[VariantId],
    now: OffsetDateTime,
) -> Result<Vec<VariantId>, Fault> {
    let rows = hold::Entity::find()
        .filter(hold::Column::VisitorHash.eq(&who.hash))
        .filter(hold::Column::VariantId.is_in(variants.iter().map(|variant| variant.get())))
        .filter(hold::Column::State.eq(state::HELD))
        .filter(hold::Column::ExpiresAt.gt(to_ms(now)))
        .all(database)
        .await?;
    Ok(rows.into_iter().map(|row| VariantId::new(row.variant_id)).collect())
}

/// Writes the purchase itself.
pub async fn write_purchase(transaction: &DatabaseTransaction, sheet: &Sheet<'_>) -> Result<PurchaseId, Fault> {
    let buyer = &sheet.placing.buyer;
    let place = buyer.place.as_ref().map(|found| &found.place);
    let row = purchase::ActiveModel {
        code: Set(sheet.code.clone()),
        key_hash: Set(hashed(&purchase_key(&sheet.placing.cookie, &sheet.code))),
        cart_id: Set(sheet.cart.get()),
        visitor_hash: Set(sheet.who.hash.clone()),
        account_id: Set(sheet.placing.account.map(|account| account.get())),
        buyer_name: Set(buyer.name.clone()),
        phone: Set(buyer.phone.as_str().to_owned()),
        email: Set(buyer.email.as_ref().map(|email| email.as_str().to_owned())),
        street: Set(buyer.street.clone()),
        province_code: Set(place.map(|place| place.province.code.clone())),
        commune_code: Set(place.map(|place| place.commune.code.clone())),
        place_typed: Set(buyer.place_typed.clone()),
        note: Set(buyer.note.clone()),
        total: Set(sheet.total.get()),
        language: Set(sheet.placing.language.code().to_owned()),
        placed_at: Set(to_ms(sheet.now)),
        ..Default::default()
    };
    Ok(PurchaseId::new(row.insert(transaction).await?.id))
}

/// Writes one order of the purchase with its lines, their holds and its payment.
pub async fn write_order(
    transaction: &DatabaseTransaction,
    sheet: &Sheet<'_>,
    purchase: PurchaseId,
    order: &OrderDraft,
    random: &dyn Randomness,
) -> Result<(), Fault> {
    let reference = new_reference(transaction, random).await?;
    let code = order_code(&reference);
    let key = order_key(&purchase_key(&sheet.placing.cookie, &sheet.code), &code);
    let row = shop_order::ActiveModel {
        code: Set(code),
        key_hash: Set(hashed(&key)),
        purchase_id: Set(purchase.get()),
        producer_id: Set(order.maker.get()),
        state: Set(OrderState::Placed.as_str().to_owned()),
        method: Set(order.method.as_str().to_owned()),
        goods_total: Set(order.goods.get()),
        delivery_price: Set(order.delivery.get()),
        total: Set(order.total.get()),
        placed_at: Set(to_ms(sheet.now)),
        confirmed_at: Set(None),
        packed_at: Set(None),
        completed_at: Set(None),
        cancelled_at: Set(None),
        cancel_reason: Set(None),
        cancel_note: Set(String::new()),
        ..Default::default()
    };
    let id = row.insert(transaction).await?.id;
    for line in &order.lines {
        let line_id = write_line(transaction, id, line).await?;
        write_hold(transaction, sheet, line_id, line).await?;
    }
    write_payment(transaction, sheet, id, order, &reference).await
}

async fn write_line(transaction: &DatabaseTransaction, order: i64, line: &LineDraft) -> Result<OrderLineId, Fault> {
    let row = order_line::ActiveModel {
        order_id: Set(order),
        variant_id: Set(line.variant.get()),
        product_name: Set(line.name.clone()),
        variant_name: Set(line.unit.clone()),
        unit_price: Set(line.price.get()),
        quantity: Set(line.quantity),
        amount: Set(line.amount.get()),
        ..Default::default()
    };
    Ok(OrderLineId::new(row.insert(transaction).await?.id))
}

/// The row of a hold; its units were taken from the stock before.
async fn write_hold(
    transaction: &DatabaseTransaction,
    sheet: &Sheet<'_>,
    line_id: OrderLineId,
    line: &LineDraft,
) -> Result<(), Fault> {
    let row = hold::ActiveModel {
        order_line_id: Set(line_id.get()),
        variant_id: Set(line.variant.get()),
        visitor_hash: Set(sheet.who.hash.clone()),
        phone: Set(sheet.origin.phone.to_owned()),
        address_hash: Set(sheet.origin.address.clone()),
        household_hash: Set(sheet.origin.household.clone()),
        quantity: Set(line.quantity),
        state: Set(state::HELD.to_owned()),
        expires_at: Set(to_ms(sheet.due_at)),
        ..Default::default()
    };
    row.insert(transaction).await?;
    Ok(())
}

/// The payment, with the payee's account frozen as it is now.
async fn write_payment(
    transaction: &DatabaseTransaction,
    sheet: &Sheet<'_>,
    order_id: i64,
    order: &OrderDraft,
    reference: &Reference,
) -> Result<(), Fault> {
    let payee = sheet.payees.get(&order.maker.get());
    let payee = payee.ok_or_else(|| Fault::inconsistency("payee_account", "producer_id", order.maker))?;
    let row = payment::ActiveModel {
        order_id: Set(order_id),
        reference: Set(reference.as_str().to_owned()),
        amount: Set(order.total.get()),
        bank_bin: Set(payee.bank_bin.clone()),
        account_number: Set(payee.account_number.clone()),
        holder: Set(payee.holder.clone()),
        state: Set(PaymentState::Awaiting.as_str().to_owned()),
        received: Set(0),
        refunded: Set(0),
        due_at: Set(to_ms(sheet.due_at)),
        paid_at: Set(None),
        paid_day: Set(None),
        created_at: Set(to_ms(sheet.now)),
        ..Default::default()
    };
    row.insert(transaction).await?;
    Ok(())
}

/// A reference that no payment has; so no order has its code either.
async fn new_reference(transaction: &DatabaseTransaction, random: &dyn Randomness) -> Result<Reference, Fault> {
    for _ in 0..DRAWS_MAX {
        let reference = Reference::from_random(eight(random));
        let taken = payment::Entity::find().filter(payment::Column::Reference.eq(reference.as_str()));
        if taken.one(transaction).await?.is_none() {
            return Ok(reference);
        }
    }
    Err(Fault::outside("randomness", "gives the same references again"))
}

/// A code that no purchase has.
pub async fn new_code(transaction: &DatabaseTransaction, random: &dyn Randomness) -> Result<String, Fault> {
    for _ in 0..DRAWS_MAX {
        let code = shop::checkout::code::purchase_code(eight(random));
        let taken = purchase::Entity::find().filter(purchase::Column::Code.eq(&code));
        if taken.one(transaction).await?.is_none() {
            return Ok(code);
        }
    }
    Err(Fault::outside("randomness", "gives the same codes again"))
}

fn eight(random: &dyn Randomness) -> [u8; 8] {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    bytes
}
