//! What the rooms around products have in common.

use leptos::prelude::*;
use shop::{
    catalogue::{listing::ListingState, listing_details::OwnPicture},
    language::Language,
    media::picture::WIDTHS,
};

use crate::{
    media::views::{PictureView, Place},
    site::{site, words},
};

/// Where a listing stands, in one word.
#[component]
pub fn StateBadge(state: ListingState) -> impl IntoView {
    let tone = match state {
        ListingState::Draft { sent_back: None } => "badge",
        ListingState::Draft { sent_back: Some(_) } | ListingState::TakenDown { .. } => "badge is-fault",
        ListingState::InReview { .. } => "badge is-wait",
        ListingState::Published { .. } => "badge is-good",
        ListingState::Paused { .. } => "badge is-note",
    };
    view! { <span class=tone>{(words().catalogue.listing.state_name)(&state)}</span> }
}

/// A picture as its owner and its reviewers see it. One in the making is shown by the one file that is there already.
#[component]
pub fn OwnPictureView(picture: OwnPicture, #[prop(into)] alt: String) -> impl IntoView {
    match picture.shown {
        Some(shown) => view! { <PictureView picture=Some(shown) alt place=Place::Card/> }.into_any(),
        None => view! { <Received hash=picture.hash alt/> }.into_any(),
    }
}

/// A picture that is known by its hash alone.
#[component]
fn Received(hash: String, #[prop(into)] alt: String) -> impl IntoView {
    let source = format!("/anh/{hash}/{}.jpg", WIDTHS[0]);
    view! { <span class="picture"><img src=source alt=alt loading="lazy"/></span> }
}

/// A name of ours in the visit's language.
pub fn named((vietnamese, english): (String, String)) -> String {
    if site().language == Language::English && !english.is_empty() { english } else { vietnamese }
}
