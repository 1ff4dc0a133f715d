//! Parts of the producer's money page.

use leptos::prelude::*;
use shop::payments::desk::{Arrival, Matter, Outstanding, Sorted};

use crate::{
    amount::Amount,
    form::{Once, TextArea, TextField},
    site::{DOT, link, words},
};

/// Movements of one kind that need a look.
#[component]
pub fn Matters(matter: Matter, arrivals: Vec<Arrival>) -> impl IntoView {
    let words = &words().payments.desk;
    let tone = match matter {
        Matter::Unmatched | Matter::Cancelled => "fault",
        Matter::Over | Matter::Duplicate | Matter::Under | Matter::Late => "care",
    };
    view! {
        <h3>{(words.matter)(matter)}" ("{arrivals.len()}")"</h3>
        <p>{(words.advice)(matter)}</p>
        <ul class="queue">
            {arrivals.into_iter().map(|arrival| view! { <MatterItem arrival tone/> }).collect_view()}
        </ul>
    }
}

#[component]
fn MatterItem(arrival: Arrival, tone: &'static str) -> impl IntoView {
    let words = words();
    let kind = (words.payments.desk.sorted)(arrival.sorted);
    let sums = arrival
        .order
        .as_ref()
        .map(|order| (words.payments.desk.received_of)(&order.received.to_string(), &order.amount.to_string()));
    let state = arrival.order.as_ref().map(|order| (words.payments.state)(order.state));
    let todo = way_out(&arrival);
    view! {
        <li class="queue-item" data-tone=tone data-outcome=arrival.sorted.as_str()>
            <div class="queue-item-head">
                <b><Amount money=arrival.amount/></b>
                <span class="badge is-wait">{kind}</span>
            </div>
            <div class="stack-s">
                <p class="small soft">{(words.calendar.moment)(arrival.at)}</p>
                {arrival.order.map(|order| view! {
                    <p><OrderLink code=order.code/>{DOT}{state}{DOT}{sums}</p>
                })}
                {(!arrival.text.is_empty()).then(|| view! { <p class="mono small" lang="vi">{arrival.text}</p> })}
            </div>
            {todo.map(|(href, text)| view! {
                <div class="queue-item-tools"><a class="button is-small" href=link(&href)>{text}</a></div>
            })}
        </li>
    }
}

/// Where it is put right, and what the way there is called.
fn way_out(arrival: &Arrival) -> Option<(String, &'static str)> {
    let refund = &words().payments.refund;
    let loose = format!("/xuong/tien/giao-dich/{}", arrival.number);
    match arrival.matter() {
        Some(Matter::Unmatched) => Some((loose, refund.loose.title_in)),
        Some(Matter::Cancelled | Matter::Over | Matter::Duplicate) => {
            Some(("/xuong/tien/hoan".to_owned(), refund.title))
        }
        Some(Matter::Late) => {
            let order = arrival.order.as_ref()?;
            Some((format!("/xuong/don-hang/{}/hoan-tien", order.code), refund.give_back))
        }
        Some(Matter::Under) => None,
        None if arrival.sorted == Sorted::Outgoing => Some((loose, refund.loose.title_out)),
        None => None,
    }
}

/// Money that left and may be a refund.
#[component]
pub fn MaybeRefunds(arrivals: Vec<Arrival>) -> impl IntoView {
    let words = &words().payments.refund.loose;
    view! {
        <section class="section stack" aria-labelledby="tien-ra">
            <h2 id="tien-ra">{words.maybe_refunds}</h2>
            <p>{words.maybe_lead}</p>
            <ul class="queue">
                {arrivals.into_iter().map(|arrival| view! { <MatterItem arrival tone="care"/> }).collect_view()}
            </ul>
        </section>
    }
}

#[component]
fn OrderLink(code: String) -> impl IntoView {
    let href = link(&format!("/xuong/don-hang/{code}"));
    view! { <a class="order-code tap" href=href>{code}</a> }
}

