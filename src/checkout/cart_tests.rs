#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

/// So many units at a price, of which `left` can be had.
pub fn line(variant: i64, quantity: i64, price: i64, left: i64) -> CartLine {
    CartLine {
        variant: VariantId::new(variant),
        product: ProductId::new(variant),
        slug: format!("p-{variant}"),
        name: Named { vi: "Nước mắm".into(), en: String::new() },
        unit: Named { vi: "chai".into(), en: "bottle".into() },
        picture: None,
        quantity,
        price: Money::dong(price),
        price_seen: Money::dong(price),
        left,
        for_sale: true,
    }
}

/// A maker's goods with three ways of delivery.
pub fn group(maker: i64, lines: Vec<CartLine>) -> CartGroup {
    let offer = |method, price| DeliveryOffer { method, price: Money::dong(price) };
    CartGroup {
        maker: Maker {
            id: ProducerId::new(maker),
            name: format!("Cơ sở {maker}"),
            slug: format!("c-{maker}"),
            village: "Thịnh Long".into(),
            pickup: String::new(),
            pickup_note: String::new(),
            paused_until: None,
            can_be_paid: true,
        },
        lines,
        methods: vec![offer(Method::Standard, 30_000), offer(Method::Express, 45_000), offer(Method::Pickup, 0)],
    }
}

/// A cart of groups.
pub fn cart(groups: Vec<CartGroup>) -> Cart {
    Cart { id: Some(CartId::new(1)), groups, unpaid: None, hold_minutes: 30 }
}

#[test]
fn totals_are_goods_and_the_chosen_delivery_of_each_maker() {
    let cart =
        cart(vec![group(1, vec![line(1, 2, 95_000, 9), line(2, 1, 10_000, 9)]), group(2, vec![line(3, 1, 5, 9)])]);
    let dong = Money::dong;
    let default = Totals { goods: dong(200_005), delivery: dong(60_000), total: dong(260_005) };
    assert_eq!(cart.totals(&[]), Ok(default));
    let methods = [(ProducerId::new(1), Method::Express), (ProducerId::new(2), Method::Pickup)];
    let chosen = Totals { goods: dong(200_005), delivery: dong(45_000), total: dong(245_005) };
    assert_eq!(cart.totals(&methods), Ok(chosen));
}

#[test]
fn an_address_is_needed_unless_everything_is_fetched() {
    let cart = cart(vec![group(1, vec![line(1, 1, 1, 1)]), group(2, vec![line(2, 1, 1, 1)])]);
    let pickup = |maker| (ProducerId::new(maker), Method::Pickup);
    assert!(cart.needs_address(&[]));
    assert!(cart.needs_address(&[pickup(1)]));
    assert!(!cart.needs_address(&[pickup(1), pickup(2)]));
}

#[test]
fn what_was_shown_changes_with_every_figure() {
    let first = cart(vec![group(1, vec![line(1, 2, 95_000, 9)])]);
    let mut others = vec![first.clone(), first.clone(), first.clone(), first.clone()];
    others[0].groups[0].lines[0].price = Money::dong(95_001);
    others[1].groups[0].lines[0].quantity = 3;
    others[2].groups[0].methods[1].price = Money::dong(45_001);
    others[3].groups[0].methods.pop();
    for other in others {
        assert_ne!(other.shown(), first.shown());
    }
    let mut seen_before = first.clone();
    seen_before.groups[0].lines[0].price_seen = Money::dong(1);
    assert_eq!(seen_before.shown(), first.shown());
}

#[test]
fn a_line_tells_what_is_in_its_way() {
    assert_eq!(line(1, 2, 1, 2).problem(), None);
    assert_eq!(line(1, 2, 1, 1).problem(), Some(LineProblem::TooFew(1)));
    assert_eq!(line(1, 2, 1, 0).problem(), Some(LineProblem::SoldOut));
    let gone = CartLine { for_sale: false, ..line(1, 2, 1, 0) };
    assert_eq!(gone.problem(), Some(LineProblem::NotForSale));
    let goods = cart(vec![group(1, vec![gone, line(2, 1, 7, 9)])]).totals(&[]).map(|totals| totals.goods);
    assert_eq!(goods, Ok(Money::dong(7)));
}

#[test]
fn adding_is_refused_with_its_reason() {
    assert_eq!(may_add(&line(1, 2, 1, 9), false, 3, 1), Ok(5));
    assert_eq!(may_add(&line(1, 2, 1, 4), false, 3, 1), Err(CartRefusal::TooFew { left: 4, in_cart: 2 }));
    assert_eq!(may_add(&line(1, 90, 1, 500), false, 10, 1), Err(CartRefusal::LineFull));
    assert_eq!(may_add(&line(1, 0, 1, 9), false, 1, CART_LINES_MAX), Err(CartRefusal::CartFull));
    assert_eq!(may_add(&line(1, 1, 1, 9), false, 1, CART_LINES_MAX), Ok(2));
    assert_eq!(may_add(&line(1, 0, 1, 9), true, 1, 0), Err(CartRefusal::MakerPaused));
    let gone = CartLine { for_sale: false, ..line(1, 0, 1, 9) };
    assert_eq!(may_add(&gone, false, 1, 0), Err(CartRefusal::NotForSale));
}

proptest! {
    #[test]
    fn the_groups_add_up_to_the_cart(lines in prop::collection::vec((1_i64..99, 0_i64..10_000_000), 1..20)) {
        let groups: Vec<CartGroup> = (1..)
            .zip(lines)
            .map(|(id, (quantity, price))| group(id, vec![line(id, quantity, price, 99)]))
            .collect();
        let whole = cart(groups.clone()).totals(&[]).unwrap();
        let parts: i64 = groups.iter().map(|group| group.totals(&[]).unwrap().total.get()).sum();
        prop_assert_eq!(whole.total.get(), parts);
        prop_assert_eq!(whole.goods.get() + whole.delivery.get(), whole.total.get());
    }
}
