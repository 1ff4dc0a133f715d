//! A cart: what somebody wants, from whom, for how much. It holds nothing.
//!
//! Source of the rules: `domain.md`, *Stock* and *Money*.

use std::fmt::Write as _;

use time::OffsetDateTime;

use super::{
    delivery::{DeliveryOffer, Method},
    quantity::LINE_UNITS_MAX,
};
use crate::{
    id::{CartId, ProducerId, ProductId, VariantId},
    language::Language,
    media::picture::Picture,
    money::{Money, MoneyError},
};

/// The most lines of one cart.
pub const CART_LINES_MAX: usize = 50;

/// A maker's own Vietnamese name of something, and its English one where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// In Vietnamese, as the maker wrote it.
    pub vi: String,
    /// In English; empty where there is none.
    pub en: String,
}

impl Named {
    /// The name for readers of a language: the English one if there is one, else the maker's own.
    #[must_use]
    pub fn shown(&self, language: Language) -> &str {
        if language == Language::English && !self.en.is_empty() { &self.en } else { &self.vi }
    }
}

/// Who makes and sends the goods of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// The producer.
    pub id: ProducerId,
    /// Its name.
    pub name: String,
    /// Its address: `/co-so/{slug}`.
    pub slug: String,
    /// The village's name.
    pub village: String,
    /// Where goods are fetched, as people write an address.
    pub pickup: String,
    /// What the maker says about fetching; may be empty.
    pub pickup_note: String,
    /// Until when it takes no orders; `None` when it takes them.
    pub paused_until: Option<OffsetDateTime>,
    /// Whether money can be paid to it: it has a bank account with us.
    pub can_be_paid: bool,
}

/// One kind of goods in a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartLine {
    /// What is bought.
    pub variant: VariantId,
    /// The product it is a size of.
    pub product: ProductId,
    /// The product's address: `/san-pham/{slug}`.
    pub slug: String,
    /// The product's name.
    pub name: Named,
    /// The size or packing.
    pub unit: Named,
    /// Its first picture.
    pub picture: Option<Picture>,
    /// How many units are wanted.
    pub quantity: i64,
    /// The price of one unit now.
    pub price: Money,
    /// The price of one unit when it was put into the cart or its quantity last changed.
    pub price_seen: Money,
    /// How many units can be had now.
    pub left: i64,
    /// Whether the listing is for sale.
    pub for_sale: bool,
}

/// Why a line cannot be bought as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// The listing was taken off the shelf.
    NotForSale,
    /// None is left.
    SoldOut,
    /// Only so many units are left.
    TooFew(i64),
}

impl CartLine {
    /// What stands in the way of buying the line, if anything does.
    #[must_use]
    pub fn problem(&self) -> Option<LineProblem> {
        match self.left {
            _ if !self.for_sale => Some(LineProblem::NotForSale),
            i64::MIN..=0 => Some(LineProblem::SoldOut),
            left if left < self.quantity => Some(LineProblem::TooFew(left)),
            _ => None,
        }
    }

    /// Price times quantity at the price of now.
    pub fn amount(&self) -> Result<Money, MoneyError> {
        self.price.checked_mul(self.quantity)
    }

    /// The price that was seen, if it is another now.
    #[must_use]
    pub fn price_before(&self) -> Option<Money> {
        (self.price_seen != self.price).then_some(self.price_seen)
    }
}

/// What is wanted from one maker; it becomes one order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CartGroup {
    /// The maker.
    pub maker: Maker,
    /// Its goods, in the order in which they were added.
    pub lines: Vec<CartLine>,
    /// Its ways of delivery; the first is the default.
    pub methods: Vec<DeliveryOffer>,
}

/// What a group or a cart comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The goods.
    pub goods: Money,
    /// The delivery.
    pub delivery: Money,
    /// Both.
    pub total: Money,
}

impl CartGroup {
    /// The way that was chosen of those offered, else the first; `None` if none is offered.
    #[must_use]
    pub fn chosen(&self, methods: &[(ProducerId, Method)]) -> Option<DeliveryOffer> {
        let wanted = methods.iter().find(|(maker, _)| *maker == self.maker.id).map(|(_, method)| *method);
        let offered = self.methods.iter().find(|offer| Some(offer.method) == wanted);
        offered.or(self.methods.first()).copied()
    }

