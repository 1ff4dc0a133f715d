//! `/thanh-toan`: goods by maker with their delivery, who buys, where to, what happens next.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    checkout::{
        cart::{Cart, CartGroup, CartLine},
        delivery::{DeliveryOffer, Method},
        find_place::TypedPlace,
        service::{Checkout, PlaceHelp},
    },
    id::ProducerId,
    identity::party::{Anyone, Visitor},
};

use super::{
    address_views::{AddressFields, BuyerFields},
    cart_page::incident,
    goods_views::{EmptyCart, LineNotes, MakerHead, NameView, TotalsView, UnpaidNotice, totals},
};
use crate::{
    amount::Amount,
    form::{FaultSummary, FieldFault, Filled, Once, filled},
    layout::Head,
    media::views::{PictureView, Place},
    own_text::OwnText,
    site::{DOT, link, words},
};

#[component]
pub fn CheckoutPage() -> impl IntoView {
    let checkout = expect_context::<Arc<dyn Checkout>>();
    let visitor = use_context::<Visitor>();
    let filled = filled();
    let value = |field: &str| filled.value(field).unwrap_or_default();
    let (province, commune, chosen) = (value("province"), value("commune"), filled.value("place"));
    Suspend::new(async move {
        let cart = match &visitor {
            Some(who) => checkout.cart(who).await,
            None => Ok(Cart::default()),
        };
        let typed = TypedPlace { province: &province, commune: &commune, chosen: chosen.as_deref() };
        let help = checkout.place_help(&Anyone, typed);
        match cart {
            Ok(cart) => view! { <CheckoutView cart help/> }.into_any(),
            Err(failure) => incident(failure),
        }
    })
}

#[component]
fn CheckoutView(cart: Cart, help: PlaceHelp) -> impl IntoView {
    let words = &words().checkout.form;
    let body = if cart.is_empty() {
        view! { <EmptyCart/> }.into_any()
    } else {
        view! { <OrderForm cart=cart.clone() help/> }.into_any()
    };
    view! {
        <Head title=words.title hidden=true/>
        <div class="page-head"><h1>{words.title}</h1></div>
        <UnpaidNotice unpaid=cart.unpaid/>
        <div class="stack">
            <FaultSummary/>
            {body}
        </div>
    }
}

/// The ways of delivery chosen in the form that came back.
fn methods(filled: &Filled, cart: &Cart) -> Vec<(ProducerId, Method)> {
    let chosen = |group: &CartGroup| {
        let value = filled.value(&field(group.maker.id))?;
        Some((group.maker.id, value.parse().ok()?))
    };
    cart.groups.iter().filter_map(chosen).collect()
}

/// The name of the field in which a maker's delivery is chosen.
fn field(maker: ProducerId) -> String {
    format!("method-{maker}")
}

/// One plain form, checked by the server alone: whether an address is needed hangs on the delivery chosen.
#[component]
fn OrderForm(cart: Cart, help: PlaceHelp) -> impl IntoView {
    let words = words();
    let form = &words.checkout.form;
    let methods = methods(&filled(), &cart);
    let makers = cart.groups.len();
    let sums = totals(&cart, &methods);
    view! {
        <form class="checkout" method="post" action=link("/thanh-toan") novalidate>
            <Once/>
            <input type="hidden" name="cart" value=cart.id.map(|id| id.get())/>
            <input type="hidden" name="shown" value=cart.shown()/>
            <div class="checkout-form">
                <div id="goods">
                    <FieldFault field="goods"/>
                    {cart.groups.iter().cloned()
                        .map(|group| view! { <GroupView group methods=methods.clone()/> }).collect_view()}
                    <a class="button is-small" href=link("/gio-hang")>{form.back_to_cart}</a>
                </div>
                <BuyerFields/>
                <AddressFields help/>
                <Next hold_minutes=cart.hold_minutes makers/>
            </div>
            <aside class="checkout-total" id="total" aria-labelledby="total-title">
                <h2 class="panel-title" id="total-title">{words.checkout.cart.summary}</h2>
                <FieldFault field="total"/>
                <TotalsView totals=sums delivery=words.checkout.cart.delivery total=form.to_pay/>
            </aside>
        </form>
    }
}

