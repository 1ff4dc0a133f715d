//! A movement that found no place, and what its payee may decide about it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    id::BankTransactionId,
    identity::party::ProducerStaff,
    payments::{desk::Outstanding, loose::Loose, matching::Direction, refund::Refund, refund_service::Reconciliation},
};

use crate::{
    amount::Amount,
    form::{FaultSummary, TextArea, filled},
    office::{Office, Room},
    problem::{NotFoundPage, missing},
    site::{link, words},
};

/// `/xuong/tien/giao-dich/{number}`.
#[component]
pub fn LoosePage() -> impl IntoView {
    let number = use_params_map().get_untracked().get("number").and_then(|number| number.parse().ok());
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Reconciliation>>();
    Suspend::new(async move {
        let (Some(who), Some(number)) = (who, number) else { return view! { <NotFoundPage/> }.into_any() };
        match port.loose(&who, BankTransactionId::new(number)).await {
            Ok(loose) => view! { <LooseView loose/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn LooseView(loose: Loose) -> impl IntoView {
    let words = words();
    let texts = &words.payments.refund.loose;
    let came = loose.direction == Direction::In;
    let title = if came { texts.title_in } else { texts.title_out };
    view! {
        <Room office=Office::Workshop title>
            <div class="stack-l" data-loose=loose.number.get()>
                <FaultSummary/>
                <div class="panel stack-s">
                    <p><strong><Amount money=loose.amount/></strong>" · "{(words.calendar.moment)(loose.at)}</p>
                    <p class="mono" lang="vi">{loose.text}</p>
                </div>
                {came.then(|| view! { <Orders orders=loose.orders/> })}
                {loose.withdrawn.map(|refund| view! { <NamesWithdrawn refund/> })}
                {(!came).then(|| view! { <MaybeRefund refunds=loose.refunds/> })}
                {came.then(|| view! {
                    <Note decision="tra-lai" title=texts.give_back lead=texts.give_back_lead/>
                })}
                <Note decision="bo-qua" title=texts.dismiss lead=texts.dismiss_lead/>
                <p><a class="tap" href=link("/xuong/tien")>{words.payments.desk.title}</a></p>
            </div>
        </Room>
    }
}

#[component]
fn Orders(orders: Vec<Outstanding>) -> impl IntoView {
    let words = words();
    let texts = &words.payments.refund.loose;
    let none = orders.is_empty();
    view! {
        <section class="stack" aria-labelledby="cua-don">
            <h2 id="cua-don">{texts.assign}</h2>
            <p class="soft">{if none { texts.no_orders } else { texts.assign_lead }}</p>
            <ul class="queue">
                {orders.into_iter().map(|order| view! {
                    <li class="queue-item">
                        <div class="queue-item-head">
                            <span lang="vi">{order.buyer.clone()}</span>
                            <b><Amount money=order.missing()/></b>
                        </div>
                        <p class="small soft">
                            {(words.payments.state)(order.state)}" · "{(words.calendar.moment)(order.due_at)}
                        </p>
                        <div class="queue-item-tools">
                            <form method="post">
                                <input type="hidden" name="decision" value="don"/>
                                <input type="hidden" name="order" value=order.order.clone()/>
                                <button class="button is-small">{(texts.assign_to)(&order.order)}</button>
                            </form>
                        </div>
                    </li>
                }).collect_view()}
            </ul>
        </section>
    }
}

/// The money names a refund that was withdrawn: what to do if it did leave for it.
#[component]
fn NamesWithdrawn(refund: Refund) -> impl IntoView {
    let words = &words().payments.refund;
    let again = refund.order.map(|code| {
        let href = link(&format!("/xuong/don-hang/{code}/hoan-tien"));
        view! { <a class="tap" href=href>{words.give_back}</a> }
    });
    view! {
        <div class="flash" data-kind="care">
            <p>{(words.loose.names_withdrawn)(refund.reference.as_str())}" "{again}</p>
        </div>
    }
}

#[component]
fn MaybeRefund(refunds: Vec<Refund>) -> impl IntoView {
    let words = words();
    let texts = &words.payments.refund.loose;
    (!refunds.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="la-hoan">
                <h2 id="la-hoan">{texts.is_refund}</h2>
                <p class="soft">{texts.is_refund_lead}</p>
                <ul class="queue">
                    {refunds.into_iter().map(|refund| view! {
                        <li class="queue-item">
                            <p>
                                {refund.order.clone()}" · "<span lang="vi">{refund.buyer}</span>" · "
                                {(words.payments.refund.reason)(refund.reason)}
                            </p>
                            <div class="queue-item-tools">
                                <form method="post">
                                    <input type="hidden" name="decision" value="hoan"/>
                                    <input type="hidden" name="reference" value=refund.reference.to_string()/>
                                    <button class="button is-small">
                                        {(texts.is_refund_of)(refund.reference.as_str())}
                                    </button>
                                </form>
                            </div>
                        </li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

/// A decision that needs a word about it.
#[component]
fn Note(decision: &'static str, title: &'static str, lead: &'static str) -> impl IntoView {
    let texts = &words().payments.refund.loose;
    let field = format!("note-{decision}");
    let sent = filled().fault(&field).is_some();
    view! {
        <details open=sent>
            <summary>{title}</summary>
            <form class="panel field-group" method="post">
                <p class="soft">{lead}</p>
                <input type="hidden" name="decision" value=decision/>
                <TextArea name=field label=texts.note rows=2 required=true/>
                <div class="cluster"><button class="button">{texts.decide}</button></div>
            </form>
        </details>
    }
}
