//! What was asked about an order, as both sides see it.

use leptos::prelude::*;
use shop::{
    clock::iso_day,
    id::RequestId,
    media::picture::WIDTHS,
    orders::request::{Kind, Matter, Request, ReturnPhoto, ReturnedLine, Settlement, State, Verdict},
    payments::refund::Refund,
};
use time::Date;

use super::{answer::AnswerForm, views::Moment};
use crate::{
    amount::Amount,
    media::views::address,
    own_text::{OwnParagraphs, OwnText},
    payments::{
        refund_form::OF_RETURN,
        refund_views::{badge, state_name},
    },
    site::{link, site, words},
};

/// Who looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Side {
    Shopper,
    /// The producer answers.
    Producer {
        /// The order's code.
        order: String,
        /// Whether some of it stands as sold, so that money can go back.
        sold: bool,
    },
}

/// A day with its weekday.
#[component]
pub fn Day(day: Date) -> impl IntoView {
    view! { <time datetime=iso_day(day)>{(words().calendar.day)(day)}</time> }
}

/// All requests of an order; nothing when there are none.
#[component]
pub fn RequestList(requests: Vec<Request>, refunds: Vec<Refund>, side: Side) -> impl IntoView {
    let words = &words().orders.requests;
    (!requests.is_empty()).then(|| {
        let cards = requests.into_iter().map(|request| {
            let of_it = refunds.iter().filter(|refund| refund.answers == Some(request.id)).cloned().collect();
            view! { <li><Card request refunds=of_it side=side.clone()/></li> }
        });
        view! {
            <section class="stack" aria-labelledby="requests">
                <h2 id="requests">{words.title}</h2>
                <ol class="stack">{cards.collect_view()}</ol>
            </section>
        }
    })
}

#[component]
fn Card(request: Request, refunds: Vec<Refund>, side: Side) -> impl IntoView {
    let words = &words().orders.requests;
    let state = request.verdict().map_or("open", Verdict::as_str);
    let (open, kind) = (request.is_open(), request.kind());
    let form = match &side {
        Side::Producer { order, .. } if open => {
            Some(view! { <AnswerForm request=request.clone() order=order.clone()/> })
        }
        Side::Producer { .. } | Side::Shopper => None,
    };
    let accepted = kind == Kind::Return && request.verdict() == Some(Verdict::Accepted);
    let number = request.id;
    view! {
        <article class="panel stack-s" id=format!("request-{}", request.id) data-request=kind.as_str()
            data-state=state>
            <div class="cluster is-apart">
                <h3>{(words.kind)(kind)}</h3>
                <Standing request=request.clone()/>
            </div>
            <p class="soft small"><Moment at=request.asked_at/></p>
            <OwnParagraphs text=request.text.clone()/>
            <Goods matter=request.matter.clone()/>
            {open.then(|| view! { <p>{words.answer_by}" "<strong><Day day=request.answer_by/></strong></p> })}
            <TheAnswer state=request.state.clone()/>
            {accepted.then(|| view! { <MoneyOfReturn number refunds side/> })}
            {form}
        </article>
    }
}

/// The refunds of an accepted return; where none stands, the producer's way to note it.
#[component]
fn MoneyOfReturn(number: RequestId, refunds: Vec<Refund>, side: Side) -> impl IntoView {
    let words = &words().orders.requests;
    let stands = refunds.iter().any(|refund| refund.state.stands());
    let at_the_desk = side != Side::Shopper;
    let items = refunds.into_iter().map(|refund| {
        let (reference, state) = (refund.reference.to_string(), refund.state.as_str());
        let name = if at_the_desk {
            let href = link(&format!("/xuong/tien/hoan/{reference}"));
            view! { <a class="tap" href=href>{words.money_back}</a> }.into_any()
        } else {
            words.money_back.into_any()
        };
        view! {
            <p class="cluster" data-return-refund=reference data-state=state>
                {name}" "<strong><Amount money=refund.amount/></strong>
                <span class=badge(refund.state)>{state_name(refund.state, !at_the_desk)}</span>
            </p>
        }
    });
    let way = match side {
        Side::Producer { order, sold: true } if !stands => {
            let href = link(&format!("/xuong/don-hang/{order}/hoan-tien?{OF_RETURN}={number}"));
            Some(view! { <p class="no-print"><a class="button is-small" href=href>{words.desk.refund}</a></p> })
        }
        Side::Producer { .. } | Side::Shopper => None,
    };
    view! { {items.collect_view()} {way} }
}

/// How a request stands, in a word or two.
#[component]
fn Standing(request: Request) -> impl IntoView {
    let words = &words().orders.requests;
    let (class, text) = match request.verdict() {
        None if request.is_overdue(site().now) => ("badge is-fault", words.overdue),
        None => ("badge is-wait", words.open),
        Some(verdict @ (Verdict::Answered | Verdict::Accepted)) => ("badge is-good", (words.verdict)(verdict)),
        Some(verdict @ (Verdict::Declined | Verdict::Overtaken)) => ("badge", (words.verdict)(verdict)),
    };
    view! { <span class=class>{text}</span> }
}

/// Why, what and how it looks, of a return.
#[component]
fn Goods(matter: Matter) -> impl IntoView {
    let words = &words().orders.requests;
    let Matter::Return { reason, lines, photos } = matter else { return ().into_any() };
    let lines = lines.into_iter().map(|line: ReturnedLine| {
        let quantity = format!("{} × ", line.quantity);
        view! { <p>{quantity}<OwnText vi=line.product/>" · "<OwnText vi=line.variant/></p> }
    });
    view! {
        <dl class="facts">
            <div><dt>{words.reason_name}</dt><dd>{(words.reason)(reason)}</dd></div>
            <div><dt>{words.goods}</dt><dd>{lines.collect_view()}</dd></div>
        </dl>
        <Photos photos/>
    }
    .into_any()
}

/// The photos, small; each leads to its largest file once that is made.
#[component]
fn Photos(photos: Vec<ReturnPhoto>) -> impl IntoView {
    let words = &words().orders.requests;
    (!photos.is_empty()).then(|| {
        let tiles = (1..).zip(photos).map(|(number, photo)| {
            let small = format!("/anh/{}/{}.jpg", photo.hash, WIDTHS[0]);
            let large =
                photo.picture.and_then(|picture| picture.widths().last().map(|width| address(&picture, *width, "jpg")));
            let href = large.unwrap_or_else(|| small.clone());
            view! {
                <li class="photo-tile">
                    <a class="picture" href=href><img src=small alt=(words.photo)(number) loading="lazy"/></a>
                </li>
            }
        });
        view! { <ul class="photo-tiles" aria-label=words.photos>{tiles.collect_view()}</ul> }
    })
}

#[component]
fn TheAnswer(state: State) -> impl IntoView {
    let words = &words().orders.requests;
    let State::Settled(Settlement { at, text, verdict }) = state else { return ().into_any() };
    if verdict == Verdict::Overtaken {
        return ().into_any();
    }
    view! {
        <h4>{words.answer}</h4>
        <p class="soft small"><Moment at/></p>
        {(!text.is_empty()).then(|| view! { <OwnParagraphs text/> })}
    }
    .into_any()
}

/// Whether the shopper waits for an answer to the wish to cancel.
pub fn asks_to_cancel(requests: &[Request]) -> bool {
    requests.iter().any(|request| request.is_open() && request.kind() == Kind::Cancel)
}
