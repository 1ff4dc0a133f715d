//! PREPARE: from a cart to a purchase, in one transaction. Replay check, re-price, compare with what was shown, take holds,
//! write.
//!
//! Source of the rules: `domain.md`, *Placing an order*.

use shop::{
    checkout::{
        cart::Cart,
        draft::{Asked, OrderDraft, PlacingRefusal, draft},
        quantity::may_hold,
        service::Placing,
    },
    id::{CartId, ProductId, VariantId},
    identity::party::Visitor,
    money::Money,
};
use time::{Duration, OffsetDateTime};

use super::{
    cart_store,
    goods_store::{self, Payees},
    origin::Origin,
    placing_store::{self, Sheet},
    stock_store,
};
use crate::{
    catalogue::freshness_store,
    database::Transaction,
    fault::{Fault, Halt},
    http::once_store,
    state::Parts,
};

type Refusals = Halt<Vec<PlacingRefusal>>;

/// Places the order and gives the purchase's code; what was placed with this form or from this cart before, gives that.
pub async fn place(parts: &Parts, who: &Visitor, placing: &Placing) -> Result<String, Refusals> {
    let transaction = parts.database.begin().await.map_err(Fault::from)?;
    let halt = match prepare(parts, &transaction, who, placing).await {
        Ok(Some(code)) => {
            transaction.commit().await.map_err(Fault::from)?;
            return Ok(code);
        }
        Ok(None) => Halt::Refused(vec![PlacingRefusal::EmptyCart]),
        Err(halt) => halt,
    };
    transaction.rollback().await.map_err(Fault::from)?;
    let Halt::Refused(refusals) = halt else { return Err(halt) };
    // Asked only now: few send a form twice, and keys in the database let nobody buy a cart twice.
    match placed_before(parts, who, placing).await? {
        Some(code) => Ok(code),
        None => Err(Halt::Refused(explained(parts, who, refusals).await?)),
    }
}

/// The code that this form or this cart got before.
async fn placed_before(parts: &Parts, who: &Visitor, placing: &Placing) -> Result<Option<String>, Fault> {
    let location = once_store::answered(parts.database.read(), &who.hash, &placing.once).await?;
    if let Some(code) = location.as_deref().and_then(|location| location.strip_prefix(LOCATION)) {
        return Ok(Some(code.to_owned()));
    }
    match placing.cart {
        Some(cart) => placing_store::of_cart(parts.database.read(), who, cart).await,
        None => Ok(None),
    }
}

/// Where a purchase is seen. Its key is not kept: it is derived again from the visitor's cookie.
const LOCATION: &str = "/lan-mua/";

/// `None`: the cart was closed, or the form answered, by another request meanwhile.
async fn prepare(
    parts: &Parts,
    transaction: &Transaction,
    who: &Visitor,
    placing: &Placing,
) -> Result<Option<String>, Refusals> {
    let now = parts.clock.now();
    let Some(cart) = close(transaction, who, placing.cart, now).await? else { return Ok(None) };
    let origin = Origin::of(&parts.settings, placing);
    let (orders, payees) = decide(transaction, who, cart, placing, &origin, now).await?;
    hold(transaction, &orders).await?;
    let total = Money::sum(orders.iter().map(|order| order.total));
    let sheet = Sheet {
        who,
        placing,
        origin,
        cart,
        code: placing_store::new_code(transaction, &*parts.random).await?,
        total: total.map_err(|error| Fault::outside("sum of orders", error))?,
        payees,
        now,
        due_at: now + Duration::minutes(parts.settings.hold_minutes),
    };
    write(parts, transaction, &sheet, &orders).await?;
    let location = format!("{LOCATION}{}", sheet.code);
    let first = once_store::keep(transaction, &who.hash, &placing.once, &location, now).await?;
    Ok(first.then_some(sheet.code))
}

