//! From a cart to the orders it becomes: one for each maker, at the prices that were shown, or the reasons why not.
//!
//! Source of the rules: `domain.md`, *Placing an order* and *Money*.

use super::{
    cart::{Cart, CartGroup, CartLine, LineProblem, Named},
    delivery::Method,
};
use crate::{
    id::{ProducerId, ProductId, VariantId},
    money::{Money, MoneyError},
};

/// The most that one order may come to: an amount of a VietQR has at most 13 digits.
pub const ORDER_TOTAL_MAX: Money = Money::dong(9_999_999_999_999);

/// An order to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderDraft {
    /// Who makes and sends it.
    pub maker: ProducerId,
    /// How it is delivered.
    pub method: Method,
    /// What is in it.
    pub lines: Vec<LineDraft>,
    /// The sum of its lines.
    pub goods: Money,
    /// The price of its delivery.
    pub delivery: Money,
    /// Both; what is to be paid.
    pub total: Money,
}

/// A line of an order to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDraft {
    /// What is bought.
    pub variant: VariantId,
    /// The product it is a size of.
    pub product: ProductId,
    /// The maker's own name of the product, kept on the order.
    pub name: String,
    /// The maker's own name of the size.
    pub unit: String,
    /// The price of one unit.
    pub price: Money,
    /// How many units.
    pub quantity: i64,
    /// Price times quantity.
    pub amount: Money,
}

/// Why a cart does not become a purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlacingRefusal {
    /// Nothing is in the cart.
    EmptyCart,
    /// Prices, quantities or ways of delivery are not those that were shown: look again.
    Changed,
    /// A listing was taken off the shelf.
    NotForSale {
        /// The line.
        variant: VariantId,
        /// The product.
        name: Named,
    },
    /// Not enough is left.
    TooFew {
        /// The line.
        variant: VariantId,
        /// The product.
        name: Named,
        /// How many units are left; zero is sold out.
        left: i64,
        /// Whether this visitor's own unpaid purchase holds some of it.
        held_by_you: bool,
    },
    /// A maker takes no orders for now.
    MakerPaused {
        /// The maker.
        maker: ProducerId,
        /// Its name.
        name: String,
    },
    /// A maker has no bank account with us, so nothing can be paid.
    NoAccount {
        /// The maker.
        maker: ProducerId,
        /// Its name.
        name: String,
    },
    /// A maker does not offer the way of delivery that was asked for, or none at all.
    NoSuchDelivery {
        /// The maker.
        maker: ProducerId,
        /// Its name.
        name: String,
    },
    /// More than [`ORDER_TOTAL_MAX`].
    TooMuch {
        /// The maker.
        maker: ProducerId,
    },
    /// Too many units are held without having been paid.
    TooManyUnpaid,
    /// The household places orders faster than people do; later it may.
    TooOften,
}

/// What was asked for with the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// What [`Cart::shown`] gave when the form was shown.
    pub shown: &'a str,
    /// The chosen way of delivery of each maker; one that is missing means the first offered.
    pub methods: &'a [(ProducerId, Method)],
}

/// Turns a cart into orders, or tells everything that stands in the way.
pub fn draft(cart: &Cart, asked: Asked<'_>) -> Result<Vec<OrderDraft>, Vec<PlacingRefusal>> {
    if cart.is_empty() {
        return Err(vec![PlacingRefusal::EmptyCart]);
    }
    let mut refusals = Vec::new();
    if cart.shown() != asked.shown {
        refusals.push(PlacingRefusal::Changed);
    }
    let mut orders = Vec::new();
    for group in &cart.groups {
        refusals.extend(obstacles(group));
        match order(group, asked.methods) {
            Ok(order) => orders.push(order),
            Err(refusal) => refusals.push(refusal),
        }
    }
    if refusals.is_empty() { Ok(orders) } else { Err(refusals) }
}

fn obstacles(group: &CartGroup) -> Vec<PlacingRefusal> {
    let (maker, name) = (group.maker.id, group.maker.name.clone());
    let mut found = Vec::new();
    if group.maker.paused_until.is_some() {
        found.push(PlacingRefusal::MakerPaused { maker, name });
    } else if !group.maker.can_be_paid {
        found.push(PlacingRefusal::NoAccount { maker, name });
    }
    found.extend(group.lines.iter().filter_map(obstacle));
    found
}

fn obstacle(line: &CartLine) -> Option<PlacingRefusal> {
    let (variant, name) = (line.variant, line.name.clone());
    Some(match line.problem()? {
        LineProblem::NotForSale => PlacingRefusal::NotForSale { variant, name },
        LineProblem::SoldOut => PlacingRefusal::TooFew { variant, name, left: 0, held_by_you: false },
        LineProblem::TooFew(left) => PlacingRefusal::TooFew { variant, name, left, held_by_you: false },
    })
}

