//! Listing a product, and changing one.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    catalogue::{
        listing::ListingState,
        listing_details::{Category, Listing},
        listing_service::Listings,
    },
    identity::party::{Anyone, ProducerStaff},
};

use super::{fields::ListingFields, parts::StateBadge, shelf::left, shown::Shown};
use crate::{
    flash::Done,
    form::{FaultSummary, Once},
    office::{Office, Room},
    problem::{NotFoundPage, broken, missing},
    site::{link, words},
};

#[component]
pub fn NewPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let listings = expect_context::<Arc<dyn Listings>>();
    Suspend::new(async move {
        if who.is_none() {
            return view! { <NotFoundPage/> }.into_any();
        }
        match listings.categories(&Anyone).await {
            Ok(categories) => view! { <NewForm categories/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn NewForm(categories: Vec<Category>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    view! {
        <Room office=Office::Workshop title=texts.add>
            <FaultSummary/>
            <form class="field-group" method="post" enctype="multipart/form-data">
                <Once/>
                <ListingFields listing=None categories/>
                <div class="form-bar">
                    <button class="button" name="action" value="draft">{texts.save_draft}</button>
                    <button class="button is-primary" name="action" value="submit">{texts.save_and_submit}</button>
                </div>
            </form>
        </Room>
    }
}

#[component]
pub fn EditPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let listings = expect_context::<Arc<dyn Listings>>();
    let slug = use_params_map().get_untracked().get("slug").unwrap_or_default();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let listing = match listings.one(&who, &slug).await {
            Ok(listing) => listing,
            Err(failure) => return missing(failure),
        };
        match listings.categories(&Anyone).await {
            Ok(categories) => view! { <EditForm listing categories/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn EditForm(listing: Listing, categories: Vec<Category>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let gone = matches!(listing.state, ListingState::TakenDown { .. });
    let form = if gone {
        view! { <Shown listing=listing.clone()/> }.into_any()
    } else {
        view! { <Fields listing=listing.clone() categories/> }.into_any()
    };
    view! {
        <Room office=Office::Workshop title=texts.change>
            <div class="stack">
                <Done told=texts.done/>
                <FaultSummary/>
                <Standing listing/>
                {form}
            </div>
        </Room>
    }
}

#[component]
fn Fields(listing: Listing, categories: Vec<Category>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let counted = listing.stock.on_hand;
    let draft = matches!(listing.state, ListingState::Draft { .. });
    let on_shelf = matches!(listing.state, ListingState::Published { .. } | ListingState::Paused { .. });
    view! {
        <form class="field-group" method="post" enctype="multipart/form-data">
            <input type="hidden" name="stock_was" value=counted/>
            <ListingFields listing=Some(listing) categories/>
            {on_shelf.then(|| view! { <p class="field-hint">{texts.save_hint}</p> })}
            <div class="form-bar">
                {if draft {
                    view! {
                        <button class="button" name="action" value="draft">{texts.save_draft}</button>
                        <button class="button is-primary" name="action" value="submit">{texts.save_and_submit}</button>
                    }.into_any()
                } else {
                    view! {
                        <button class="button is-primary" name="action" value="save">{texts.save}</button>
                    }.into_any()
                }}
            </div>
        </form>
    }
}

/// Where the listing stands, what is left of it, and the steps that need no form.
#[component]
fn Standing(listing: Listing) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let stock = listing.stock;
    let reason = match &listing.state {
        ListingState::Draft { sent_back: Some(objection) } | ListingState::TakenDown { objection } => {
            Some(objection.reason.clone())
        }
        _ => None,
    };
    let step = match listing.state {
        ListingState::Published { .. } => Some(("pause", texts.pause)),
        ListingState::Paused { .. } => Some(("resume", texts.resume)),
        _ => None,
    };
    let public = matches!(listing.state, ListingState::Published { .. });
    view! {
        <section class="panel stack-s" id="state" data-state=listing.state.as_str()>
            <h2 class="panel-title" lang="vi">{listing.details.name}</h2>
            <p><StateBadge state=listing.state.clone()/></p>
            <p>{(texts.state_means)(&listing.state)}</p>
            {reason.map(|reason| view! {
                <p><strong>{texts.reason}": "</strong><span lang="vi">{reason}</span></p>
            })}
            <dl class="facts">
                <div><dt>{texts.left}</dt><dd>{left(stock)}</dd></div>
                <div><dt>{texts.on_hand}</dt><dd>{stock.on_hand}</dd></div>
                <div><dt>{texts.held}</dt><dd>{stock.held}</dd></div>
                <div><dt>{texts.allocated}</dt><dd>{stock.allocated}</dd></div>
            </dl>
            <div class="cluster">
                {public.then(|| view! {
                    <a class="button is-small" href=link(&format!("/san-pham/{}", listing.slug))>{texts.to_public_page}</a>
                })}
                {step.map(|(action, text)| view! {
                    <form method="post"><button class="button is-small" name="action" value=action>{text}</button></form>
                })}
            </div>
        </section>
    }
}
