//! The producer's first room: what waits for a hand.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{
        workshop_form::Pause,
        workshop_service::{Profile, Today, Workshops},
    },
    clock::show_day,
    identity::party::{Anyone, ProducerStaff},
    live::{card::LiveCard, service::Live},
};

use crate::{
    live::views::LiveCardView,
    office::{Office, Room},
    problem::{NotFoundPage, broken},
    site::{link, words},
};

#[component]
pub fn TodayPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let workshops = expect_context::<Arc<dyn Workshops>>();
    let live = expect_context::<Arc<dyn Live>>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let today = match workshops.today(&who).await {
            Ok(today) => today,
            Err(failure) => return broken(failure),
        };
        let profile = match workshops.profile(&who).await {
            Ok(profile) => profile,
            Err(failure) => return broken(failure),
        };
        let next = match live.upcoming(&Anyone, Some(who.producer), 1).await {
            Ok(cards) => cards.into_iter().next(),
            Err(failure) => return broken(failure),
        };
        view! { <Desk today profile next/> }.into_any()
    })
}

#[component]
fn Desk(today: Today, profile: Profile, next: Option<LiveCard>) -> impl IntoView {
    let words = words();
    let texts = &words.catalogue.workshop;
    view! {
        <Room office=Office::Workshop title=words.common.offices.today>
            <div class="today">
                {profile.pause.map(|pause| view! { <Resting pause/> })}
                {if today.products == 0 {
                    view! { <FirstSteps/> }.into_any()
                } else {
                    view! { <Waiting today/> }.into_any()
                }}
                <section class="section" aria-labelledby="next-live">
                    <div class="section-head"><h2 id="next-live">{texts.next_live}</h2></div>
                    {match next {
                        Some(card) => view! { <LiveCardView card/> }.into_any(),
                        None => view! {
                            <div class="empty">
                                <p>{texts.no_live}". "{texts.no_live_text}</p>
                                <a class="button" href=link("/xuong/live/moi")>{texts.plan_live}</a>
                            </div>
                        }.into_any(),
                    }}
                </section>
            </div>
        </Room>
    }
}

#[component]
fn Resting(pause: Pause) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    view! {
        <div class="flash" data-kind="care">
            <p>{(texts.resting)(&show_day(pause.last_day()))}</p>
            <a class="button is-small" href=link("/xuong/ho-so")>{texts.look}</a>
        </div>
    }
}

/// What to do, the most pressing first; each line leads to where it is done.
#[component]
fn Waiting(today: Today) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    let lines = [
        (today.to_confirm, texts.to_confirm, "/xuong/don-hang", None),
        (today.to_pack, texts.to_pack, "/xuong/don-hang", None),
        (today.money, texts.money, "/xuong/tien", Some("fault")),
        (today.sent_back, texts.sent_back, "/xuong/san-pham", Some("fault")),
        (today.sold_out, texts.sold_out, "/xuong/san-pham", None),
        (today.in_review, texts.in_review, "/xuong/san-pham", Some("good")),
    ];
    let waits = lines.iter().any(|(count, ..)| *count > 0);
    if !waits {
        return view! {
            <div class="empty">
                <h2 class="empty-title">{texts.all_done}</h2>
                <p>{texts.all_done_text}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <ul class="queue">
            {lines.into_iter().filter(|(count, ..)| *count > 0).map(|(count, text, path, tone)| view! {
                <li class="queue-item" data-tone=tone data-count=count>
                    <div class="queue-item-head">
                        <p>{text(count)}</p>
                        <a class="button is-small" href=link(path)>
                            {texts.look}<span class="visually-hidden">": "{text(count)}</span>
                        </a>
                    </div>
                </li>
            }).collect_view()}
        </ul>
    }
    .into_any()
}

#[component]
fn FirstSteps() -> impl IntoView {
    let texts = &words().catalogue.workshop;
    view! {
        <div class="empty">
            <h2 class="empty-title">{texts.first_steps}</h2>
            <p>{texts.first_steps_text}</p>
            <ol class="stack-s">
                {(1..).zip(texts.steps).map(|(number, (text, path))| view! {
                    <li><a class="button is-small" href=link(path)>{number}". "{text}</a></li>
                }).collect_view()}
            </ol>
        </div>
    }
}
