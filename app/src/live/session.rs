//! The page of one livestream.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    catalogue::card::ProductCard,
    identity::party::Anyone,
    language::Language,
    live::{page::LiveView, service::Live, timetable::Phase},
};

use super::views::CalendarLeaf;
use crate::{
    catalogue::views::ProductGrid,
    layout::Head,
    media::views::{PictureView, Place},
    own_text::{OwnParagraphs, OwnText},
    problem::missing,
    site::{link, site, words},
};

#[component]
pub fn SessionPage() -> impl IntoView {
    let live = expect_context::<Arc<dyn Live>>();
    let slug = use_params_map().get_untracked().get("slug").unwrap_or_default();
    Suspend::new(async move {
        match live.view(&Anyone, &slug).await {
            Ok(session) => view! { <Session session/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn Session(session: LiveView) -> impl IntoView {
    let words = &words().live;
    let LiveView { card, phase, description, place, stream_link, cancel_reason, products, .. } = session;
    let title = match site().language {
        Language::English if !card.title_en.is_empty() => card.title_en.clone(),
        _ => card.title.clone(),
    };
    let about = [card.producer.as_str(), place.as_str(), description.as_str()].join(". ");
    let watch = stream_link.filter(|_| matches!(phase, Phase::Upcoming | Phase::OnAir));
    let waits_for_link = phase == Phase::Upcoming && watch.is_none();
    let calendar = format!("{}.ics", link(&format!("/live/{}", card.slug)));
    view! {
        <Head title description=shortened(&about)/>
        <nav class="breadcrumb" aria-label=words.upcoming>
            <ol class="breadcrumb-list">
                <li><a href=link("/live")>{words.all_sessions}</a></li>
                <li aria-current="page"><OwnText vi=card.title.clone() en=card.title_en.clone()/></li>
            </ol>
        </nav>
        <article>
            <div class="page-head"><h1><OwnText vi=card.title.clone() en=card.title_en.clone()/></h1></div>
            <div class="columns">
                <div class="live-screen">
                    <Standing phase/>
                    <PictureView picture=card.picture alt="" place=Place::Main is="is-wide" eager=true/>
                </div>
                <div class="stack">
                    <When at=card.starts_at/>
                    {(phase == Phase::Cancelled).then(|| view! {
                        <div class="flash" data-kind="fault">
                            <p>
                                <strong>{words.cancelled_text}</strong>" "{words.reason}": "
                                <span lang="vi">{cancel_reason}</span>
                            </p>
                        </div>
                    })}
                    {(phase == Phase::Over).then(|| view! { <p>{words.over_text}</p> })}
                    <a class="maker" href=link(&format!("/co-so/{}", card.producer_slug)) lang="vi">
                        <span class="maker-words">
                            <span class="maker-name">{card.producer}</span>
                            <span class="maker-place">{format!("{}, {place}", card.village)}</span>
                        </span>
                    </a>
                    {waits_for_link.then(|| view! { <p>{words.no_link}</p> })}
                    <div class="live-card-actions">
                        {watch.map(|link| view! {
                            <a class="button is-primary" href=link.as_str().to_owned() rel="noopener nofollow"
                                target="_blank">{(words.watch_at)(link.host())}</a>
                        })}
                        {matches!(phase, Phase::Upcoming | Phase::Cancelled).then(|| view! {
                            <a class="button" href=calendar>{words.add_to_calendar}</a>
                        })}
                    </div>
                </div>
            </div>
            {(!description.is_empty()).then(|| view! {
                <section class="section">
                    <div class="section-head"><h2>{words.about}</h2></div>
                    <OwnParagraphs text=description/>
                </section>
            })}
            <Products products/>
        </article>
    }
}

/// What search engines and people who share it read.
fn shortened(text: &str) -> String {
    const CHARS_MAX: usize = 160;
    if text.chars().count() <= CHARS_MAX {
        return text.to_owned();
    }
    let cut: String = text.chars().take(CHARS_MAX).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole}…")
}

/// Where the session stands, on its picture.
#[component]
fn Standing(phase: Phase) -> impl IntoView {
    let class = match phase {
        Phase::OnAir => "badge is-live",
        Phase::Upcoming | Phase::Over | Phase::Cancelled => "badge is-plain",
    };
    view! { <span class=class>{(words().live.phase)(phase)}</span> }
}

/// The start: a calendar leaf and the same in words.
#[component]
fn When(at: time::OffsetDateTime) -> impl IntoView {
    let words = words();
    view! {
        <div class="live-card-when">
            <CalendarLeaf at/>
            <p>
                {words.live.starts}<br/>
                <strong>{(words.calendar.moment)(at)}</strong><br/>
                {format!("({})", words.calendar.zone)}
            </p>
        </div>
    }
}

#[component]
fn Products(products: Vec<ProductCard>) -> impl IntoView {
    let words = &words().live;
    let none = products.is_empty();
    view! {
        <section class="section">
            <div class="section-head"><h2>{words.products}</h2></div>
            {none.then(|| view! { <p>{words.no_products}</p> })}
            <ProductGrid products/>
        </section>
    }
}
