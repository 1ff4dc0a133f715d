//! Lists of listings: a producer's own, and the whole shelf for the operator.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{
        listing_details::{Counted, Listing},
        listing_review_service::{Candidate, Reviews},
        listing_service::Listings,
    },
    identity::party::{Operator, ProducerStaff},
    page::{Page, Window},
};

use super::parts::{OwnPictureView, StateBadge};
use crate::{
    amount::Amount,
    flash::Done,
    form::{FaultSummary, TextArea},
    media::views::{PictureView, Place},
    office::{Office, Room},
    pagination::Pagination,
    problem::{NotFoundPage, broken},
    site::{link, site, words},
};

/// How many listings a page has.
const SIZE: u32 = 20;

#[component]
pub fn OwnShelfPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let listings = expect_context::<Arc<dyn Listings>>();
    let window = Window::parse(site().query_value("trang").as_deref(), SIZE);
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match listings.own(&who, window).await {
            Ok(page) => view! { <OwnShelf page/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn OwnShelf(page: Page<Listing>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let (number, pages) = (page.number, page.pages);
    view! {
        <Room office=Office::Workshop title=texts.products>
            <Done told=texts.done/>
            {if page.total == 0 {
                view! {
                    <div class="empty">
                        <h2 class="empty-title">{texts.none_yet}</h2>
                        <p>{texts.none_yet_text}</p>
                        <a class="button is-primary" href=link("/xuong/san-pham/moi")>{texts.add}</a>
                    </div>
                }.into_any()
            } else {
                view! {
                    <div class="stack">
                        <a class="button is-primary" href=link("/xuong/san-pham/moi")>{texts.add}</a>
                        <OwnTable items=page.items/>
                    </div>
                }.into_any()
            }}
            <Pagination number pages/>
        </Room>
    }
}

#[component]
fn OwnTable(items: Vec<Listing>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    view! {
        <table class="table is-cards">
            <thead>
                <tr>
                    <th scope="col"><span class="visually-hidden">{texts.picture}</span></th>
                    <th scope="col">{texts.product}</th>
                    <th scope="col">{texts.state}</th>
                    <th scope="col" class="number">{texts.price}</th>
                    <th scope="col" class="number">{texts.stock}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(|listing| view! { <OwnRow listing/> }).collect_view()}</tbody>
        </table>
    }
}

#[component]
fn OwnRow(listing: Listing) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let href = link(&format!("/xuong/san-pham/{}", listing.slug));
    let state = listing.state.as_str();
    view! {
        <tr data-listing=listing.slug data-state=state>
            <td class="shelf-picture">
                {match listing.pictures.into_iter().next() {
                    Some(picture) => view! { <OwnPictureView picture alt=""/> }.into_any(),
                    None => view! { <PictureView picture=None alt="" place=Place::Thumb/> }.into_any(),
                }}
            </td>
            <th scope="row">
                <a href=href lang="vi">{listing.details.name}</a>
                <span class="soft small" lang="vi">" "{listing.details.unit}</span>
            </th>
            <td data-label=texts.state><StateBadge state=listing.state/></td>
            <td class="number" data-label=texts.price><Amount money=listing.details.price/></td>
            <td class="number" data-label=texts.stock>{left(listing.stock)}</td>
        </tr>
    }
}

/// How many can be bought; said in words where more was ordered than there is.
pub fn left(stock: Counted) -> String {
    let texts = &words().catalogue.listing;
    match stock.available() {
        less if less < 0 => (texts.short_by)(less.saturating_neg()),
        0 => texts.sold_out.to_owned(),
        units => (texts.available)(units),
    }
}

#[component]
pub fn WholeShelfPage() -> impl IntoView {
    let who = use_context::<Operator>();
    let reviews = expect_context::<Arc<dyn Reviews>>();
    let window = Window::parse(site().query_value("trang").as_deref(), SIZE);
    let asked: String = site().query_value("q").unwrap_or_default().chars().take(100).collect();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match reviews.shelf(&who, &asked, window).await {
            Ok(page) => view! { <WholeShelf page asked/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn WholeShelf(page: Page<Candidate>, asked: String) -> impl IntoView {
    let listing = &words().catalogue.listing;
    let texts = &listing.review;
    let (number, pages) = (page.number, page.pages);
    view! {
        <Room office=Office::Operator title=texts.shelf_title>
            <Done told=listing.done/>
            <FaultSummary/>
            <div class="stack" id="shelf">
                <p class="lead">{texts.shelf_lead}</p>
                <form class="cluster is-end" action=link("/van-hanh/san-pham")>
                    <div class="field is-search">
                        <label class="field-label" for="q-shelf">{texts.shelf_search}</label>
                        <input class="field-input" id="q-shelf" name="q" type="search" maxlength="100" value=asked/>
                    </div>
                    <button class="button">{texts.shelf_find}</button>
                </form>
                {if page.total == 0 {
                    view! {
                        <div class="empty">
                            <h2 class="empty-title">{texts.shelf_empty}</h2>
                            <p>{texts.shelf_empty_text}</p>
                        </div>
                    }.into_any()
                } else {
                    view! {
                        <p>{(texts.shelf_count)(page.total)}</p>
                        <ul class="queue">
                            {page.items.into_iter().map(|found| view! { <li><Listed found/></li> }).collect_view()}
                        </ul>
                    }.into_any()
                }}
            </div>
            <Pagination number pages/>
        </Room>
    }
}

/// One listing with the way to take it down, folded so that no thumb finds it by chance.
#[component]
fn Listed(found: Candidate) -> impl IntoView {
    let listing = &words().catalogue.listing;
    let texts = &listing.review;
    let slug = found.listing.slug;
    let (marked, href) = (slug.clone(), link(&format!("/san-pham/{slug}")));
    let reason = format!("reason-{slug}");
    let open = crate::form::filled().fault(&reason).is_some();
    view! {
        <article class="queue-item" data-listing=marked>
            <div class="queue-item-head">
                <h2 class="shelf-name" lang="vi">
                    <a href=href>{found.listing.details.name.clone()}</a>
                </h2>
                <StateBadge state=found.listing.state/>
            </div>
            <p lang="vi">{found.producer}", "{found.village}</p>
            <p><Amount money=found.listing.details.price/></p>
            <details class="fold" open=open>
                <summary>
                    {texts.take_down}<span class="visually-hidden" lang="vi">": "{found.listing.details.name}</span>
                </summary>
                <form class="field-group" method="post">
                    <input type="hidden" name="listing" value=slug/>
                    <TextArea name=reason label=texts.take_down_reason hint=texts.take_down_hint required=true/>
                    <button class="button is-danger">{texts.take_down}</button>
                </form>
            </details>
        </article>
    }
}
