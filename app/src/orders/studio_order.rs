//! One order for its producer: what is to be known, and one button for each step.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    identity::party::ProducerStaff,
    orders::{
        course::Stage, order::Order, request::Request, request_service::OrderRequests, service::Orders, tray::Tray,
    },
    payments::{refund::Refund, refund_service::Refunds},
};

use super::views::{Delivery, Moment, PaymentBadge, PhoneLink, Receipt, Timeline, state_mark};
use super::{
    requests::{RequestList, Side, asks_to_cancel},
    studio_pages::tray_path,
};
use crate::{
    amount::Amount,
    flash::Done,
    form::{FaultSummary, TextArea, filled},
    office::{Office, Room},
    problem::{NotFoundPage, broken, missing},
    site::{link, words},
};

/// `/xuong/don-hang/{code}`.
#[component]
pub fn StudioOrderPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("code").unwrap_or_default();
    let who = use_context::<ProducerStaff>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let (orders, asked) = (expect_context::<Arc<dyn Orders>>(), expect_context::<Arc<dyn OrderRequests>>());
        let refunds = expect_context::<Arc<dyn Refunds>>();
        let order = match orders.own(&who, &code).await {
            Ok(order) => order,
            Err(failure) => return missing(failure),
        };
        let refunds = match refunds.of_own_order(&who, &code).await {
            Ok(refunds) => refunds,
            Err(failure) => return broken(failure),
        };
        match asked.own(&who, &code).await {
            Ok(requests) => view! { <StudioOrder order requests refunds/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn StudioOrder(order: Order, requests: Vec<Request>, refunds: Vec<Refund>) -> impl IntoView {
    let words = words();
    let (order_words, studio) = (&words.orders.order, &words.orders.studio);
    let stage = order.course.stage();
    let back = tray_path(Tray::of(stage));
    let side = Side::Producer { order: order.code.clone(), sold: order.course.money.sold.is_positive() };
    view! {
        <Room office=Office::Workshop title=(studio.order_title)(&order.code)>
            <article class="stack-l" data-order=order.code.clone() data-state=state_mark(stage)>
                <Done told=words.orders.requests.desk.done/>
                <Refused order=order.clone()/>
                <p class="cluster">
                    <strong>{stage_name(&order)}</strong>
                    <PaymentBadge course=order.course.clone()/>
                    <span>{order_words.placed}" "<Moment at=order.course.placed_at/></span>
                </p>
                <MoneyNotice order=order.clone()/>
                {asks_to_cancel(&requests).then(|| view! {
                    <div class="flash" data-kind="care"><p>{words.orders.requests.desk.cancel_asked}</p></div>
                })}
                <div class="cluster no-print">
                    <NextStep order=order.clone() back=String::new()/>
                    <a class="tap" href=link(&back)>{studio.back}</a>
                </div>
                <MoneyBack order=order.clone()/>
                <div class="columns">
                    <div class="stack-l">
                        <RequestList requests=requests.clone() refunds=refunds.clone() side/>
                        <Delivery order=order.clone()/>
                        <Receipt order=order.clone()/>
                    </div>
                    <div class="stack-l">
                        <section class="stack" aria-labelledby="story">
                            <h2 id="story">{order_words.story}</h2>
                            <Timeline order=order.clone() requests refunds/>
                        </section>
                        <GiveUp order=order.clone()/>
                    </div>
                </div>
            </article>
        </Room>
    }
}

/// What the producer has to do with the order: the name of its tray.
fn stage_name(order: &Order) -> &'static str {
    (words().orders.studio.tray)(Tray::of(order.course.stage()))
}

/// After a click that changed nothing: why, and how the order stands.
#[component]
fn Refused(order: Order) -> impl IntoView {
    let (studio, answered) = (&words().orders.studio, words().orders.requests.desk.reply);
    // The field of the reason is gone with the possibility to cancel; what was typed stays in sight.
    let typed = filled().value("reason").filter(|_| !order.course.may_be_cancelled());
    let answer = filled().values.into_iter().find(|(name, _)| name.starts_with("answer-")).map(|(_, typed)| typed);
    let typed = typed.map(|typed| (studio.reason, typed));
    let typed = typed.or(answer.filter(|typed| !typed.is_empty()).map(|typed| (answered, typed)));
    match filled().fault("step") {
        None => view! { <FaultSummary/> }.into_any(),
        Some(text) => view! {
            <div class="flash" data-kind="care" role="alert">
                <p>{text}" "{studio.now}" "<strong>{stage_name(&order)}</strong></p>
                {typed.map(|(name, typed)| view! { <p>{name}": "<q lang="vi">{typed}</q></p> })}
            </div>
        }
        .into_any(),
    }
}

/// Money that is missing, or that has to go back.
#[component]
fn MoneyNotice(order: Order) -> impl IntoView {
    let studio = &words().orders.studio;
    let money = order.course.money;
    let stage = order.course.stage();
    let refund = order.course.refund_due();
    let missing = money.amount.checked_sub(money.received).unwrap_or(money.amount);
    if refund.is_positive() {
        let title = if stage == Stage::Cancelled { studio.refund } else { studio.excess };
        return view! {
            <div class="flash" data-kind="fault">
                <p>
                    <strong>{title}": "<Amount money=refund/></strong>" · "<PhoneLink phone=order.buyer.phone/>". "
                    {(stage == Stage::Cancelled).then_some(studio.refund_how)}
                </p>
            </div>
        }
        .into_any();
    }
    (stage == Stage::Waiting)
        .then(|| {
            view! {
                <div class="flash" data-kind="care">
                    <p><strong>{studio.missing}": "<Amount money=missing/>"."</strong>" "{studio.wait_for_money}</p>
                </div>
            }
        })
        .into_any()
}

/// The ways to what goes back: what is owed already, and more of it.
#[component]
fn MoneyBack(order: Order) -> impl IntoView {
    let words = &words().payments.refund;
    let sold = order.course.money.sold.is_positive();
    let owed = order.course.refund_due().is_positive();
    let more = link(&format!("/xuong/don-hang/{}/hoan-tien", order.code));
    (sold || owed).then(|| {
        view! {
            <p class="cluster no-print">
                {owed.then(|| view! { <a class="button is-small" href=link("/xuong/tien/hoan")>{words.title}</a> })}
                {sold.then(|| view! { <a class="tap" href=more>{words.give_back}</a> })}
            </p>
        }
    })
}

/// The button of the next step, if there is one; `back` is the list it was taken from, without the language's prefix.
#[component]
pub fn NextStep(order: Order, back: String) -> impl IntoView {
    let studio = &words().orders.studio;
    let pickup = !order.method.needs_address();
    let (step, name) = match (order.course.stage(), pickup) {
        (Stage::ToConfirm, _) => ("xac-nhan", studio.confirm),
        (Stage::ToPack, false) => ("dong-goi", studio.packed),
        (Stage::ToPack, true) => ("dong-goi", studio.ready),
        (Stage::ToHandOver, false) => ("giao", studio.handed_over),
        (Stage::ToHandOver, true) => ("giao", studio.fetched),
        (Stage::Waiting | Stage::HandedOver | Stage::Cancelled, _) => return ().into_any(),
    };
    let action = link(&format!("/xuong/don-hang/{}/{step}", order.code));
    view! {
        <form method="post" action=action>
            {(!back.is_empty()).then(|| view! { <input type="hidden" name="back" value=back/> })}
            <button class="button is-primary">
                {name}<span class="visually-hidden">", "{(studio.about)(&order.code)}</span>
            </button>
        </form>
    }
    .into_any()
}

/// Giving the order up, with a reason for the shopper.
#[component]
fn GiveUp(order: Order) -> impl IntoView {
    let studio = &words().orders.studio;
    let paid = order.course.money.received.is_positive();
    let action = link(&format!("/xuong/don-hang/{}/huy", order.code));
    order.course.may_be_cancelled().then(|| {
        view! {
            <details class="no-print" open=filled().value("reason").is_some()>
                <summary>{studio.cancel}</summary>
                <form class="panel field-group" method="post" action=action>
                    <p>{studio.cancel_text}</p>
                    {paid.then(|| view! { <p><strong>{studio.cancel_paid}</strong></p> })}
                    <TextArea name="reason" label=studio.reason hint=studio.reason_hint required=true rows=3/>
                    <button class="button is-danger">{studio.cancel}</button>
                </form>
            </details>
        }
    })
}
