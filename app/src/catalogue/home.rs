//! The front page: what is next, where it is made, who makes it, what is new.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{
        pages::{Home, VillageCard},
        service::Catalogue,
    },
    clock::day_in_vietnam,
    identity::party::Anyone,
    live::{card::LiveCard, service::Live},
};

use super::{
    makers::MakerCardView,
    views::{Face, ProductGrid},
};
use crate::{
    layout::Head,
    live::views::LiveCardView,
    own_text::OwnText,
    problem::missing,
    site::{link, site, words},
};

/// How many livestreams the front page shows.
const LIVE_MAX: u32 = 3;

#[component]
pub fn HomePage() -> impl IntoView {
    let catalogue = expect_context::<Arc<dyn Catalogue>>();
    let live = expect_context::<Arc<dyn Live>>();
    Suspend::new(async move {
        let sessions = live.upcoming(&Anyone, None, LIVE_MAX).await;
        match (catalogue.home(&Anyone).await, sessions) {
            (Ok(home), Ok(sessions)) => view! { <Opened home sessions/> }.into_any(),
            (Err(failure), _) | (_, Err(failure)) => missing(failure.map(|never| match never {})),
        }
    })
}

#[component]
fn Opened(home: Home, mut sessions: Vec<LiveCard>) -> impl IntoView {
    let site = site();
    let words = site.words();
    let browse = &words.catalogue.browse;
    let today = (words.calendar.day)(day_in_vietnam(site.now));
    let counted = (browse.counted)(home.villages.len(), home.makers_total, home.products_total);
    let first = if sessions.is_empty() { None } else { Some(sessions.remove(0)) };
    view! {
        <Head title=browse.home_title description=browse.home_description/>
        <p class="dateline"><span>{today}</span><span>{counted}</span></p>
        <section class="opening">
            <div class="opening-words">
                <h1 class="opening-title">{browse.opening.0}" "<em>{browse.opening.1}</em></h1>
                <p class="lead">{browse.opening_lead}</p>
                <p class="cluster">
                    <a class="button is-primary" href="#moi">{browse.to_newest}</a>
                    <a class="button" href="#lang">{browse.to_villages}</a>
                </p>
            </div>
            <div>
                <h2 class="facet-title">{browse.live_next}</h2>
                {match first {
                    Some(card) => view! { <LiveCardView card feature=true/> }.into_any(),
                    None => view! {
                        <div class="empty">
                            <p class="empty-title">{browse.live_none}</p>
                            <p>{browse.live_none_text}</p>
                        </div>
                    }.into_any(),
                }}
            </div>
        </section>
        <Villages villages=home.villages/>
        {(!sessions.is_empty()).then(|| view! { <MoreLive sessions/> })}
        {(!home.makers.is_empty()).then(|| view! {
            <section class="section">
                <div class="section-head"><h2>{browse.makers_of_week}</h2></div>
                <div class="columns is-even">
                    {home.makers.into_iter().map(|maker| view! { <MakerCardView maker/> }).collect_view()}
                </div>
            </section>
        })}
        <section class="section" id="moi">
            <div class="section-head"><h2>{browse.newest}</h2></div>
            {if home.newest.is_empty() {
                view! { <div class="empty"><p>{browse.home_empty}</p></div> }.into_any()
            } else {
                view! { <ProductGrid products=home.newest/> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Villages(villages: Vec<VillageCard>) -> impl IntoView {
    let words = &words().catalogue.browse;
    view! {
        <section class="section" id="lang">
            <div class="section-head"><h2>{words.villages}</h2></div>
            <div class="village-strip" role="region" aria-label=words.villages_scroll tabindex="0">
                <ul class="village-strip-list">
                    {villages.into_iter().map(|village| {
                        let href = link(&format!("/lang/{}", village.slug));
                        view! {
                            <li><a class="village" href=href>
                                <span class="village-mark"><Face picture=village.picture name=village.name.clone()/></span>
                                <span class="village-name" lang="vi">{village.name}</span>
                                <span class="village-craft"><OwnText vi=village.craft en=village.craft_en/></span>
                                <span class="village-place" lang="vi">{village.place}</span>
                            </a></li>
                        }
                    }).collect_view()}
                </ul>
            </div>
        </section>
    }
}

#[component]
fn MoreLive(sessions: Vec<LiveCard>) -> impl IntoView {
    let words = &words().catalogue.browse;
    view! {
        <section class="section">
            <div class="section-head">
                <h2>{words.live_more}</h2>
                <a class="section-link" href=link("/live")>{words.live_all}</a>
            </div>
            <div class="grid is-wide">
                {sessions.into_iter().map(|card| view! { <LiveCardView card/> }).collect_view()}
            </div>
        </section>
    }
}
