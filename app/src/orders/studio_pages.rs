//! The producer's orders in trays by what is to be done.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    identity::party::ProducerStaff,
    orders::{
        order::{Order, OrderList},
        request_service::{OrderRequests, Waiting},
        service::Orders,
        tray::{Counts, Tray},
    },
    page::{Page, Window},
};

use super::{
    answer::WaitingList,
    studio_order::NextStep,
    views::{Moment, PaymentBadge, PhoneLink, state_mark},
};
use crate::{
    amount::Amount,
    office::{Office, Room},
    own_text::OwnText,
    pagination::Pagination,
    problem::{NotFoundPage, broken},
    site::{DOT, link, site, words},
};

/// How many orders a page holds.
const PAGE_SIZE: u32 = 20;

/// `/xuong/don-hang?muc=&trang=`.
#[component]
pub fn StudioOrdersPage() -> impl IntoView {
    let site = site();
    let who = use_context::<ProducerStaff>();
    let tray = Tray::of_slug(site.query_value("muc").as_deref());
    let window = Window::parse(site.query_value("trang").as_deref(), PAGE_SIZE);
    // Only what looks like a code is told back.
    let moved = site.query_value("xong").filter(|code| code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let (orders, asked) = (expect_context::<Arc<dyn Orders>>(), expect_context::<Arc<dyn OrderRequests>>());
        let waiting = match asked.waiting(&who).await {
            Ok(waiting) => waiting,
            Err(failure) => return broken(failure),
        };
        match orders.list(&who, tray, window).await {
            Ok(list) => view! { <Trays list tray moved waiting/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn Trays(list: OrderList, tray: Tray, moved: Option<String>, waiting: Vec<Waiting>) -> impl IntoView {
    let words = &words().orders.studio;
    let OrderList { page, counts } = list;
    view! {
        <Room office=Office::Workshop title=words.title>
            {moved.map(|code| view! {
                <div class="flash" data-kind="done" role="status"><p>{(words.moved)(&code)}</p></div>
            })}
            <div class="stack-l"><WaitingList waiting/><TrayTabs counts tray/></div>
            <section class="stack">
                <h2>{(words.tray)(tray)}</h2>
                <Queue page=page.clone() tray/>
            </section>
            <Pagination number=page.number pages=page.pages/>
        </Room>
    }
}

/// The address of a tray.
pub fn tray_path(tray: Tray) -> String {
    format!("/xuong/don-hang?muc={}", tray.slug())
}

#[component]
fn TrayTabs(counts: Counts, tray: Tray) -> impl IntoView {
    let words = &words().orders.studio;
    // Refunds are rare: their tray stands there when there is one to make.
    let shown = move |one: &Tray| *one != Tray::ToRefund || tray == Tray::ToRefund || counts.of(*one) > 0;
    let tabs = Tray::ALL.into_iter().filter(shown).map(|one| {
        let here = (one == tray).then_some("page");
        let count = counts.of(one);
        let called = matches!(one, Tray::ToConfirm | Tray::ToPack | Tray::ToHandOver | Tray::ToRefund) && count > 0;
        view! {
            <li>
                <a href=link(&tray_path(one)) aria-current=here>
                    {(words.tray)(one)}" "
                    <span class=if called { "tabs-count" } else { "soft" }>{count}</span>
                </a>
            </li>
        }
    });
    view! { <nav class="trays" aria-label=words.trays><ul class="tabs-list">{tabs.collect_view()}</ul></nav> }
}

#[component]
fn Queue(page: Page<Order>, tray: Tray) -> impl IntoView {
    let words = &words().orders.studio;
    if page.items.is_empty() {
        let (title, text) = (words.empty)(tray);
        return view! { <div class="empty"><p class="empty-title">{title}</p><p>{text}</p></div> }.into_any();
    }
    let items = page.items.into_iter().map(|order| view! { <li><QueueItem order tray/></li> });
    view! { <ul class="queue">{items.collect_view()}</ul> }.into_any()
}

/// One order with what is to be known for its next step, and the button that takes it.
#[component]
fn QueueItem(order: Order, tray: Tray) -> impl IntoView {
    let words = words();
    let stage = order.course.stage();
    let refund = order.course.refund_due();
    let tone = match tray {
        Tray::Done => "good",
        Tray::Cancelled | Tray::ToRefund => "fault",
        Tray::ToConfirm | Tray::ToPack | Tray::ToHandOver | Tray::Waiting => "",
    };
    let goods = order.lines.iter().map(|line| format!("{} × {} ({})", line.quantity, line.product, line.variant));
    let goods = goods.collect::<Vec<_>>().join("; ");
    let href = link(&format!("/xuong/don-hang/{}", order.code));
    let buyer = order.buyer.clone();
    view! {
        <article class="queue-item" data-tone=tone data-order=order.code.clone() data-state=state_mark(stage)>
            <div class="queue-item-head">
                <h3><a class="order-code tap" href=href>{order.code.clone()}</a></h3>
                <span class="cluster"><PaymentBadge course=order.course.clone()/><Amount money=order.total/></span>
            </div>
            <div class="stack-s">
                <p><OwnText vi=goods/></p>
                <p>
                    <strong><OwnText vi=buyer.name/></strong>{DOT}<PhoneLink phone=buyer.phone/>{DOT}
                    {(words.checkout.method)(order.method)}
                    {(!buyer.place.is_empty()).then(|| view! { {DOT}<OwnText vi=buyer.place/> })}
                </p>
                <p class="soft small">{words.orders.order.placed}" "<Moment at=order.course.placed_at/></p>
                {refund.is_positive().then(|| view! {
                    <p><strong>{words.orders.studio.refund}": "<Amount money=refund/></strong></p>
                })}
            </div>
            <div class="queue-item-tools"><NextStep order=order.clone() back=tray_path(tray)/></div>
        </article>
    }
}
