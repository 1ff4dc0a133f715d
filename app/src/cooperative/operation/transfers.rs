//! Transfers that belong to no order.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    cooperative::{operation::LooseTransfer, operation_service::Operations},
    identity::party::Operator,
    page::{Page, Window},
};

use crate::{
    flash::Done,
    form::{FaultSummary, TextField},
    office::{Office, Room},
    pagination::Pagination,
    problem::{NotFoundPage, broken},
    site::{DOT, link, site, words},
};

/// Transfers on one page.
const PAGE: u32 = 20;
/// What `xem` holds when the settled ones are asked for.
const SETTLED: &str = "da-xu-ly";

#[component]
pub fn TransfersPage() -> impl IntoView {
    let operations = expect_context::<Arc<dyn Operations>>();
    let who = use_context::<Operator>();
    let settled = site().query_value("xem").as_deref() == Some(SETTLED);
    let window = Window::parse(site().query_value("trang").as_deref(), PAGE);
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match operations.transfers(&who, settled, window).await {
            Ok(transfers) => view! { <Transfers transfers settled/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn Transfers(transfers: Page<LooseTransfer>, settled: bool) -> impl IntoView {
    let words = &words().operation.transfers;
    let none = transfers.total == 0;
    let (number, pages) = (transfers.number, transfers.pages);
    let here = |is: bool| is.then_some("page");
    view! {
        <Room office=Office::Operator title=words.title>
            <div class="stack">
                <Done told=words.done/>
                <FaultSummary/>
                <p>{words.about}</p>
                <nav class="tabs" aria-label=words.which>
                    <ul class="tabs-list">
                        <li><a href=link("/van-hanh/giao-dich") aria-current=here(!settled)>{words.waiting}</a></li>
                        <li><a href=link(&format!("/van-hanh/giao-dich?xem={SETTLED}")) aria-current=here(settled)>
                            {words.settled}
                        </a></li>
                    </ul>
                </nav>
                {none.then(|| view! {
                    <div class="empty">
                        <h2 class="empty-title">{if settled { words.none_settled } else { words.none_title }}</h2>
                        {(!settled).then(|| view! { <p>{words.none_text}</p> })}
                    </div>
                })}
                {(!none).then(|| view! {
                    <ul class="queue">
                        {transfers.items.into_iter().map(|transfer| view! { <Transfer transfer/> }).collect_view()}
                    </ul>
                })}
                <Pagination number pages/>
            </div>
        </Room>
    }
}

#[component]
fn Transfer(transfer: LooseTransfer) -> impl IntoView {
    let (words, calendar) = (&words().operation.transfers, &words().calendar);
    let field = format!("note-{}", transfer.number);
    let (whose, way) = (transfer.payees > 0, link(&format!("/van-hanh/giao-dich/{}", transfer.number)));
    let owner = if transfer.producer.is_empty() {
        let owners = if transfer.payees > 1 { (words.shared)(transfer.payees) } else { words.nobodys.to_owned() };
        view! { {owners} }.into_any()
    } else {
        view! { <span lang="vi">{transfer.producer}</span> }.into_any()
    };
    view! {
        <li class="queue-item is-whole">
            <div class="queue-item-head">
                <h2 class="empty-title" data-vnd=transfer.amount.get()>{transfer.amount.to_string()}</h2>
                <span class="badge is-wait">{(words.reason)(transfer.reason)}</span>
            </div>
            <dl class="facts">
                <div><dt>{words.at}</dt><dd>{(calendar.moment)(transfer.at)}</dd></div>
                <div><dt>{words.account}</dt><dd>{transfer.account}{DOT}{owner}</dd></div>
                <div><dt>{words.text}</dt><dd lang="vi">{transfer.text}</dd></div>
                {transfer.handled.as_ref().map(|(at, note)| view! {
                    <div><dt>{words.settled_at}</dt><dd>{(calendar.moment)(*at)}</dd></div>
                    <div><dt>{words.note}</dt><dd lang="vi">{note.clone()}</dd></div>
                })}
            </dl>
            {transfer.given_back.then(|| view! { <p><a class="tap" href=way.clone()>{words.given_back}</a></p> })}
            {(transfer.handled.is_none() && whose).then(|| view! {
                <p><a class="button" href=way>{words.whose}</a></p>
            })}
            {transfer.handled.is_none().then(|| view! {
                <form class="field-group" method="post">
                    <input type="hidden" name="transfer" value=transfer.number.to_string()/>
                    <TextField name=field lang="vi" label=words.note hint=words.note_hint required=true/>
                    <button class="button">{words.settle}</button>
                </form>
            })}
        </li>
    }
}
