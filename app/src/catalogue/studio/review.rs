//! The cooperative's queue: each listing in full, one button to approve, words to send it back.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{
        listing::ListingState,
        listing_review_service::{Candidate, Reviews},
    },
    identity::party::CooperativeStaff,
    page::{Page, Window},
};

use super::shown::Shown;
use crate::{
    flash::Done,
    form::{FaultSummary, TextArea, filled},
    office::{Office, Room},
    pagination::Pagination,
    problem::{NotFoundPage, broken},
    site::{site, words},
    words::calendar::machine,
};

/// How many listings a page has; each is shown in full.
const SIZE: u32 = 10;

#[component]
pub fn ReviewPage() -> impl IntoView {
    let who = use_context::<CooperativeStaff>();
    let reviews = expect_context::<Arc<dyn Reviews>>();
    let window = Window::parse(site().query_value("trang").as_deref(), SIZE);
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match reviews.queue(&who, window).await {
            Ok(page) => view! { <Queue page/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn Queue(page: Page<Candidate>) -> impl IntoView {
    let listing = &words().catalogue.listing;
    let texts = &listing.review;
    let (number, pages) = (page.number, page.pages);
    view! {
        <Room office=Office::Cooperative title=texts.title>
            <Done told=listing.done/>
            <FaultSummary/>
            <div class="stack" id="queue">
                <p class="lead">{texts.lead}</p>
                {if page.total == 0 {
                    view! {
                        <div class="empty">
                            <h2 class="empty-title">{texts.empty}</h2>
                            <p>{texts.empty_text}</p>
                        </div>
                    }.into_any()
                } else {
                    page.items.into_iter().map(|candidate| view! { <Waiting candidate/> }).collect_view().into_any()
                }}
            </div>
            <Pagination number pages/>
        </Room>
    }
}

#[component]
fn Waiting(candidate: Candidate) -> impl IntoView {
    let words = words();
    let texts = &words.catalogue.listing.review;
    let listing = candidate.listing;
    let slug = listing.slug.clone();
    let name = listing.details.name.clone();
    let since = match listing.state {
        ListingState::InReview { submitted_at } => Some(submitted_at),
        _ => None,
    };
    // In thousandths of a second: what was seen, so that nobody approves what came later.
    let marked = slug.clone();
    let seen = since.map(|at| (at.unix_timestamp_nanos() / 1_000_000).to_string());
    let reason = format!("reason-{slug}");
    let open = filled().fault(&reason).is_some();
    view! {
        <article class="panel stack" data-listing=marked>
            <h2 class="panel-title" lang="vi">{name.clone()}</h2>
            <p>{texts.maker}": "<strong lang="vi">{candidate.producer}", "{candidate.village}</strong></p>
            {since.map(|at| view! {
                <p class="soft">
                    {texts.handed_in}" "<time datetime=machine(at)>{(words.calendar.moment)(at)}</time>
                </p>
            })}
            <Shown listing/>
            <form class="field-group" method="post">
                <input type="hidden" name="listing" value=slug.clone()/>
                <input type="hidden" name="seen" value=seen.clone()/>
                <button class="button is-primary" name="action" value="approve">
                    {texts.approve}<span class="visually-hidden" lang="vi">": "{name.clone()}</span>
                </button>
            </form>
            <details class="fold" open=open>
                <summary>{texts.send_back}<span class="visually-hidden" lang="vi">": "{name}</span></summary>
                <form class="field-group" method="post">
                    <input type="hidden" name="listing" value=slug/>
                    <input type="hidden" name="seen" value=seen/>
                    <TextArea name=reason label=texts.send_back_reason hint=texts.send_back_hint required=true/>
                    <button class="button" name="action" value="send_back">{texts.send_back}</button>
                </form>
            </details>
        </article>
    }
}
