//! One payment: its state in words, its QR, what to type by hand, what was bought.

use leptos::prelude::*;
use shop::{
    identity::phone::Phone,
    money::Money,
    payments::purchase::{Line, Payment, Qr},
};

use crate::{
    amount::Amount,
    site::{link, site, words},
};

/// The quiet zone around a QR code, in squares: four, as its standard asks.
const QUIET: usize = 4;

/// A phone number as people write it.
pub fn phone(stored: &str) -> String {
    Phone::parse(stored).map_or_else(|_| stored.to_owned(), |phone| phone.shown())
}

/// `picture` is the address of the code's picture as a file.
#[component]
pub fn PaymentView(payment: Payment, picture: String) -> impl IntoView {
    let heading = format!("don-{}-ten", payment.order);
    let order_page = link(&format!("/don-hang/{}?khoa={}", payment.order, payment.order_key));
    let maker = link(&format!("/co-so/{}", payment.producer.slug));
    let order_words = (words().payments.pay.order_page)(&payment.order);
    let (maker_name, labelled) = (payment.producer.name.clone(), heading.clone());
    let (amount, order) = (payment.amount, payment.order.clone());
    let (reference, account) = (payment.reference.clone(), payment.payee.account.clone());
    let (payload, state) = (payment.qr.payload.clone(), payment.state.as_str());
    let state_view = view! { <StateView payment=payment.clone()/> };
    let how_to_pay = payment.to_pay().map(|to_pay| view! { <HowToPay payment=payment.clone() to_pay picture/> });
    view! {
        <section class="payment" id=format!("don-{order}") aria-labelledby=labelled
            data-order=order data-reference=reference data-amount=amount.get() data-account=account
            data-vietqr=payload data-state=state>
            <div class="payment-head">
                <h2 id=heading><a href=maker lang="vi">{maker_name}</a></h2>
                <b><Amount money=amount/></b>
            </div>
            {state_view}
            {how_to_pay}
            <Goods payment/>
            <p class="payment-foot"><a href=order_page>{order_words}</a></p>
        </section>
    }
}

#[component]
fn StateView(payment: Payment) -> impl IntoView {
    let words = words();
    let pay = &words.payments.pay;
    let meaning = (pay.meaning)(payment.state, payment.cancelled.as_deref());
    let open = payment.to_pay().is_some();
    let partly = payment.received.is_positive() && !payment.state.is_covered();
    let sum = |name: &'static str, amount| view! { <p>{name}": "<b><Amount money=amount/></b></p> };
    view! {
        <div class="payment-state">
            <strong class="payment-state-name">{(words.payments.state)(payment.state)}</strong>
            <p>{meaning}</p>
            {partly.then(|| sum(pay.received, payment.received))}
            {payment.to_pay().filter(|_| partly).map(|missing| sum(pay.missing, missing))}
            {payment.excess().is_positive().then(|| sum(pay.excess, payment.excess()))}
            {payment.paid_at.map(|at| view! { <p>{pay.paid_at}" "{(words.calendar.moment)(at)}"."</p> })}
            {open.then(|| view! { <TimeLeft payment/> })}
        </div>
    }
}

/// Until when, and how long that is; a script counts it down.
#[component]
fn TimeLeft(payment: Payment) -> impl IntoView {
    let words = words();
    let pay = &words.payments.pay;
    let seconds = (payment.due_at - site().now).whole_seconds();
    let left = (seconds > 0).then(|| {
        view! {
            " "
            <span class="countdown" data-left=seconds data-left-words=pay.time_left>
                {(pay.minutes_left)(seconds / 60)}
            </span>
        }
    });
    view! { <p>{(pay.before)(&(words.calendar.moment)(payment.due_at))}{left}</p> }
}

#[component]
fn HowToPay(payment: Payment, to_pay: Money, picture: String) -> impl IntoView {
    let pay = &words().payments.pay;
    let name = if payment.received.is_positive() { pay.missing } else { pay.amount };
    let label = (pay.qr_label)(&to_pay.to_string(), &payment.payee.account);
    let payee = payment.payee;
    view! {
        <div class="payment-body">
            <div class="payment-qr">
                <QrPicture qr=payment.qr label/>
                <p class="small soft">{pay.scan}</p>
                <p class="small soft">{pay.same_phone}</p>
                <a class="button is-small" href=picture download="">{pay.save_qr}</a>
            </div>
            <div class="stack-s">
                <h3>{pay.by_hand}</h3>
                <dl class="copy-rows">
                    <div><dt>{pay.bank}</dt><dd>{payee.bank}</dd></div>
                    <div><dt>{pay.holder}</dt><dd lang="vi">{payee.holder}</dd></div>
                    <CopyRow name=pay.account shown=payee.account.clone() copied=payee.account/>
                    <CopyRow name shown=to_pay.to_string() copied=to_pay.get().to_string()/>
                    <CopyRow name=pay.reference shown=payment.reference.clone() copied=payment.reference/>
                </dl>
                <p class="small soft">{pay.reference_hint}</p>
            </div>
        </div>
    }
}

/// A value with a button that copies it; the button comes with script.
#[component]
pub fn CopyRow(name: &'static str, shown: String, copied: String) -> impl IntoView {
    let pay = &words().payments.pay;
    view! {
        <div>
            <dt>{name}</dt>
            <dd class="mono">{shown}</dd>
            <dd class="copy-rows-tool">
                <button class="button is-small" type="button" data-copy=copied hidden>
                    {pay.copy}<span class="visually-hidden">" "{name}</span>
                </button>
            </dd>
        </div>
    }
}

/// The code in dark squares on light ground, in dark mode too: readers expect it so.
#[component]
pub fn QrPicture(qr: Qr, label: String) -> impl IntoView {
    let side = qr.side + 2 * QUIET;
    let view_box = format!("-{QUIET} -{QUIET} {side} {side}");
    view! {
        <svg viewBox=view_box role="img" aria-label=label>
            <path fill="#fff" d=format!("M-{QUIET} -{QUIET}h{side}v{side}h-{side}z")></path>
            <path fill="#000" d=qr.path></path>
        </svg>
    }
}

#[component]
fn Goods(payment: Payment) -> impl IntoView {
    let pay = &words().payments.pay;
    let line = |line: Line| {
        view! {
            <li>
                <span lang="vi">{line.product}</span>
                <Amount money=line.amount/>
                <span class="receipt-how"><span lang="vi">{line.variant}</span>" × "{line.quantity}</span>
            </li>
        }
    };
    view! {
        <details class="payment-foot">
            <summary>{pay.goods}</summary>
            <ul class="receipt-lines">
                {payment.lines.into_iter().map(line).collect_view()}
                <li><span>{(pay.delivery)(&payment.method)}</span><Amount money=payment.delivery/></li>
            </ul>
        </details>
    }
}
