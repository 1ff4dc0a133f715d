//! The forms of cart and checkout, the cart's count, and the way back to what was ordered.

use app::{form::Fault, words::Words};
use axum::{
    Router,
    extract::State,
    http::{HeaderValue, StatusCode, Uri, header},
    response::{AppendHeaders, IntoResponse, Response},
    routing::{get, post},
};
use shop::{
    checkout::{
        buyer::{Buyer, BuyerFault, BuyerTyped},
        cart::{Cart, CartRefusal},
        delivery::Method,
        draft::PlacingRefusal,
        find_place::PlaceRefusal,
        quantity::Quantity,
        service::Placing,
    },
    failure::{Failure, IncidentId, Missing},
    id::{ProducerId, VariantId},
    identity::party::Visitor,
};

use super::places::places;
use crate::{
    http::{client::household, cookies, form::Sent, guard::see_other, render, visit::Visit},
    orders::keys::purchase_key,
    random::hashed,
    state::Market,
};

/// How long a browser keeps its cart and the way to what it bought.
const COOKIE_SECONDS: i64 = 365 * 86_400;

pub fn routes() -> Router<Market> {
    Router::new()
        .route("/gio-hang", post(cart))
        .route("/gio-hang/so", get(count))
        .route("/gio-hang/da-dat", get(last))
        .route("/thanh-toan", post(checkout))
}

/// Adds to the cart from a product's page; changes and removes lines from the cart's own.
async fn cart(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let Ok(variant) = sent.line("variant").parse::<VariantId>() else {
        return render::not_found(&market, &visit).await;
    };
    match sent.raw("action") {
        Some("change") => change(market, visit, uri, sent, variant).await,
        Some("remove") => set(&market, &visit, &uri, sent, (variant, None)).await,
        _ => add(market, visit, uri, sent, variant).await,
    }
}

async fn add(market: Market, visit: Visit, uri: Uri, sent: Sent, variant: VariantId) -> Response {
    let words = &Words::of(visit.language).checkout;
    let quantity = match sent.raw("quantity").map_or(Ok(Quantity::ONE), Quantity::parse) {
        Ok(quantity) => quantity,
        Err(error) => {
            let fault = Fault::new("quantity", (words.quantity_fault)(error));
            return render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await;
        }
    };
    let cookie = visit.visitor.clone().unwrap_or_else(|| cookies::new_visitor(&*market.random));
    let who = Visitor { hash: hashed(&cookie) };
    match market.checkout.add(&who, variant, quantity).await {
        Ok(()) => {
            let keep = cookies::secret(&market.settings, cookies::VISITOR, &cookie, COOKIE_SECONDS);
            let mark = cookies::open(&market.settings, cookies::HAS_CART, "1", COOKIE_SECONDS);
            let cookies = AppendHeaders([(header::SET_COOKIE, keep), (header::SET_COOKIE, mark)]);
            (cookies, see_other(&visit.language.path(&format!("/gio-hang?them={variant}")))).into_response()
        }
        Err(failure) => refused(&market, &visit, &uri, (sent, "quantity".to_owned()), failure).await,
    }
}

async fn change(market: Market, visit: Visit, uri: Uri, sent: Sent, variant: VariantId) -> Response {
    let typed = sent.line("quantity");
    // Nothing wanted is a way of taking it out.
    let removes = !typed.is_empty() && typed.bytes().all(|byte| byte == b'0');
    let to = if removes { Ok(None) } else { Quantity::parse(&typed).map(Some) };
    match to {
        Ok(to) => set(&market, &visit, &uri, sent, (variant, to)).await,
        Err(error) => {
            let text = (Words::of(visit.language).checkout.quantity_fault)(error);
            let fault = Fault::new(format!("quantity-{variant}"), text);
            render::show_again(&market, &visit, &uri, sent.back(vec![fault])).await
        }
    }
}

async fn set(
    market: &Market,
    visit: &Visit,
    uri: &Uri,
    sent: Sent,
    (variant, to): (VariantId, Option<Quantity>),
) -> Response {
    let done = match visit.known_visitor() {
        Some(who) => market.checkout.change(&who, variant, to).await,
        // No cookie, no cart: there is nothing to change.
        None => Ok(()),
    };
    match done {
        Ok(()) => see_other(&visit.language.path("/gio-hang")),
        Err(failure) => refused(market, visit, uri, (sent, format!("quantity-{variant}")), failure).await,
    }
}

