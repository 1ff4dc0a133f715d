//! The producer's livestreams in the workshop.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    identity::party::ProducerStaff,
    live::{
        service::Live,
        studio::{Current, Desk, OwnSession},
        timetable::Phase,
    },
    page::{Page, Window},
};

use super::studio_form::{CancelForm, SessionForm};
use crate::{
    flash::Done,
    form::{FaultSummary, filled},
    office::{Office, Room},
    pagination::Pagination,
    problem::{NotFoundPage, broken, missing},
    site::{DOT, link, site, words},
};

/// Sessions on one page.
const PAGE: u32 = 20;

#[component]
pub fn OwnSessionsPage() -> impl IntoView {
    let live = expect_context::<Arc<dyn Live>>();
    let who = use_context::<ProducerStaff>();
    let window = Window::parse(site().query_value("trang").as_deref(), PAGE);
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match live.own(&who, window).await {
            Ok(sessions) => view! { <OwnSessions sessions/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn OwnSessions(sessions: Page<OwnSession>) -> impl IntoView {
    let words = &words().live.studio;
    let none = sessions.total == 0;
    let (number, pages) = (sessions.number, sessions.pages);
    view! {
        <Room office=Office::Workshop title=words.list>
            <div class="stack">
                <div class="cluster is-apart">
                    <p>{words.list_about}</p>
                    <a class="button is-primary" href=link("/xuong/live/moi")>{words.new}</a>
                </div>
                {none.then(|| view! {
                    <div class="empty">
                        <h2 class="empty-title">{words.none_title}</h2>
                        <p>{words.none_text}</p>
                    </div>
                })}
                {(!none).then(|| view! {
                    <ul class="queue">
                        {sessions.items.into_iter().map(|session| view! { <OwnSessionItem session/> }).collect_view()}
                    </ul>
                })}
                <Pagination number pages/>
            </div>
        </Room>
    }
}

#[component]
fn OwnSessionItem(session: OwnSession) -> impl IntoView {
    let words = words();
    let studio = &words.live.studio;
    let (tone, badge) = match session.phase {
        Phase::OnAir => ("good", "badge is-live"),
        Phase::Upcoming => ("wait", "badge is-note"),
        Phase::Over => ("good", "badge"),
        Phase::Cancelled => ("fault", "badge is-fault"),
    };
    let link_missing = !session.has_link && session.phase.can_change();
    let open = if session.phase.can_change() { studio.change } else { studio.see };
    view! {
        <li class="queue-item" data-tone=tone>
            <div class="queue-item-head">
                <h2 class="empty-title" lang="vi">{session.title}</h2>
                <span class=badge>{(words.live.phase)(session.phase)}</span>
            </div>
            <p>
                {(words.calendar.moment)(session.starts_at)}{DOT}{(studio.products)(session.products)}
                {link_missing.then(|| view! { {DOT}<strong>{studio.link_missing}</strong> })}
            </p>
            <div class="queue-item-tools">
                <a class="button is-small" href=link(&format!("/xuong/live/{}", session.slug))>{open}</a>
            </div>
        </li>
    }
}

#[component]
pub fn NewSessionPage() -> impl IntoView {
    let live = expect_context::<Arc<dyn Live>>();
    let who = use_context::<ProducerStaff>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match live.desk(&who, None).await {
            Ok(desk) => view! { <NewSession desk/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn NewSession(desk: Desk) -> impl IntoView {
    let words = &words().live.studio;
    view! {
        <Room office=Office::Workshop title=words.new>
            {if desk.products.is_empty() {
                view! {
                    <div class="empty">
                        <h2 class="empty-title">{words.no_products_title}</h2>
                        <p>{words.no_products_text}</p>
                        <a class="button" href=link("/xuong/san-pham")>{words.to_products}</a>
                    </div>
                }
                .into_any()
            } else {
                view! { <div class="stack"><FaultSummary/><SessionForm desk/></div> }.into_any()
            }}
        </Room>
    }
}

#[component]
pub fn OwnSessionPage() -> impl IntoView {
    let live = expect_context::<Arc<dyn Live>>();
    let who = use_context::<ProducerStaff>();
    let slug = use_params_map().get_untracked().get("slug").unwrap_or_default();
    let texts = &words().live.studio;
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match live.desk(&who, Some(&slug)).await {
            Ok(Desk { current: Some(current), products, covers }) => {
                let title = texts.one;
                let desk = Desk { current: Some(current.clone()), products, covers };
                view! {
                    <Room office=Office::Workshop title>
                        <div class="stack"><OwnSessionView current desk/></div>
                    </Room>
                }
                .into_any()
            }
            Ok(Desk { current: None, .. }) => {
                missing(shop::failure::Failure::Refused(shop::failure::Missing::NotFound))
            }
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn OwnSessionView(current: Current, desk: Desk) -> impl IntoView {
    let words = words();
    let (live, studio) = (&words.live, &words.live.studio);
    let open = current.phase.can_change();
    let public = link(&format!("/live/{}", current.slug));
    let refused = filled().fault("phien");
    view! {
        <Done told=studio.done/>
        <FaultSummary/>
        <h2 lang="vi">{current.title.clone()}</h2>
        <p class="cluster" id="phien">
            <span class="badge">{(live.phase)(current.phase)}</span>
            <span>{(words.calendar.moment)(current.starts_at)}{format!(" ({})", words.calendar.zone)}</span>
            <a class="tap" href=public>{studio.public_page}</a>
        </p>
        {refused.map(|text| view! { <p class="field-fault" id="phien-fault">{text}</p> })}
        {(!current.cancel_reason.is_empty()).then(|| view! {
            <p>{live.reason}": "<span lang="vi">{current.cancel_reason.clone()}</span></p>
        })}
        {open.then(|| view! { <SessionForm desk/><CancelForm/> })}
    }
}
