//! One producer's order as its shopper and its producer see it.

use time::OffsetDateTime;

use super::{course::Course, tray::Counts};
use crate::{
    catalogue::pages::LegalForm,
    checkout::delivery::Method,
    id::{OrderId, PurchaseId},
    identity::phone::Phone,
    money::Money,
    page::Page,
};

/// An order with everything that stands on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its number.
    pub id: OrderId,
    /// The checkout it came from.
    pub purchase: PurchaseId,
    /// What people call it.
    pub code: String,
    /// How far it has come.
    pub course: Course,
    /// How it reaches the shopper.
    pub method: Method,
    /// Who bought.
    pub buyer: Buyer,
    /// What was bought, in the order of the cart.
    pub lines: Vec<OrderLine>,
    /// The goods, without delivery.
    pub goods: Money,
    /// The price of delivery.
    pub delivery: Money,
    /// What is to be paid: goods and delivery.
    pub total: Money,
    /// Where its money goes.
    pub dues: Dues,
    /// Who makes and sells it.
    pub maker: Maker,
}

/// One product of an order, as it was when it was bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    /// The product's name.
    pub product: String,
    /// The size or packing.
    pub variant: String,
    /// The price of one.
    pub unit_price: Money,
    /// How many.
    pub quantity: i64,
    /// Price times quantity.
    pub amount: Money,
}

/// Who bought, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// The name.
    pub name: String,
    /// The phone number.
    pub phone: Phone,
    /// The e-mail address, if one was given.
    pub email: Option<String>,
    /// House and street; empty when it is fetched at the workshop.
    pub street: String,
    /// Commune and province; empty when it is fetched at the workshop.
    pub place: String,
    /// What the shopper wrote for the producer.
    pub note: String,
}

/// The account that was frozen when the order was placed, and until when money is in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dues {
    /// What the transfer's text must carry.
    pub reference: String,
    /// The payee's bank: its short name, or its number at NAPAS.
    pub bank: String,
    /// The payee's account.
    pub account: String,
    /// The account's holder.
    pub holder: String,
    /// Until when.
    pub due_at: OffsetDateTime,
}

/// The seller as the law wants it told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Maker {
    /// The word in its page's address.
    pub slug: String,
    /// The workshop's name.
    pub name: String,
    /// Who answers for it.
    pub owner: String,
    /// The legal form as stored (`household`, `company`, …).
    pub legal_form: LegalForm,
    /// The registration or tax number.
    pub registration: String,
    /// The phone number.
    pub phone: Phone,
    /// The e-mail address, if it has one.
    pub email: Option<String>,
    /// Street, commune and province.
    pub address: String,
    /// When and how to fetch goods, in the maker's words.
    pub pickup_note: String,
}

/// An order and the others that the same key opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedOrder {
    /// The order asked for.
    pub order: Order,
    /// Codes of all orders of the key, this one among them, in order.
    pub codes: Vec<String>,
}

/// One page of a tray, and how much lies in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderList {
    /// The orders: what is to be done oldest first, what is done newest first.
    pub page: Page<Order>,
    /// How many orders lie in each tray.
    pub counts: Counts,
}
