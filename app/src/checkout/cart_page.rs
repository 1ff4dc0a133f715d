//! `/gio-hang`: what is wanted, by maker, and what it comes to.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    checkout::{
        cart::{Cart, CartGroup, CartLine},
        service::Checkout,
    },
    id::VariantId,
    identity::party::{Anyone, Visitor},
};

use super::goods_views::{EmptyCart, LineNotes, MakerHead, NameView, TotalsView, UnpaidNotice, totals};
use crate::{
    amount::Amount,
    form::{FaultSummary, FieldFault, TextField, filled},
    layout::Head,
    media::views::{PictureView, Place},
    problem::IncidentPage,
    site::{DOT, link, site, words},
};

#[component]
pub fn CartPage() -> impl IntoView {
    let checkout = expect_context::<Arc<dyn Checkout>>();
    let visitor = use_context::<Visitor>();
    let added = site().query_value("them").and_then(|variant| variant.parse::<VariantId>().ok());
    let again = wanted_again();
    Suspend::new(async move {
        let cart = match &visitor {
            Some(who) => checkout.cart(who).await,
            None => Ok(Cart::default()),
        };
        let again = match again {
            Some(variant) => checkout.wanted(&Anyone, variant).await.ok(),
            None => None,
        };
        match cart {
            Ok(cart) => view! { <CartView cart added again/> }.into_any(),
            Err(failure) => incident(failure),
        }
    })
}

/// What could not be put into the cart with the form that came back.
fn wanted_again() -> Option<VariantId> {
    let filled = filled();
    let adds = filled.was_sent() && filled.value("action").is_none();
    adds.then(|| filled.value("variant")?.parse().ok()).flatten()
}

pub fn incident(failure: shop::failure::Failure<std::convert::Infallible>) -> AnyView {
    match failure {
        shop::failure::Failure::Refused(never) => match never {},
        shop::failure::Failure::Incident(id) => view! { <IncidentPage id/> }.into_any(),
    }
}

#[component]
fn CartView(cart: Cart, added: Option<VariantId>, again: Option<CartLine>) -> impl IntoView {
    let words = &words().checkout.cart;
    let was_added = cart.lines().any(|line| Some(line.variant) == added) && !filled().was_sent();
    let body = if cart.is_empty() {
        // Who was just refused a quantity is about to put something in.
        again.is_none().then(|| view! { <EmptyCart/> }).into_any()
    } else {
        view! {
            <div class="columns">
                <div id="goods">
                    {cart.groups.iter().cloned().map(|group| view! { <GroupView group/> }).collect_view()}
                </div>
                <Summary cart=cart.clone()/>
            </div>
        }
        .into_any()
    };
    view! {
        <Head title=words.title hidden=true/>
        <div class="page-head"><h1>{words.title}</h1></div>
        {was_added.then(|| view! { <div class="flash" data-kind="done" role="status"><p>{words.added}</p></div> })}
        <UnpaidNotice unpaid=cart.unpaid/>
        <div class="stack">
            {match again {
                // The one fault stands beside the one field.
                Some(line) => view! { <AddAgain line/> }.into_any(),
                None => view! { <FaultSummary/> }.into_any(),
            }}
            {body}
        </div>
    }
}

/// The form of the product's page once more, because its quantity would not do.
#[component]
fn AddAgain(line: CartLine) -> impl IntoView {
    let words = &words().checkout.cart;
    let product = link(&format!("/san-pham/{}", line.slug));
    view! {
        <form class="panel field-group" method="post" action=link("/gio-hang")>
            <h2 class="panel-title">{words.how_many}</h2>
            <p><a href=product><NameView name=line.name/></a>{DOT}<NameView name=line.unit/>{DOT}<Amount money=line.price/></p>
            <input type="hidden" name="variant" value=line.variant.get()/>
            <TextField name="quantity" label=words.quantity inputmode="numeric" required=true/>
            <button class="button is-primary">{words.add}</button>
        </form>
    }
}

#[component]
fn GroupView(group: CartGroup) -> impl IntoView {
    let words = &words().checkout.cart;
    let goods = group.totals(&[]).unwrap_or_default().goods;
    let label = format!("maker-{}", group.maker.id);
    view! {
        <section class="cart-group" aria-labelledby=label>
            <MakerHead maker=group.maker/>
            <ul class="cart-lines">
                {group.lines.into_iter().map(|line| view! { <LineView line/> }).collect_view()}
            </ul>
            <div class="cart-group-foot cluster is-apart">
                <span>{words.group_goods}</span><strong><Amount money=goods/></strong>
            </div>
        </section>
    }
}

#[component]
fn LineView(line: CartLine) -> impl IntoView {
    let words = &words().checkout.cart;
    let product = link(&format!("/san-pham/{}", line.slug));
    let amount = line.amount().unwrap_or_default();
    let id = format!("line-{}", line.variant);
    view! {
        <li class="cart-line" id=id>
            <PictureView picture=line.picture.clone() alt="" place=Place::Thumb/>
            <div>
                <h3 class="cart-line-name"><a href=product><NameView name=line.name.clone()/></a></h3>
                <p class="soft small"><NameView name=line.unit.clone()/></p>
                <p class="small"><Amount money=line.price/>" "{words.each}</p>
                <LineNotes before=line.price_before() price=line.price problem=line.problem()/>
            </div>
            <div class="cart-line-tools">
                <QuantityForm line/>
                <Amount money=amount class="cart-line-sum"/>
            </div>
        </li>
    }
}

/// The quantity with its buttons; what was typed stays when it would not do.
#[component]
fn QuantityForm(line: CartLine) -> impl IntoView {
    let filled = filled();
    let words = &words().checkout.cart;
    let field = format!("quantity-{}", line.variant);
    let sent = filled.value("action").is_some() && filled.has("variant", &line.variant.to_string());
    let typed = sent.then(|| filled.value("quantity")).flatten();
    let fault = filled.fault(&field).map(|_| format!("{field}-fault"));
    let of = || {
        let name = line.name.clone();
        view! { <span class="visually-hidden">" "{words.of}" "<NameView name/></span> }
    };
    view! {
        <form method="post" action=link("/gio-hang")>
            <input type="hidden" name="variant" value=line.variant.get()/>
            <label class="visually-hidden" for=field.clone()>{words.quantity}{of()}</label>
            <span class="quantity">
                <input class="quantity-input" id=field.clone() name="quantity" inputmode="numeric" autocomplete="off"
                    value=typed.unwrap_or_else(|| line.quantity.to_string())
                    aria-invalid=fault.is_some().then_some("true") aria-describedby=fault/>
            </span>
            <button class="button is-small" name="action" value="change">
                {words.change}{of()}
            </button>
            <button class="link-button is-danger" name="action" value="remove">
                {words.remove}{of()}
            </button>
        </form>
        <FieldFault field/>
    }
}

#[component]
fn Summary(cart: Cart) -> impl IntoView {
    let words = &words().checkout.cart;
    view! {
        <aside class="panel cart-summary" aria-labelledby="tong">
            <h2 class="panel-title" id="tong">{words.summary}</h2>
            <TotalsView totals=totals(&cart, &[]) delivery=words.delivery_first total=words.total/>
            <a class="button is-primary is-large is-wide" href=link("/thanh-toan")>{words.to_checkout}</a>
            <p class="soft small">{(words.holds_nothing)(cart.hold_minutes)}</p>
        </aside>
    }
}
