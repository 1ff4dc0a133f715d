//! The page on which a shopper pays and sees the money arrive.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    identity::party::KeyHolder,
    payments::{
        purchase::Purchase,
        service::{Payments, PurchaseAddress},
    },
};

use super::{
    islands::PaymentWatch,
    views::{PaymentView, phone},
};
use crate::{
    amount::Amount,
    layout::Head,
    problem::{NotFoundPage, missing},
    site::{DOT, link, site, words},
    words::Words,
};

#[component]
pub fn PurchasePage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("code").unwrap_or_default();
    let key = site().query_value("khoa").unwrap_or_default();
    let who = use_context::<KeyHolder>();
    let port = expect_context::<Arc<dyn Payments>>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let address = PurchaseAddress { code, key };
        match port.purchase(&who, &address).await {
            Ok(purchase) => view! { <PurchaseView purchase key=address.key/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

/// What the page is called: by how far the purchase is.
fn title(purchase: &Purchase, words: &'static Words) -> &'static str {
    let stands = purchase.payments.iter().all(|payment| payment.cancelled.is_none());
    let open = purchase.payments.iter().any(|payment| payment.to_pay().is_some());
    match (stands && purchase.paid() == purchase.payments.len(), open) {
        (true, _) => words.payments.pay.title_paid,
        (false, true) => words.payments.pay.title,
        (false, false) => words.payments.pay.title_over,
    }
}

#[component]
fn PurchaseView(purchase: Purchase, key: String) -> impl IntoView {
    let words = words();
    let pay = &words.payments.pay;
    let here = link(&format!("/lan-mua/{}", purchase.code));
    let again = format!("{here}?khoa={key}");
    let watch = (!purchase.is_settled()).then(|| {
        let events = format!("{here}/su-kien?khoa={key}");
        view! {
            <p class="visually-hidden" role="status" data-events=events data-states=purchase.states_json()
                data-copied=pay.copied></p>
            <PaymentWatch/>
        }
    });
    let several = purchase.payments.len() > 1;
    let title = title(&purchase, words);
    let payments = purchase.payments.iter().map(|payment| {
        let picture = format!("{here}/qr/{}.png?khoa={key}", payment.order);
        view! { <PaymentView payment=payment.clone() picture/> }
    });
    let payments = payments.collect_view();
    view! {
        <Head title=title hidden=true/>
        <div class="payment-page">
            <div class="page-head">
                <h1>{title}</h1>
                <p>
                    {pay.purchase}" "<span class="order-code">{purchase.code.clone()}</span>{DOT}
                    {pay.total}" "<b><Amount money=purchase.total/></b>
                </p>
            </div>
            {several.then(|| view! { <Progress purchase=purchase.clone()/> })}
            {payments}
            {watch.is_some().then(|| view! { <CheckAgain again/> })}
            <Wrong purchase=purchase.clone()/>
            <ToWhom purchase/>
            {watch}
        </div>
    }
}

/// Which of several payments are done.
#[component]
fn Progress(purchase: Purchase) -> impl IntoView {
    let words = words();
    let pay = &words.payments.pay;
    let next = purchase.payments.iter().position(|payment| payment.to_pay().is_some());
    let items = purchase.payments.iter().enumerate().map(|(at, payment)| {
        let done = payment.state.is_covered().then_some("");
        let mark = if payment.state.is_covered() { "✓".to_owned() } else { (at + 1).to_string() };
        view! {
            <li data-done=done>
                <a href=format!("#don-{}", payment.order) aria-current=(next == Some(at)).then_some("step")>
                    <span class="payment-progress-number" aria-hidden="true">{mark}</span>
                    <span>
                        <b lang="vi">{payment.producer.name.clone()}</b>
                        <br/>
                        <small>{(words.payments.state)(payment.state)}</small>
                    </span>
                    <Amount money=payment.amount/>
                </a>
            </li>
        }
    });
    view! {
        <nav class="payment-steps stack-s" aria-labelledby="tien-do">
            <p id="tien-do"><b>{(pay.progress)(purchase.paid(), purchase.payments.len())}</b></p>
            <ol class="payment-progress">{items.collect_view()}</ol>
            <p class="soft">{pay.several}</p>
        </nav>
    }
}

/// How to see it without script: by asking again.
#[component]
fn CheckAgain(again: String) -> impl IntoView {
    let pay = &words().payments.pay;
    view! {
        <section class="section stack" aria-labelledby="kiem-tra">
            <h2 id="kiem-tra">{pay.check_title}</h2>
            <p>{pay.check_alone}</p>
            <a class="button" href=again>{pay.check_again}</a>
        </section>
    }
}

#[component]
fn Wrong(purchase: Purchase) -> impl IntoView {
    let pay = &words().payments.pay;
    let rows = pay.wrong.iter().map(|(what, then)| view! { <div><dt>{*what}</dt><dd>{*then}</dd></div> });
    let makers = purchase.payments.into_iter().map(|payment| {
        let seller = payment.producer;
        view! {
            <li>
                <span lang="vi">{seller.name}</span>": "
                <a href=format!("tel:{}", seller.phone)>{phone(&seller.phone)}</a>
            </li>
        }
    });
    view! {
        <section class="section stack" aria-labelledby="chuyen-nham">
            <h2 id="chuyen-nham">{pay.wrong_title}</h2>
            <dl class="facts is-stacked">{rows.collect_view()}</dl>
            <h3>{pay.maker_phone}</h3>
            <ul>{makers.collect_view()}</ul>
        </section>
    }
}

#[component]
fn ToWhom(purchase: Purchase) -> impl IntoView {
    let pay = &words().payments.pay;
    let place = if purchase.address.is_empty() {
        view! { <p>{pay.picked_up}</p> }.into_any()
    } else {
        view! { <p lang="vi">{purchase.address}</p> }.into_any()
    };
    view! {
        <section class="section stack-s" aria-labelledby="nguoi-nhan">
            <h2 id="nguoi-nhan">{pay.to_whom}</h2>
            <p><b lang="vi">{purchase.buyer}</b>", "{phone(&purchase.phone)}</p>
            {place}
            {(!purchase.note.is_empty()).then(|| view! { <p lang="vi">{purchase.note}</p> })}
            <p class="soft">{pay.keep_link}</p>
        </section>
    }
}