#[component]
fn GroupView(group: CartGroup, methods: Vec<(ProducerId, Method)>) -> impl IntoView {
    let chosen = group.chosen(&methods);
    let fault = format!("maker-{}", group.maker.id);
    let (label, maker) = (fault.clone(), group.maker.clone());
    view! {
        <section class="cart-group" aria-labelledby=label>
            <MakerHead maker=group.maker.clone()/>
            <div class="cart-group-foot">
                <FieldFault field=fault/>
                <ul class="checkout-lines">
                    {group.lines.into_iter().map(|line| view! { <LineView line/> }).collect_view()}
                </ul>
                <fieldset class="checkout-delivery" id=field(maker.id)>
                    <legend>{words().checkout.form.delivery}</legend>
                    <FieldFault field=field(maker.id)/>
                    {group.methods.is_empty().then(|| view! {
                        <p class="field-fault">{words().checkout.form.no_delivery}</p>
                    })}
                    {group.methods.into_iter().map(|offer| {
                        let pickup = pickup_note(offer.method, &maker.pickup, &maker.pickup_note);
                        view! { <Choice maker=maker.id offer checked={chosen == Some(offer)} pickup/> }
                    }).collect_view()}
                </fieldset>
            </div>
        </section>
    }
}

/// Where and how to fetch, in the maker's words.
fn pickup_note(method: Method, address: &str, note: &str) -> Option<String> {
    let parts = [address, note].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ");
    (method == Method::Pickup && !parts.is_empty()).then_some(parts)
}

#[component]
fn LineView(line: CartLine) -> impl IntoView {
    let amount = line.amount().unwrap_or_default();
    let fault = format!("line-{}", line.variant);
    let id = fault.clone();
    view! {
        <li id=id>
            <PictureView picture=line.picture.clone() alt="" place=Place::Thumb/>
            <div>
                <p><NameView name=line.name.clone()/></p>
                <p class="soft small">
                    <NameView name=line.unit.clone()/>{DOT}{line.quantity}" × "<Amount money=line.price/>
                </p>
                <FieldFault field=fault/>
                <LineNotes before=line.price_before() price=line.price problem=line.problem()/>
            </div>
            <strong class="nowrap"><Amount money=amount/></strong>
        </li>
    }
}

#[component]
fn Choice(maker: ProducerId, offer: DeliveryOffer, checked: bool, pickup: Option<String>) -> impl IntoView {
    let words = words();
    let price = match offer.price.get() {
        0 => view! { <data class="choice-price" value="0" data-vnd="0">{words.checkout.form.free}</data> }.into_any(),
        _ => view! { <Amount money=offer.price class="choice-price"/> }.into_any(),
    };
    view! {
        <label class="choice">
            <input type="radio" name=field(maker) value=offer.method.as_str() checked=checked
                data-adds=offer.price.get()/>
            <span>
                {(words.checkout.method)(offer.method)}
                <span class="choice-note">{(words.checkout.method_note)(offer.method)}</span>
            </span>
            {price}
            {pickup.map(|text| view! { <span class="choice-note is-whole"><OwnText vi=text/></span> })}
        </label>
    }
}

/// What happens next, before the button.
#[component]
fn Next(hold_minutes: i64, makers: usize) -> impl IntoView {
    let form = &words().checkout.form;
    view! {
        <section class="panel checkout-next" aria-labelledby="next">
            <h2 class="panel-title" id="next">{form.next}</h2>
            <ol class="steps">
                {(form.steps)(hold_minutes, makers).into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}
            </ol>
            <p class="soft small">{form.next_note}</p>
            <button class="button is-primary is-large is-wide" name="action" value="place">{form.place}</button>
            <noscript>
                <p class="small">{form.recalculate_note}</p>
                <button class="button is-wide" name="action" value="recalculate">{form.recalculate}</button>
            </noscript>
        </section>
    }
}