/// Orders whose money has not all arrived, each with a way to say that it was seen.
#[component]
pub fn OutstandingList(orders: Vec<Outstanding>) -> impl IntoView {
    let words = &words().payments.desk;
    if orders.is_empty() {
        return view! { <p class="soft">{words.none_outstanding}</p> }.into_any();
    }
    view! {
        <p>{words.outstanding_lead}</p>
        <ul class="queue">
            {orders.into_iter().map(|order| view! { <OutstandingItem order/> }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn OutstandingItem(order: Outstanding) -> impl IntoView {
    let words = words();
    let desk = &words.payments.desk;
    let state = (words.payments.state)(order.state);
    let partly = order
        .received
        .is_positive()
        .then(|| (desk.received_of)(&order.received.to_string(), &order.amount.to_string()));
    let confirm = link(&format!("/xuong/tien?don={}#xac-nhan", order.order));
    let code = order.order.clone();
    view! {
        <li class="queue-item" data-order=code data-state=order.state.as_str()>
            <div class="queue-item-head">
                <OrderLink code=order.order.clone()/>
                <b><Amount money=order.amount/></b>
            </div>
            <div class="stack-s">
                <p><span lang="vi">{order.buyer}</span>{DOT}{state}{partly.map(|sums| format!("{DOT}{sums}"))}</p>
                <p class="small soft">
                    {desk.due}" "{(words.calendar.moment)(order.due_at)}{DOT}
                    <span class="mono">{order.reference}</span>
                </p>
            </div>
            <div class="queue-item-tools">
                <a class="button is-small" href=confirm>
                    {desk.saw_it}<span class="visually-hidden">" "{order.order.clone()}</span>
                </a>
            </div>
        </li>
    }
}

/// The payee's word that money of this order arrived.
#[component]
pub fn ConfirmForm(order: Outstanding) -> impl IntoView {
    let words = words();
    let desk = &words.payments.desk;
    let missing = order.missing().to_string().replace("\u{a0}₫", "");
    let code = order.order;
    view! {
        <section class="panel stack" id="xac-nhan" aria-labelledby="xac-nhan-ten">
            <h2 class="panel-title" id="xac-nhan-ten">{(desk.confirm_title)(&code)}</h2>
            <p>
                <span lang="vi">{order.buyer}</span>{DOT}{(words.payments.state)(order.state)}{DOT}
                {(desk.received_of)(&order.received.to_string(), &order.amount.to_string())}
            </p>
            <p class="soft">{desk.confirm_lead}</p>
            <form class="field-group" method="post">
                <Once/>
                <input type="hidden" name="order" value=code/>
                <TextField name="amount" label=desk.amount_label hint=desk.amount_hint inputmode="text"
                    value=missing autocomplete="off" required=true/>
                <TextArea name="note" label=desk.note_label hint=desk.note_hint rows=3 required=true/>
                <div class="cluster">
                    <button class="button is-primary">{desk.confirm}</button>
                    <a class="link-button" href=link("/xuong/tien")>{desk.not_now}</a>
                </div>
            </form>
        </section>
    }
}

/// What went as it should.
#[component]
pub fn ArrivedTable(arrivals: Vec<Arrival>) -> impl IntoView {
    let words = &words().payments.desk;
    if arrivals.is_empty() {
        return view! {
            <div class="empty">
                <h3 class="empty-title">{words.none_arrived}</h3>
                <p>{words.none_arrived_text}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <table class="table is-cards">
            <caption class="visually-hidden">{words.arrived}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.when}</th>
                    <th scope="col">{words.order}</th>
                    <th scope="col">{words.kind}</th>
                    <th scope="col" class="number">{words.amount}</th>
                </tr>
            </thead>
            <tbody>{arrivals.into_iter().map(|arrival| view! { <ArrivedRow arrival/> }).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn ArrivedRow(arrival: Arrival) -> impl IntoView {
    let words = words();
    let desk = &words.payments.desk;
    let proven = arrival.proven.then(|| format!(", {}", desk.proven));
    view! {
        <tr data-outcome=arrival.sorted.as_str()>
            <td data-label=desk.when>{(words.calendar.moment)(arrival.at)}</td>
            <td data-label=desk.order>
                <span>
                    {arrival.order.map(|order| view! { <OrderLink code=order.code/> })}
                    {(!arrival.note.is_empty()).then(|| view! {
                        <small class="own-line">{desk.note}": "<span lang="vi">{arrival.note}</span></small>
                    })}
                </span>
            </td>
            <td data-label=desk.kind><span>{(desk.sorted)(arrival.sorted)}{proven}</span></td>
            <td class="number" data-label=desk.amount><Amount money=arrival.amount/></td>
        </tr>
    }
}
