//! A livestream on a list.

use leptos::prelude::*;
use shop::{
    clock::{VIETNAM, show_time},
    live::card::LiveCard,
};
use time::OffsetDateTime;

use crate::{
    media::views::{PictureView, Place},
    own_text::OwnText,
    site::{link, words},
    words::calendar::machine,
};

/// A leaf of the tear-off calendar for the day of an instant in Vietnam.
#[component]
pub fn CalendarLeaf(at: OffsetDateTime) -> impl IntoView {
    let words = &words().calendar;
    let day = at.to_offset(VIETNAM).date();
    view! {
        <time class="calendar-leaf" datetime=machine(at)>
            <span class="calendar-leaf-month">{(words.month)(day.month())}</span>
            <span class="calendar-leaf-day">{day.day()}</span>
            <span class="calendar-leaf-weekday">{(words.weekday)(day.weekday())}</span>
        </time>
    }
}

/// A livestream on a list: its day as a calendar leaf, the hour, title, maker and village. `feature` shows its cover
/// above. The title is a heading of the third order.
#[component]
pub fn LiveCardView(card: LiveCard, #[prop(optional)] feature: bool) -> impl IntoView {
    let words = words();
    let href = link(&format!("/live/{}", card.slug));
    let when = view! {
        <div class="live-card-when">
            <CalendarLeaf at=card.starts_at/>
            <p>
                <span class="live-card-hour">{show_time(card.starts_at)}</span>
                {words.calendar.zone}
            </p>
        </div>
    };
    let said = view! {
        {card.on_air.then(|| view! { <span class="badge is-live">{words.live.on_air}</span> })}
        <h3 class="live-card-title"><a href=href><OwnText vi=card.title en=card.title_en/></a></h3>
        <p class="maker-words" lang="vi">
            <span class="maker-name">{card.producer}</span>
            <span class="maker-place">{card.village}</span>
        </p>
    };
    if feature {
        view! {
            <article class="live-card is-feature">
                <PictureView picture=card.picture alt="" place=Place::Main is="is-wide"/>
                <div class="live-card-body">{when}{said}</div>
            </article>
        }
        .into_any()
    } else {
        view! { <article class="live-card">{when}{said}</article> }.into_any()
    }
}
