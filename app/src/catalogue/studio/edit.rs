//! Listing a product, and changing one.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    catalogue::{
        listing::ListingState,
        listing_details::{Category, Listing, OwnPicture},
        listing_service::Listings,
    },
    identity::party::{Anyone, ProducerStaff},
};

use super::{
    fields::ListingFields,
    parts::{Done, StateBadge, broken},
    shelf::left,
    shown::Shown,
};
use crate::{
    form::{FaultSummary, Filled, Once, filled},
    office::{Office, Room},
    problem::{NotFoundPage, missing},
    site::{link, words},
};

/// The pictures that a form which came back had received.
fn received(filled: &Filled) -> Vec<String> {
    filled.values.iter().filter(|(name, _)| name == "picture").map(|(_, hash)| hash.clone()).collect()
}

#[component]
pub fn NewPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let listings = expect_context::<Arc<dyn Listings>>();
    let hashes = received(&filled());
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let categories = match listings.categories(&Anyone).await {
            Ok(categories) => categories,
            Err(failure) => return broken(failure),
        };
        match listings.pictures(&who, &hashes).await {
            Ok(pictures) => view! { <NewForm categories pictures/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn NewForm(categories: Vec<Category>, pictures: Vec<OwnPicture>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    view! {
        <Room office=Office::Workshop title=texts.add>
            <FaultSummary/>
            <form class="field-group" method="post" enctype="multipart/form-data">
                <Once/>
                <ListingFields listing=None categories pictures/>
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
    let filled = filled();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let listing = match listings.one(&who, &slug).await {
            Ok(listing) => listing,
            Err(failure) => return missing(failure),
        };
        let categories = match listings.categories(&Anyone).await {
            Ok(categories) => categories,
            Err(failure) => return broken(failure),
        };
        let mut pictures = listing.pictures.clone();
        // A form that came back knows better which pictures it has; those of a step without fields are the row's.
        if filled.value("name").is_some() {
            let hashes = received(&filled);
            let own = match listings.pictures(&who, &hashes).await {
                Ok(own) => own,
                Err(failure) => return broken(failure),
            };
            pictures = kept(&hashes, pictures, own);
        }
        view! { <EditForm listing categories pictures/> }.into_any()
    })
}

/// The pictures of these hashes in their order, from those on the listing and those just received.
fn kept(hashes: &[String], there: Vec<OwnPicture>, own: Vec<OwnPicture>) -> Vec<OwnPicture> {
    let mut known: Vec<OwnPicture> = there.into_iter().chain(own).collect();
    let mut kept = Vec::new();
    for hash in hashes {
        if let Some(at) = known.iter().position(|picture| picture.hash == *hash) {
            kept.push(known.swap_remove(at));
            known.retain(|picture| picture.hash != *hash);
        }
    }
    kept
}

#[component]
fn EditForm(listing: Listing, categories: Vec<Category>, pictures: Vec<OwnPicture>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let gone = matches!(listing.state, ListingState::TakenDown { .. });
    let form = if gone {
        view! { <Shown listing=listing.clone()/> }.into_any()
    } else {
        view! { <Fields listing=listing.clone() categories pictures/> }.into_any()
    };
    view! {
        <Room office=Office::Workshop title=texts.change>
            <Done done=texts.done/>
            <FaultSummary/>
            <div class="stack">
                <Standing listing/>
                {form}
            </div>
        </Room>
    }
}

#[component]
fn Fields(listing: Listing, categories: Vec<Category>, pictures: Vec<OwnPicture>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let counted = listing.stock.on_hand;
    let draft = matches!(listing.state, ListingState::Draft { .. });
    let on_shelf = matches!(listing.state, ListingState::Published { .. } | ListingState::Paused { .. });
    view! {
        <form class="field-group" method="post" enctype="multipart/form-data">
            <input type="hidden" name="stock_was" value=counted/>
            <ListingFields listing=Some(listing) categories pictures/>
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
                    <a href=link(&format!("/san-pham/{}", listing.slug))>{texts.to_public_page}</a>
                })}
                {step.map(|(action, text)| view! {
                    <form method="post"><button class="button" name="action" value=action>{text}</button></form>
                })}
            </div>
        </section>
    }
}
