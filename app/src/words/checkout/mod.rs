//! Texts: cart and checkout.

mod english;
mod refusals;
mod vietnamese;

use shop::checkout::{
    buyer::BuyerFault, cart::CartRefusal, delivery::Method, draft::PlacingRefusal, quantity::QuantityError,
};
use shop::{language::Language, money::Money};

pub use english::ENGLISH;
pub use vietnamese::VIETNAMESE;

pub struct Checkout {
    pub cart: Cart,
    pub form: Form,
    pub method: fn(Method) -> &'static str,
    pub method_note: fn(Method) -> &'static str,
    pub quantity_fault: fn(QuantityError) -> String,
    pub cart_refusal: fn(CartRefusal) -> String,
    pub buyer_fault: fn(&BuyerFault) -> String,
    pub placing_refusal: fn(&PlacingRefusal) -> String,
}

/// The cart's page.
pub struct Cart {
    pub title: &'static str,
    pub added: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub to_goods: &'static str,
    pub to_live: &'static str,
    pub how_many: &'static str,
    pub quantity: &'static str,
    /// Before a name, for those who hear a button without seeing its line.
    pub of: &'static str,
    pub add: &'static str,
    pub change: &'static str,
    pub remove: &'static str,
    pub each: &'static str,
    pub price_changed: fn(Money, Money) -> String,
    pub not_for_sale: &'static str,
    pub sold_out: &'static str,
    pub too_few: fn(i64) -> String,
    pub paused_until: fn(&str) -> String,
    pub no_account: &'static str,
    pub group_goods: &'static str,
    pub summary: &'static str,
    pub goods: &'static str,
    pub delivery_first: &'static str,
    pub delivery: &'static str,
    pub total: &'static str,
    pub to_checkout: &'static str,
    pub holds_nothing: fn(i64) -> String,
    pub unpaid: fn(&str, &str) -> String,
    pub to_unpaid: &'static str,
}

/// The checkout's page.
pub struct Form {
    pub title: &'static str,
    pub back_to_cart: &'static str,
    pub delivery: &'static str,
    pub free: &'static str,
    pub no_delivery: &'static str,
    pub buyer: &'static str,
    pub buyer_text: &'static str,
    pub name: &'static str,
    pub phone: &'static str,
    pub phone_hint: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub address: &'static str,
    pub address_text: &'static str,
    pub province: &'static str,
    pub province_hint: &'static str,
    pub commune: &'static str,
    pub commune_hint: &'static str,
    pub choose_place: &'static str,
    pub now_called: &'static str,
    pub street: &'static str,
    pub street_hint: &'static str,
    pub note: &'static str,
    pub note_hint: &'static str,
    pub next: &'static str,
    pub steps: fn(i64, usize) -> [String; 3],
    pub next_note: &'static str,
    pub place: &'static str,
    pub recalculate: &'static str,
    pub recalculate_note: &'static str,
    pub to_pay: &'static str,
}

/// A product's name inside a sentence.
fn named(name: &shop::checkout::cart::Named, language: Language) -> String {
    match language {
        Language::Vietnamese => format!("«{}»", name.shown(language)),
        Language::English => format!("“{}”", name.shown(language)),
    }
}