fn order(group: &CartGroup, methods: &[(ProducerId, Method)]) -> Result<OrderDraft, PlacingRefusal> {
    let maker = group.maker.id;
    let wanted = methods.iter().find(|(of, _)| *of == maker).map(|(_, method)| *method);
    let offer = group.chosen(methods).filter(|offer| wanted.is_none_or(|wanted| wanted == offer.method));
    let offer = offer.ok_or_else(|| PlacingRefusal::NoSuchDelivery { maker, name: group.maker.name.clone() })?;
    let too_much = |_: MoneyError| PlacingRefusal::TooMuch { maker };
    let lines = group.lines.iter().map(line).collect::<Result<Vec<_>, _>>().map_err(too_much)?;
    let goods = Money::sum(lines.iter().map(|line| line.amount)).map_err(too_much)?;
    let total = goods.checked_add(offer.price).map_err(too_much)?;
    if total > ORDER_TOTAL_MAX {
        return Err(PlacingRefusal::TooMuch { maker });
    }
    Ok(OrderDraft { maker, method: offer.method, lines, goods, delivery: offer.price, total })
}

fn line(line: &CartLine) -> Result<LineDraft, MoneyError> {
    Ok(LineDraft {
        variant: line.variant,
        product: line.product,
        name: line.name.vi.clone(),
        unit: line.unit.vi.clone(),
        price: line.price,
        quantity: line.quantity,
        amount: line.amount()?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::checkout::cart::tests::{cart, group, line};

    fn drafted(cart: &Cart, methods: &[(ProducerId, Method)]) -> Result<Vec<OrderDraft>, Vec<PlacingRefusal>> {
        draft(cart, Asked { shown: &cart.shown(), methods })
    }

    #[test]
    fn a_cart_becomes_one_order_for_each_maker() {
        let cart = cart(vec![group(1, vec![line(1, 2, 95_000, 9)]), group(2, vec![line(2, 1, 5_000, 1)])]);
        let orders = drafted(&cart, &[(ProducerId::new(2), Method::Pickup)]).unwrap();
        let sums: Vec<_> = orders.iter().map(|order| (order.method, order.total.get())).collect();
        assert_eq!(sums, [(Method::Standard, 220_000), (Method::Pickup, 5_000)]);
        let total = Money::sum(orders.iter().map(|order| order.total));
        assert_eq!(total, cart.totals(&[(ProducerId::new(2), Method::Pickup)]).map(|totals| totals.total));
    }

    #[test]
    fn nothing_but_what_was_shown_is_placed() {
        let cart = cart(vec![group(1, vec![line(1, 2, 95_000, 9)])]);
        assert_eq!(draft(&cart, Asked { shown: "", methods: &[] }), Err(vec![PlacingRefusal::Changed]));
    }

    #[test]
    fn everything_in_the_way_is_told_at_once() {
        let mut paused = group(1, vec![line(1, 3, 1, 2), line(2, 1, 1, 0)]);
        paused.maker.paused_until = Some(time::OffsetDateTime::UNIX_EPOCH);
        let mut unpaid = group(2, vec![CartLine { for_sale: false, ..line(3, 1, 1, 1) }]);
        unpaid.maker.can_be_paid = false;
        let mut no_express = group(3, vec![line(4, 1, 1, 1)]);
        no_express.methods.remove(1);
        let cart = cart(vec![paused, unpaid, no_express]);
        let refusals = drafted(&cart, &[(ProducerId::new(3), Method::Express)]).unwrap_err();
        use PlacingRefusal::*;
        assert!(matches!(
            refusals.as_slice(),
            [
                MakerPaused { .. },
                TooFew { left: 2, .. },
                TooFew { left: 0, .. },
                NoAccount { .. },
                NotForSale { .. },
                NoSuchDelivery { .. }
            ]
        ));
        assert_eq!(drafted(&Cart::default(), &[]), Err(vec![EmptyCart]));
    }

    #[test]
    fn an_amount_that_no_transfer_can_carry_is_refused() {
        for price in [i64::MAX, ORDER_TOTAL_MAX.get()] {
            let cart = cart(vec![group(1, vec![line(1, 1, price, 9), line(2, 1, 1, 9)])]);
            let refusal = PlacingRefusal::TooMuch { maker: ProducerId::new(1) };
            assert_eq!(drafted(&cart, &[]), Err(vec![refusal]));
        }
    }
}