async fn refused(
    market: &Market,
    visit: &Visit,
    uri: &Uri,
    (sent, field): (Sent, String),
    failure: Failure<CartRefusal>,
) -> Response {
    match failure {
        Failure::Refused(CartRefusal::NotFound) => render::not_found(market, visit).await,
        Failure::Refused(refusal) => {
            let fault = Fault::new(field, (Words::of(visit.language).checkout.cart_refusal)(refusal));
            render::show_again(market, visit, uri, sent.back(vec![fault])).await
        }
        Failure::Incident(id) => render::incident(market, visit, id).await,
    }
}

/// How many units are in the cart, as a bare number for the badge.
async fn count(State(market): State<Market>, visit: Visit) -> Response {
    let units = match visit.known_visitor() {
        Some(who) => market.checkout.units(&who).await,
        None => Ok(0),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    match units {
        Ok(units) => (headers, units.to_string()).into_response(),
        Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, headers).into_response(),
    }
}

/// To the visitor's last purchase, whose key only she can derive.
async fn last(State(market): State<Market>, visit: Visit) -> Response {
    let found = match visit.known_visitor() {
        Some(who) => market.checkout.last(&who).await,
        None => Err(Failure::Refused(Missing::NotFound)),
    };
    match (found, &visit.visitor) {
        (Ok(code), Some(cookie)) => to_purchase(&visit, cookie, &code),
        (Err(Failure::Incident(id)), _) => render::incident(&market, &visit, id).await,
        _ => render::not_found(&market, &visit).await,
    }
}

fn to_purchase(visit: &Visit, cookie: &str, code: &str) -> Response {
    let key = purchase_key(cookie, code);
    let mut response = see_other(&visit.language.path(&format!("/lan-mua/{code}?khoa={key}")));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn checkout(State(market): State<Market>, visit: Visit, uri: Uri, sent: Sent) -> Response {
    let (Some(who), Some(cookie)) = (visit.known_visitor(), visit.visitor.clone()) else {
        return again(&market, &visit, &uri, sent, placing_faults(&visit, &[PlacingRefusal::EmptyCart])).await;
    };
    let read = match read_alone(&sent) {
        Some(read) => read,
        None => match read_with_cart(&market, &visit, &who, &sent).await {
            Ok(read) => read,
            Err(Unplaceable::Faults(faults)) => return again(&market, &visit, &uri, sent, faults).await,
            Err(Unplaceable::Recalculate) => {
                let mut shown = again(&market, &visit, &uri, sent, Vec::new()).await;
                *shown.status_mut() = StatusCode::OK;
                return shown;
            }
            Err(Unplaceable::Incident(id)) => return render::incident(&market, &visit, id).await,
        },
    };
    let (methods, buyer) = read;
    let placing = Placing {
        cart: sent.line("cart").parse().ok(),
        shown: sent.raw("shown").unwrap_or_default().to_owned(),
        methods,
        buyer,
        language: visit.language,
        account: visit.who.as_ref().map(|who| who.account),
        household: household(visit.address),
        once: sent.line("once"),
        cookie: cookie.clone(),
    };
    match market.checkout.place(&who, placing).await {
        Ok(code) => {
            let unmarked = cookies::open(&market.settings, cookies::HAS_CART, "", 0);
            ([(header::SET_COOKIE, unmarked)], to_purchase(&visit, &cookie, &code)).into_response()
        }
        Err(Failure::Refused(refusals)) => {
            let faults = placing_faults(&visit, &refusals);
            if refusals.contains(&PlacingRefusal::TooOften) {
                return render::wait(&market, &visit, &uri, sent.back(faults)).await;
            }
            again(&market, &visit, &uri, sent, faults).await
        }
        Err(Failure::Incident(id)) => render::incident(&market, &visit, id).await,
    }
}

/// Who buys, and how each maker's goods are to be delivered.
type Read = (Vec<(ProducerId, Method)>, Buyer);

/// Why a form is not placed.
enum Unplaceable {
    Faults(Vec<Fault>),
    /// Only the totals were asked for.
    Recalculate,
    Incident(IncidentId),
}

/// Reads a form that is complete whatever is in the cart, as most are: then nothing has to be asked of the database.
fn read_alone(sent: &Sent) -> Option<Read> {
    if sent.raw("action") == Some("recalculate") {
        return None;
    }
    let fields = sent.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("method-")?, value)));
    let methods = fields.map(|(maker, method)| Some((maker.parse().ok()?, method.parse().ok()?)));
    Some((methods.collect::<Option<_>>()?, Buyer::read(typed(sent), true, places()).ok()?))
}

