//! What the cart and the checkout show alike: names, amounts, sums, what is in the way.

use leptos::prelude::*;
use shop::{
    checkout::{
        cart::{Cart, LineProblem, Maker, Named, Totals, Unpaid},
        delivery::Method,
    },
    clock::{day_in_vietnam, show_day, show_time},
    id::ProducerId,
    money::Money,
};

use crate::{
    amount::Amount,
    own_text::OwnText,
    site::{link, words},
};

/// A name in the visit's language, marked where it stays Vietnamese.
#[component]
pub fn NameView(name: Named) -> impl IntoView {
    view! { <OwnText vi=name.vi en=name.en/> }
}

/// The head of a maker's part: name and village.
#[component]
pub fn MakerHead(maker: Maker) -> impl IntoView {
    view! {
        <div class="cart-group-head">
            <h2 id=format!("maker-{}", maker.id)>
                <a href=link(&format!("/co-so/{}", maker.slug))><OwnText vi=maker.name/></a>
            </h2>
            <p class="maker-place"><OwnText vi=maker.village/></p>
            <MakerNotice paused_until=maker.paused_until can_be_paid=maker.can_be_paid/>
        </div>
    }
}

#[component]
fn MakerNotice(paused_until: Option<time::OffsetDateTime>, can_be_paid: bool) -> impl IntoView {
    let words = &words().checkout.cart;
    let text = match paused_until {
        Some(until) => Some((words.paused_until)(&show_day(day_in_vietnam(until)))),
        None if !can_be_paid => Some(words.no_account.to_owned()),
        None => None,
    };
    text.map(|text| view! { <p class="field-fault">{text}</p> })
}

/// What a shopper must know of a line: that its price changed, that it cannot be had.
#[component]
pub fn LineNotes(before: Option<Money>, price: Money, problem: Option<LineProblem>) -> impl IntoView {
    let words = &words().checkout.cart;
    let changed = before.map(|before| (words.price_changed)(before, price));
    let problem = problem.map(|problem| match problem {
        LineProblem::NotForSale => words.not_for_sale.to_owned(),
        LineProblem::SoldOut => words.sold_out.to_owned(),
        LineProblem::TooFew(left) => (words.too_few)(left),
    });
    view! {
        {changed.map(|text| view! { <p class="cart-line-note small"><strong>{text}</strong></p> })}
        {problem.map(|text| view! { <p class="cart-line-note field-fault">{text}</p> })}
    }
}

/// Goods, delivery, total. With a script the sums follow the chosen ways of delivery (`loader.js`).
#[component]
pub fn TotalsView(totals: Totals, delivery: &'static str, total: &'static str) -> impl IntoView {
    let Totals { goods, delivery: fee, total: sum } = totals;
    view! {
        <dl class="totals">
            <div><dt>{words().checkout.cart.goods}</dt><dd><Amount money=goods/></dd></div>
            <div>
                <dt>{delivery}</dt>
                <dd><data value=fee.get() data-vnd=fee.get() data-base="0">{fee.to_string()}</data></dd>
            </div>
            <div class="is-sum">
                <dt>{total}</dt>
                <dd><data value=sum.get() data-vnd=sum.get() data-base=goods.get()>{sum.to_string()}</data></dd>
            </div>
        </dl>
    }
}

/// A purchase of the same visitor that waits for its money, with the way to it.
#[component]
pub fn UnpaidNotice(unpaid: Option<Unpaid>) -> impl IntoView {
    let words = &words().checkout.cart;
    unpaid.map(|unpaid| {
        view! {
            <div class="flash" data-kind="care">
                <p>{(words.unpaid)(&unpaid.code, &show_time(unpaid.due_at))}</p>
                <a class="button is-small" href=link("/gio-hang/da-dat")>{words.to_unpaid}</a>
            </div>
        }
    })
}

/// A cart with nothing in it: what it is for, and where to begin.
#[component]
pub fn EmptyCart() -> impl IntoView {
    let words = &words().checkout.cart;
    view! {
        <div class="empty" id="goods">
            <h2 class="empty-title">{words.empty_title}</h2>
            <p>{words.empty_text}</p>
            <a class="button is-primary" href=link("/")>{words.to_goods}</a>
            <a class="button" href=link("/live")>{words.to_live}</a>
        </div>
    }
}

/// Sums that do not fit into a number are shown as nothing; such an order is refused.
pub fn totals(cart: &Cart, methods: &[(ProducerId, Method)]) -> Totals {
    cart.totals(methods).unwrap_or_default()
}
