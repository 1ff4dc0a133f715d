//! Parts that the shopper's and the producer's page of an order share.

use leptos::prelude::*;
use shop::{
    identity::phone::Phone,
    orders::{
        course::{Course, Stage},
        order::Order,
        request::Request,
        timeline::timeline,
    },
    payments::refund::Refund,
};
use time::OffsetDateTime;

use crate::{
    amount::Amount,
    own_text::OwnText,
    site::{DOT, words},
    words::calendar::machine,
};

/// An instant in full, in Vietnam's time.
#[component]
pub fn Moment(at: OffsetDateTime) -> impl IntoView {
    view! { <time datetime=machine(at)>{(words().calendar.moment)(at)}</time> }
}

/// A phone number that can be called.
#[component]
pub fn PhoneLink(phone: Phone) -> impl IntoView {
    view! { <a class="tap nowrap" href=format!("tel:{}", phone.as_str())>{phone.shown()}</a> }
}

/// The order's state in one word, for `data-state`.
pub fn state_mark(stage: Stage) -> &'static str {
    match stage {
        Stage::Waiting => "placed",
        Stage::ToConfirm => "paid",
        Stage::ToPack => "confirmed",
        Stage::ToHandOver => "packed",
        Stage::HandedOver => "handed_over",
        Stage::Cancelled => "cancelled",
    }
}

/// What happened and what is to come.
#[component]
pub fn Timeline(order: Order, requests: Vec<Request>, refunds: Vec<Refund>) -> impl IntoView {
    let words = &words().orders.order;
    let pickup = !order.method.needs_address();
    let cancelled = order.course.cancelled.clone();
    let steps = timeline(&order.course, &requests, &refunds).into_iter().map(|step| {
        let current = (step.mark.as_str() == "now").then_some("step");
        view! {
            <li data-step=step.mark.as_str() aria-current=current>
                <span class="timeline-name">
                    {(words.event)(step.event, pickup)}
                    {step.event.amount().map(|money| view! { ": "<Amount money/> })}
                </span>
                {step.at.map(|at| view! { <span class="timeline-when"><Moment at/></span> })}
            </li>
        }
    });
    view! {
        <ol class="timeline">{steps.collect_view()}</ol>
        {cancelled.map(|cancelled| {
            let note = cancelled.reason.note().map(str::to_owned);
            view! {
                <p>{(words.reason)(&cancelled.reason)}</p>
                {note.map(|note| view! { <p>{words.reason_words}" "<q lang="vi">{note}</q></p> })}
            }
        })}
    }
}

/// What was ordered and what it costs.
#[component]
pub fn Receipt(order: Order) -> impl IntoView {
    let words = &words().orders.order;
    let received = order.course.money.received;
    let told = received.is_positive() && received != order.total;
    view! {
        <section class="receipt" aria-labelledby="receipt">
            <h2 id="receipt">{words.receipt}</h2>
            <ul class="receipt-lines">
                {order.lines.into_iter().map(|line| view! {
                    <li>
                        <span><OwnText vi=line.product/></span>
                        <Amount money=line.amount/>
                        <span class="receipt-how">
                            <OwnText vi=line.variant/>{DOT}{line.quantity}" × "<Amount money=line.unit_price/>
                        </span>
                    </li>
                }).collect_view()}
            </ul>
            <dl class="totals">
                <div><dt>{words.goods}</dt><dd><Amount money=order.goods/></dd></div>
                <div><dt>{words.delivery}</dt><dd><Amount money=order.delivery/></dd></div>
                <div class="is-sum"><dt>{words.total}</dt><dd><Amount money=order.total/></dd></div>
                {told.then(|| view! { <div><dt>{words.received}</dt><dd><Amount money=received/></dd></div> })}
            </dl>
        </section>
    }
}

/// One row of facts; nothing when there is nothing to tell.
pub fn fact(name: &'static str, text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <div><dt>{name}</dt><dd><OwnText vi=text/></dd></div> })
}

/// Who gets it, where, and how to reach them.
#[component]
pub fn Delivery(order: Order) -> impl IntoView {
    let method = (words().checkout.method)(order.method);
    let words = &words().orders.order;
    let sent = order.method.needs_address();
    let (title, who) = if sent { (words.deliver_to, words.recipient) } else { (words.fetch_at, words.buyer) };
    let address = [order.buyer.street, order.buyer.place].into_iter().filter(|part| !part.is_empty());
    let address = if sent { address.collect::<Vec<_>>().join(", ") } else { order.maker.address };
    view! {
        <section class="stack-s" aria-labelledby="delivery">
            <h2 id="delivery">{title}</h2>
            <dl class="facts">
                {sent.then(|| view! {
                    <div><dt>{words.method_name}</dt><dd>{method}</dd></div>
                })}
                {fact(who, order.buyer.name)}
                <div><dt>{words.phone}</dt><dd><PhoneLink phone=order.buyer.phone/></dd></div>
                {order.buyer.email.map(|email| view! { <div><dt>{words.email}</dt><dd>{email}</dd></div> })}
                {fact(words.address, address)}
                {(!sent).then(|| fact(words.fetch_when, order.maker.pickup_note))}
                {fact(words.note, order.buyer.note)}
            </dl>
        </section>
    }
}

/// How the order's money stands.
#[component]
pub fn PaymentBadge(course: Course) -> impl IntoView {
    let state = course.money.state;
    let tone = if state.is_covered() { "badge is-good" } else { "badge is-wait" };
    view! { <span class=tone data-payment=state.as_str()>{(words().orders.order.payment)(state)}</span> }
}