/// Reads a form beside the cart, which says whether an address is needed, and tells what is wrong.
async fn read_with_cart(market: &Market, visit: &Visit, who: &Visitor, sent: &Sent) -> Result<Read, Unplaceable> {
    let cart = market.checkout.cart(who).await.map_err(|failure| match failure {
        Failure::Refused(never) => match never {},
        Failure::Incident(id) => Unplaceable::Incident(id),
    })?;
    let methods = methods(visit, sent, &cart).map_err(Unplaceable::Faults)?;
    if sent.raw("action") == Some("recalculate") {
        return Err(Unplaceable::Recalculate);
    }
    let buyer = Buyer::read(typed(sent), cart.needs_address(&methods), places());
    let buyer = buyer.map_err(|faults| Unplaceable::Faults(buyer_faults(visit, &faults)))?;
    Ok((methods, buyer))
}

async fn again(market: &Market, visit: &Visit, uri: &Uri, sent: Sent, faults: Vec<Fault>) -> Response {
    render::show_again(market, visit, uri, sent.back(faults)).await
}

fn typed(sent: &Sent) -> BuyerTyped<'_> {
    let value = |field| sent.raw(field).unwrap_or_default();
    BuyerTyped {
        name: value("name"),
        phone: value("phone"),
        email: value("email"),
        street: value("street"),
        province: value("province"),
        commune: value("commune"),
        chosen: sent.raw("place"),
        note: value("note"),
    }
}

/// The chosen ways of delivery; one that is no way at all is a fault, never silently the default.
fn methods(visit: &Visit, sent: &Sent, cart: &Cart) -> Result<Vec<(ProducerId, Method)>, Vec<Fault>> {
    let mut methods = Vec::new();
    let mut faults = Vec::new();
    for group in &cart.groups {
        let (maker, name) = (group.maker.id, group.maker.name.clone());
        match sent.raw(&format!("method-{maker}")).map(str::parse::<Method>) {
            None => {}
            Some(Ok(method)) => methods.push((maker, method)),
            Some(Err(_)) => faults.extend(placing_faults(visit, &[PlacingRefusal::NoSuchDelivery { maker, name }])),
        }
    }
    if faults.is_empty() { Ok(methods) } else { Err(faults) }
}

fn buyer_faults(visit: &Visit, faults: &[BuyerFault]) -> Vec<Fault> {
    let text = Words::of(visit.language).checkout.buyer_fault;
    let field = |fault: &BuyerFault| match fault {
        BuyerFault::NameMissing | BuyerFault::NameTooLong => "name",
        BuyerFault::Phone(_) => "phone",
        BuyerFault::Email(_) => "email",
        BuyerFault::StreetMissing | BuyerFault::StreetTooLong => "street",
        BuyerFault::NoteTooLong => "note",
        BuyerFault::Place(PlaceRefusal::ProvinceMissing | PlaceRefusal::ProvinceUnknown) => "province",
        BuyerFault::Place(_) => "commune",
    };
    faults.iter().map(|fault| Fault::new(field(fault), text(fault))).collect()
}

fn placing_faults(visit: &Visit, refusals: &[PlacingRefusal]) -> Vec<Fault> {
    let text = Words::of(visit.language).checkout.placing_refusal;
    let field = |refusal: &PlacingRefusal| match refusal {
        PlacingRefusal::EmptyCart | PlacingRefusal::TooManyUnpaid | PlacingRefusal::TooOften => "goods".to_owned(),
        PlacingRefusal::Changed => "total".to_owned(),
        PlacingRefusal::NotForSale { variant, .. } | PlacingRefusal::TooFew { variant, .. } => {
            format!("line-{variant}")
        }
        PlacingRefusal::MakerPaused { maker, .. }
        | PlacingRefusal::NoAccount { maker, .. }
        | PlacingRefusal::TooMuch { maker } => format!("maker-{maker}"),
        PlacingRefusal::NoSuchDelivery { maker, .. } => format!("method-{maker}"),
    };
    refusals.iter().map(|refusal| Fault::new(field(refusal), text(refusal))).collect()
}
