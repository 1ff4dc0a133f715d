//! The order for its shopper: a link that works without an account.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    failure::Failure,
    identity::party::KeyHolder,
    orders::{
        course::Stage,
        order::{Maker, OpenedOrder, Order},
        request_service::{OpenedRequests, OrderRequests},
        service::Orders,
    },
    payments::{refund::OrderRefunds, refund_service::Refunds},
};

use super::views::{Delivery, Moment, PaymentBadge, PhoneLink, Receipt, Timeline, fact, state_mark};
use super::{
    ask::{AskForms, AskRefused},
    requests::{RequestList, Side},
};
use crate::{
    amount::Amount,
    flash::Done,
    layout::Head,
    own_text::OwnText,
    payments::refund_views::ShopperRefunds,
    problem::{IncidentPage, NotFoundPage, missing},
    site::{link, site, words},
};

/// `/don-hang/{code}?khoa=`.
#[component]
pub fn OrderPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("code").unwrap_or_default();
    let who = use_context::<KeyHolder>();
    let key = site().query_value("khoa").unwrap_or_default();
    let (orders, refunds) = (expect_context::<Arc<dyn Orders>>(), expect_context::<Arc<dyn Refunds>>());
    let asked = expect_context::<Arc<dyn OrderRequests>>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let opened = match orders.opened(&who, &code).await {
            Ok(opened) => opened,
            Err(failure) => return missing(failure),
        };
        let refunds = match refunds.of_order(&who, &code).await {
            Ok(refunds) => refunds,
            Err(Failure::Incident(id)) => return view! { <IncidentPage id/> }.into_any(),
            Err(Failure::Refused(never)) => match never {},
        };
        match asked.opened(&who, &code).await {
            Ok(asked) => view! { <Opened opened refunds asked key/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn Opened(opened: OpenedOrder, refunds: OrderRefunds, asked: OpenedRequests, key: String) -> impl IntoView {
    let words = &words().orders.order;
    let OpenedOrder { order, codes } = opened;
    let OpenedRequests { requests, offers } = asked;
    let paid = order.course.money.received.is_positive();
    let title = (words.title)(&order.code);
    let (code, stage) = (order.code.clone(), order.course.stage());
    let (story, of_returns) = (refunds.refunds.clone(), refunds.refunds.clone());
    view! {
        <Head title=title hidden=true/>
        <article class="stack-l" data-order=code data-state=state_mark(stage)>
            <Others codes current=order.code.clone() key=key.clone()/>
            <Done told=crate::site::words().orders.requests.ask.done/>
            <AskRefused offers=offers.clone()/>
            <Opening order=order.clone()/>
            <ToPay order=order.clone()/>
            <RefundNotice order=order.clone()/>
            <ShopperRefunds refunds code=order.code.clone() key/>
            <div class="columns">
                <div class="stack-l">
                    <section class="stack" aria-labelledby="story">
                        <h2 id="story">{words.story}</h2>
                        <Timeline order=order.clone() requests=requests.clone() refunds=story/>
                    </section>
                    <RequestList requests refunds=of_returns side=Side::Shopper/>
                    <Receipt order=order.clone()/>
                </div>
                <div class="stack-l">
                    <Delivery order=order.clone()/>
                    <Seller maker=order.maker/>
                    <section class="stack-s no-print" aria-labelledby="help">
                        <h2 id="help">{words.help}</h2>
                        <p>{words.returns_text}</p>
                        <AskForms offers paid/>
                        <p><a class="tap" href=link("/doi-tra")>{words.returns}</a></p>
                        <p>{words.keep_text}</p>
                    </section>
                </div>
            </div>
        </article>
    }
}

/// Other orders that the same key opens.
#[component]
fn Others(codes: Vec<String>, current: String, key: String) -> impl IntoView {
    let words = &words().orders.order;
    (codes.len() > 1).then(|| {
        view! {
            <nav class="no-print" aria-label=words.others>
                <ul class="tabs-list">
                    {codes.into_iter().map(|code| {
                        let here = (code == current).then_some("page");
                        let href = link(&format!("/don-hang/{code}?khoa={key}"));
                        view! { <li><a class="order-code" href=href aria-current=here>{code}</a></li> }
                    }).collect_view()}
                </ul>
            </nav>
        }
    })
}

/// The title, the state as a stamp and what it means.
#[component]
fn Opening(order: Order) -> impl IntoView {
    let words = &words().orders.order;
    let stage = order.course.stage();
    let pickup = !order.method.needs_address();
    let stamp = match stage {
        Stage::Waiting => "stamp is-wait",
        Stage::Cancelled => "stamp is-fault",
        Stage::ToConfirm | Stage::ToPack | Stage::ToHandOver | Stage::HandedOver => "stamp",
    };
    view! {
        <div class="page-head">
            <div class="order-head">
                <h1>{(words.title)(&order.code)}</h1>
                <span class=stamp>{(words.stage)(stage, pickup)}</span>
            </div>
            <p class="lead">{(words.stage_text)(stage, pickup)}</p>
            <p class="cluster">
                <PaymentBadge course=order.course.clone()/>
                <span>{words.placed}" "<Moment at=order.course.placed_at/></span>
            </p>
        </div>
    }
}

/// What is still to be paid and how, for a shopper who came without the payment page.
#[component]
fn ToPay(order: Order) -> impl IntoView {
    let words = &words().orders.order;
    let money = order.course.money;
    let missing = money.amount.checked_sub(money.received).unwrap_or(money.amount);
    let late = site().now > order.dues.due_at;
    (order.course.stage() == Stage::Waiting && missing.is_positive()).then(|| {
        let tone = if late { "care" } else { "" };
        view! {
            <section class="panel stack no-print" aria-labelledby="pay">
                <h2 class="panel-title" id="pay">{words.pay_title}</h2>
                {late.then(|| view! { <p class="flash" data-kind=tone>{words.pay_late}</p> })}
                <p>{words.pay_text}</p>
                <dl class="facts">
                    <div><dt>{words.pay_missing}</dt><dd><strong><Amount money=missing/></strong></dd></div>
                    <div>
                        <dt>{words.reference}</dt>
                        <dd><strong class="mono">{order.dues.reference}</strong></dd>
                    </div>
                    <div><dt>{words.bank}</dt><dd>{order.dues.bank}</dd></div>
                    <div><dt>{words.account}</dt><dd class="mono">{order.dues.account}</dd></div>
                    <div><dt>{words.holder}</dt><dd>{order.dues.holder}</dd></div>
                    <div><dt>{words.pay_until}</dt><dd><Moment at=order.dues.due_at/></dd></div>
                </dl>
            </section>
        }
    })
}

/// Money that has to go back.
#[component]
fn RefundNotice(order: Order) -> impl IntoView {
    let words = &words().orders.order;
    let due = order.course.refund_due();
    due.is_positive().then(|| {
        view! {
            <div class="flash" data-kind="care">
                <p><strong>{words.refund_title}" "<Amount money=due/>"."</strong>" "{words.refund_text}</p>
            </div>
        }
    })
}

/// Who sells it, as the law wants it told.
#[component]
fn Seller(maker: Maker) -> impl IntoView {
    let words = &words().orders.order;
    let page = link(&format!("/co-so/{}", maker.slug));
    let legal_form = (crate::site::words().catalogue.workshop.legal_form_name)(maker.legal_form);
    view! {
        <section class="stack-s" aria-labelledby="maker">
            <h2 id="maker">{words.maker}</h2>
            <dl class="facts">
                <div><dt>{words.maker_name}</dt><dd><a class="tap" href=page><OwnText vi=maker.name/></a></dd></div>
                <div><dt>{words.legal_form_name}</dt><dd>{legal_form}</dd></div>
                {fact(words.owner, maker.owner)}
                {fact(words.registration, maker.registration)}
                {fact(words.address, maker.address)}
                <div><dt>{words.phone}</dt><dd><PhoneLink phone=maker.phone/></dd></div>
                {maker.email.map(|email| {
                    let href = format!("mailto:{email}");
                    view! { <div><dt>{words.email}</dt><dd><a class="tap" href=href>{email}</a></dd></div> }
                })}
            </dl>
        </section>
    }
}
