//! The port of buying: a cart, and its becoming a purchase.

use std::convert::Infallible;

use async_trait::async_trait;

use super::{
    buyer::Buyer,
    cart::{Cart, CartLine, CartRefusal},
    delivery::Method,
    draft::PlacingRefusal,
    find_place::{FoundPlace, PlaceRefusal, TypedPlace},
    place::{Commune, Province},
    quantity::Quantity,
};
use crate::{
    failure::{Failure, Missing},
    id::{AccountId, CartId, ProducerId, VariantId},
    identity::party::{Anyone, Visitor},
    language::Language,
};

/// An order form that can be relied on but for the cart, which is looked at again.
#[derive(Clone, Debug)]
pub struct Placing {
    /// The cart whose form it is; `None` means the open one.
    pub cart: Option<CartId>,
    /// What [`Cart::shown`] gave when the form was shown.
    pub shown: String,
    /// The chosen way of delivery of each maker.
    pub methods: Vec<(ProducerId, Method)>,
    /// Who buys, and where the goods go.
    pub buyer: Buyer,
    /// The language of the page, for writing to the buyer.
    pub language: Language,
    /// Who is signed in, if anyone.
    pub account: Option<AccountId>,
    /// The household the form came from; empty when it is not known.
    pub household: String,
    /// The form's token: the same again gives the same purchase.
    pub once: String,
    /// The visitor's cookie itself, from which the keys of the purchase and its orders are derived.
    pub cookie: String,
}

/// What helps with the fields of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceHelp {
    /// All provinces.
    pub provinces: Vec<Province>,
    /// The communes of the province that was typed; none if none was.
    pub communes: Vec<Commune>,
    /// What was found, or why nothing was.
    pub found: Result<FoundPlace, PlaceRefusal>,
}

/// Carts and checkout.
#[async_trait]
pub trait Checkout: Send + Sync {
    /// The visitor's open cart at the prices of now.
    async fn cart(&self, who: &Visitor) -> Result<Cart, Failure<Infallible>>;

    /// How many units are in it.
    async fn units(&self, who: &Visitor) -> Result<i64, Failure<Infallible>>;

    /// One unit of something as a line of a cart: for asking again how many.
    async fn wanted(&self, who: &Anyone, variant: VariantId) -> Result<CartLine, Failure<Missing>>;

    /// Puts so many more units into the cart.
    async fn add(&self, who: &Visitor, variant: VariantId, more: Quantity) -> Result<(), Failure<CartRefusal>>;

    /// Changes how many units are wanted; `None` takes the line out. A line that is not there stays so.
    async fn change(&self, who: &Visitor, variant: VariantId, to: Option<Quantity>)
    -> Result<(), Failure<CartRefusal>>;

    /// Turns the cart into a purchase with one order for each maker and gives the purchase's code. The same form again,
    /// or another form of the same cart, gives the same code.
    async fn place(&self, who: &Visitor, placing: Placing) -> Result<String, Failure<Vec<PlacingRefusal>>>;

    /// The code of the visitor's last purchase.
    async fn last(&self, who: &Visitor) -> Result<String, Failure<Missing>>;

    /// Names of places for the fields of an address, and what was found of what was typed there.
    fn place_help(&self, who: &Anyone, typed: TypedPlace<'_>) -> PlaceHelp;
}
