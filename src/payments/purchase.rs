//! A purchase as its payment page shows it: one payment for each producer's order.

use time::OffsetDateTime;

use super::matching::PaymentState;
use crate::id::PurchaseId;
use crate::money::Money;

/// A purchase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Its code.
    pub code: String,
    /// When it was placed.
    pub placed_at: OffsetDateTime,
    /// Who buys.
    pub buyer: String,
    /// The buyer's phone, E.164.
    pub phone: String,
    /// Where it goes, one line; empty when everything is picked up.
    pub address: String,
    /// What the buyer wrote.
    pub note: String,
    /// All that is to be paid.
    pub total: Money,
    /// One for each producer.
    pub payments: Vec<Payment>,
}

impl Purchase {
    /// How many of the payments are covered.
    #[must_use]
    pub fn paid(&self) -> usize {
        self.payments.iter().filter(|payment| payment.state.is_covered()).count()
    }
}

/// What is to be paid for one producer's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The order's code.
    pub order: String,
    /// The secret key of the order's own page.
    pub order_key: String,
    /// The maker.
    pub producer: Seller,
    /// Why the order is not fulfilled, if it is not (the name of a `CancelReason`).
    pub cancelled: Option<String>,
    /// The state.
    pub state: PaymentState,
    /// What is to be paid.
    pub amount: Money,
    /// What arrived so far.
    pub received: Money,
    /// Until when.
    pub due_at: OffsetDateTime,
    /// When it was paid.
    pub paid_at: Option<OffsetDateTime>,
    /// Where the money goes.
    pub payee: Payee,
    /// The reference the transfer must carry.
    pub reference: String,
    /// The VietQR for what is still to be paid (for the whole amount once nothing is).
    pub qr: Qr,
    /// What was bought.
    pub lines: Vec<Line>,
    /// The way of delivery: `standard`, `express`, `pickup`.
    pub method: String,
    /// The delivery's price.
    pub delivery: Money,
}

impl Payment {
    /// What is still to be paid; nothing once it is covered, expired or cancelled.
    #[must_use]
    pub fn to_pay(&self) -> Option<Money> {
        let open = matches!(self.state, PaymentState::Awaiting | PaymentState::Underpaid) && self.cancelled.is_none();
        let missing = self.amount.get().saturating_sub(self.received.get());
        (open && missing > 0).then_some(Money::dong(missing))
    }

    /// What arrived beyond the amount.
    #[must_use]
    pub fn excess(&self) -> Money {
        Money::dong(self.received.get().saturating_sub(self.amount.get()).max(0))
    }
}

/// The maker of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// The maker's address: `/co-so/{slug}`.
    pub slug: String,
    /// The maker's name.
    pub name: String,
    /// The maker's phone, E.164.
    pub phone: String,
}

/// Where money goes: the payee's account, frozen when the order was placed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// The bank's short name, or its BIN where we know no name.
    pub bank: String,
    /// The account's number.
    pub account: String,
    /// The account's holder as the bank writes it.
    pub holder: String,
}

/// A QR code: what it says, and its dark squares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// What it says.
    pub payload: String,
    /// How many squares a side has, without the quiet zone.
    pub side: usize,
    /// The dark squares as the path of an SVG in squares.
    pub path: String,
}

/// One product of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The product's name when it was bought.
    pub product: String,
    /// The variant's name when it was bought.
    pub variant: String,
    /// How many.
    pub quantity: i64,
    /// The line's amount.
    pub amount: Money,
}

/// The states of a purchase's payments, for a page that watches them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// The purchase.
    pub purchase: PurchaseId,
    /// Order codes and the states of their payments, in the order of the page.
    pub states: Vec<(String, PaymentState)>,
}

impl Watched {
    /// The states as a JSON object, the same text for the same states. Codes are letters, digits and hyphens.
    #[must_use]
    pub fn json(&self) -> String {
        states_json(self.states.iter().map(|(order, state)| (order.as_str(), *state)))
    }

    /// Whether nothing more is expected to happen.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.states.iter().all(|(_, state)| state.is_settled())
    }
}

impl Purchase {
    /// The same text as [`Watched::json`].
    #[must_use]
    pub fn states_json(&self) -> String {
        states_json(self.payments.iter().map(|payment| (payment.order.as_str(), payment.state)))
    }

    /// Whether nothing more is expected to happen.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.payments.iter().all(|payment| payment.state.is_settled())
    }
}

fn states_json<'a>(states: impl Iterator<Item = (&'a str, PaymentState)>) -> String {
    let pairs: Vec<String> = states.map(|(order, state)| format!("\"{order}\":\"{state}\"")).collect();
    format!("{{{}}}", pairs.join(","))
}
