//! What the rooms around products have in common.

use leptos::prelude::*;
use shop::{
    catalogue::{listing::ListingState, listing_details::OwnPicture},
    failure::Failure,
    language::Language,
    money::Money,
};

use crate::{
    media::views::{PictureView, Place},
    problem::IncidentPage,
    site::{link, site, words},
};

/// What went wrong on our side, as a page. Nothing is refused where there is nothing to refuse.
pub fn broken(failure: Failure<std::convert::Infallible>) -> AnyView {
    match failure {
        Failure::Incident(id) => view! { <IncidentPage id/> }.into_any(),
        Failure::Refused(never) => match never {},
    }
}

/// Says once what was done; `done` knows the words of what stands in the address as `xong`.
#[component]
pub fn Done(done: fn(&str) -> Option<&'static str>) -> impl IntoView {
    let text = site().query_value("xong").and_then(|what| done(&what));
    text.map(|text| view! { <div class="flash" data-kind="done" role="status"><p>{text}</p></div> })
}

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

/// An amount of money.
#[component]
pub fn Amount(price: Money) -> impl IntoView {
    view! { <span class="nowrap" data-vnd=price.get()>{price.to_string()}</span> }
}

/// A picture as its owner sees it; one in the making says so.
#[component]
pub fn OwnPictureView(picture: OwnPicture, #[prop(into)] alt: String) -> impl IntoView {
    match picture.shown {
        Some(shown) => view! { <PictureView picture=Some(shown) alt place=Place::Thumb/> }.into_any(),
        None => {
            let text = words().catalogue.listing.in_the_making;
            view! { <span class="picture" role="img" aria-label=text></span> }.into_any()
        }
    }
}

/// A name of ours in the visit's language.
pub fn named((vietnamese, english): (String, String)) -> String {
    if site().language == Language::English && !english.is_empty() { english } else { vietnamese }
}

/// Links to the pages before and after this one; `more` is the rest of the query, encoded.
#[component]
pub fn PageLinks(path: &'static str, number: u32, pages: u32, #[prop(optional, into)] more: String) -> impl IntoView {
    let words = &words().catalogue.listing;
    let address = move |page: u32| link(&format!("{path}?trang={page}{more}"));
    (pages > 1).then(|| {
        view! {
            <nav class="pagination" aria-label=words.pages>
                <ul class="pagination-list">
                    {(number > 1).then(|| view! {
                        <li><a href=address(number - 1) rel="prev">{words.previous_page}</a></li>
                    })}
                    <li><span aria-current="page">{(words.page_of)(number, pages)}</span></li>
                    {(number < pages).then(|| view! {
                        <li><a href=address(number + 1) rel="next">{words.next_page}</a></li>
                    })}
                </ul>
            </nav>
        }
    })
}
