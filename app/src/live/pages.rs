use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    clock::day_in_vietnam,
    identity::party::Anyone,
    live::{card::LiveCard, service::Live},
};

use super::views::LiveCardView;
use crate::{
    layout::Head,
    problem::broken,
    site::{link, words},
};

/// The most sessions announced on one page; more would be a year ahead.
const LISTED_MAX: u32 = 100;

/// What is on air and to come, day by day.
#[component]
pub fn LivePage() -> impl IntoView {
    let live = expect_context::<Arc<dyn Live>>();
    Suspend::new(async move {
        match live.upcoming(&Anyone, None, LISTED_MAX).await {
            Ok(cards) => view! { <LiveList cards/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn LiveList(cards: Vec<LiveCard>) -> impl IntoView {
    let words = words();
    let live = &words.live;
    let empty = cards.is_empty();
    view! {
        <Head title=live.upcoming description=live.list_about/>
        <div class="page-head">
            <h1>{live.upcoming}</h1>
            <p>{live.list_about}</p>
        </div>
        {empty.then(|| view! {
            <div class="empty">
                <h2 class="empty-title">{live.none_title}</h2>
                <p>{live.none_text}</p>
                <a class="button" href=link("/tim")>{live.none_makers}</a>
            </div>
        })}
        {by_day(cards).into_iter().map(|(title, cards)| view! {
            <section class="section">
                <div class="section-head"><h2>{title}</h2></div>
                <div class="grid is-wide">
                    {cards.into_iter().map(|card| view! { <LiveCardView card feature=true/> }).collect_view()}
                </div>
            </section>
        }).collect_view()}
    }
}

/// What is on air first, then one group for each day in Vietnam.
fn by_day(cards: Vec<LiveCard>) -> Vec<(String, Vec<LiveCard>)> {
    let words = words();
    let mut groups: Vec<(String, Vec<LiveCard>)> = Vec::new();
    for card in cards {
        let title = if card.on_air {
            words.live.on_air.to_owned()
        } else {
            (words.calendar.day)(day_in_vietnam(card.starts_at))
        };
        match groups.last_mut() {
            Some((last, cards)) if *last == title => cards.push(card),
            _ => groups.push((title, vec![card])),
        }
    }
    groups
}