    /// What the group comes to. Lines that are not for sale count nothing.
    pub fn totals(&self, methods: &[(ProducerId, Method)]) -> Result<Totals, MoneyError> {
        let amounts = self.lines.iter().filter(|line| line.for_sale).map(CartLine::amount);
        let goods = Money::sum(amounts.collect::<Result<Vec<_>, _>>()?)?;
        let delivery = self.chosen(methods).map_or(Money::ZERO, |offer| offer.price);
        Ok(Totals { goods, delivery, total: goods.checked_add(delivery)? })
    }
}

/// A purchase of the same visitor that waits for its money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpaid {
    /// The purchase's code.
    pub code: String,
    /// Until when its goods are held.
    pub due_at: OffsetDateTime,
}

/// A visitor's open cart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cart {
    /// Which; `None` while nothing was ever put into it.
    pub id: Option<CartId>,
    /// What is wanted, by maker, in the order in which makers came in.
    pub groups: Vec<CartGroup>,
    /// The last purchase that waits for its money, if one does.
    pub unpaid: Option<Unpaid>,
    /// For how many minutes goods are held once an order is placed.
    pub hold_minutes: i64,
}

impl Cart {
    /// Whether nothing is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// All lines.
    pub fn lines(&self) -> impl Iterator<Item = &CartLine> {
        self.groups.iter().flat_map(|group| &group.lines)
    }

    /// What everything comes to with the chosen ways of delivery.
    pub fn totals(&self, methods: &[(ProducerId, Method)]) -> Result<Totals, MoneyError> {
        self.groups.iter().try_fold(Totals::default(), |sum, group| {
            let more = group.totals(methods)?;
            Ok(Totals {
                goods: sum.goods.checked_add(more.goods)?,
                delivery: sum.delivery.checked_add(more.delivery)?,
                total: sum.total.checked_add(more.total)?,
            })
        })
    }

    /// Whether anything is sent, so that an address is needed.
    #[must_use]
    pub fn needs_address(&self, methods: &[(ProducerId, Method)]) -> bool {
        self.groups.iter().any(|group| group.chosen(methods).is_none_or(|offer| offer.method.needs_address()))
    }

    /// Everything a form shows that money hangs on, as one text: the form carries it, and an order is placed only if it
    /// is the same then.
    #[must_use]
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        for group in &self.groups {
            // Writing into a text cannot fail.
            let _ = write!(shown, "{}:", group.maker.id);
            for line in &group.lines {
                let _ = write!(shown, "{}x{}@{};", line.variant, line.quantity, line.price.get());
            }
            for offer in &group.methods {
                let _ = write!(shown, "{}={};", offer.method, offer.price.get());
            }
        }
        shown
    }
}

/// Why something could not be put into the cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CartRefusal {
    /// There is no such thing.
    NotFound,
    /// It was taken off the shelf.
    NotForSale,
    /// Its maker takes no orders for now.
    MakerPaused,
    /// More than [`LINE_UNITS_MAX`] of one thing.
    LineFull,
    /// More than [`CART_LINES_MAX`] things.
    CartFull,
    /// Only so many units are left.
    TooFew {
        /// How many can be had.
        left: i64,
        /// How many of them are in the cart already.
        in_cart: i64,
    },
}

/// Whether a line of a cart may grow by so many units. `line` is the line as it stands (quantity 0 if it is new),
/// `lines` how many others there are.
pub fn may_add(line: &CartLine, maker_paused: bool, more: i64, lines: usize) -> Result<i64, CartRefusal> {
    if !line.for_sale {
        return Err(CartRefusal::NotForSale);
    }
    if maker_paused {
        return Err(CartRefusal::MakerPaused);
    }
    let wanted = line.quantity.saturating_add(more);
    if wanted > LINE_UNITS_MAX {
        return Err(CartRefusal::LineFull);
    }
    if line.quantity == 0 && lines >= CART_LINES_MAX {
        return Err(CartRefusal::CartFull);
    }
    if wanted > line.left {
        return Err(CartRefusal::TooFew { left: line.left.max(0), in_cart: line.quantity });
    }
    Ok(wanted)
}

#[cfg(test)]
#[path = "cart_tests.rs"]
pub(super) mod tests;