/// The cart becomes a purchase; `None` when there is none to become one.
async fn close(
    transaction: &Transaction,
    who: &Visitor,
    of_form: Option<CartId>,
    now: OffsetDateTime,
) -> Result<Option<CartId>, Refusals> {
    if let Some(cart) = of_form
        && cart_store::close(transaction, who, cart, now).await?
    {
        return Ok(Some(cart));
    }
    let Some(open) = cart_store::open(transaction, who).await? else { return Ok(None) };
    if of_form.is_some() {
        // Another cart than the form's is open: what the form shows is not what would be bought.
        return Err(Halt::Refused(vec![PlacingRefusal::Changed]));
    }
    Ok(cart_store::close(transaction, who, open, now).await?.then_some(open))
}

/// The orders that the cart becomes at the prices of now, and whom to pay.
async fn decide(
    transaction: &Transaction,
    who: &Visitor,
    cart: CartId,
    placing: &Placing,
    origin: &Origin<'_>,
    now: OffsetDateTime,
) -> Result<(Vec<OrderDraft>, Payees), Refusals> {
    let wanted = cart_store::lines(transaction, who, cart).await?;
    let variants: Vec<VariantId> = wanted.iter().map(|line| VariantId::new(line.variant)).collect();
    let left = stock_store::release_expired(transaction, &variants, now).await?;
    let (groups, payees) = goods_store::to_order(transaction, &wanted, &left, now).await?;
    let cart = Cart { id: Some(cart), groups, ..Cart::default() };
    let asked = Asked { shown: &placing.shown, methods: &placing.methods };
    let orders = draft(&cart, asked).map_err(Halt::Refused)?;
    let units = wanted.iter().map(|line| line.quantity).sum();
    let unpaid = placing_store::unpaid_units(transaction, who, origin, now).await?;
    if may_hold(unpaid, units) { Ok((orders, payees)) } else { Err(Halt::Refused(vec![PlacingRefusal::TooManyUnpaid])) }
}

/// Takes the units, in the order of the variants' ids. They were counted under the same lock: none is refused here
/// unless a stock row is missing.
async fn hold(transaction: &Transaction, orders: &[OrderDraft]) -> Result<(), Refusals> {
    let mut units: Vec<(VariantId, i64)> =
        orders.iter().flat_map(|order| &order.lines).map(|line| (line.variant, line.quantity)).collect();
    units.sort_unstable();
    for (variant, quantity) in units {
        if !stock_store::hold_units(transaction, variant, quantity).await? {
            return Err(Fault::inconsistency("stock", "held", variant).into());
        }
    }
    Ok(())
}

async fn write(
    parts: &Parts,
    transaction: &Transaction,
    sheet: &Sheet<'_>,
    orders: &[OrderDraft],
) -> Result<(), Fault> {
    let purchase = placing_store::write_purchase(transaction, sheet).await?;
    for order in orders {
        placing_store::write_order(transaction, sheet, purchase, order, &*parts.random).await?;
    }
    let products: Vec<ProductId> = orders.iter().flat_map(|order| &order.lines).map(|line| line.product).collect();
    freshness_store::products_changed(transaction, &products, sheet.now).await
}

/// Tells a shopper whose own unpaid purchase holds what she wants that it does.
async fn explained(
    parts: &Parts,
    who: &Visitor,
    mut refusals: Vec<PlacingRefusal>,
) -> Result<Vec<PlacingRefusal>, Fault> {
    let missing: Vec<VariantId> = refusals.iter().filter_map(missing).collect();
    if missing.is_empty() {
        return Ok(refusals);
    }
    let held = placing_store::held_by(parts.database.read(), who, &missing, parts.clock.now()).await?;
    for refusal in &mut refusals {
        if let PlacingRefusal::TooFew { variant, held_by_you, .. } = refusal {
            *held_by_you = held.contains(variant);
        }
    }
    Ok(refusals)
}

fn missing(refusal: &PlacingRefusal) -> Option<VariantId> {
    if let PlacingRefusal::TooFew { variant, .. } = refusal { Some(*variant) } else { None }
}
