//! Searching: what was asked, what was understood, what was found.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{pages::Named, search::Found, service::Catalogue},
    identity::party::Anyone,
};

use super::{
    asked::{address, window},
    crumbs::Breadcrumb,
    views::ProductGrid,
};
use crate::{
    layout::{Head, SearchForm},
    own_text::OwnText,
    pagination::Pagination,
    problem::missing,
    site::{link, site, words},
};

#[component]
pub fn SearchPage() -> impl IntoView {
    let site = site();
    let (typed, window) = (site.query_value("q").unwrap_or_default(), window(&site));
    let catalogue = expect_context::<Arc<dyn Catalogue>>();
    Suspend::new(async move {
        match catalogue.search(&Anyone, &typed, window).await {
            Ok(found) if found.asked.is_empty() => view! { <Start/> }.into_any(),
            Ok(found) => view! { <Answered found/> }.into_any(),
            Err(failure) => missing(failure.map(|never| match never {})),
        }
    })
}

/// Nothing was asked yet.
#[component]
fn Start() -> impl IntoView {
    let words = &words().catalogue.browse;
    view! {
        <Head title=words.search_title hidden=true/>
        <Breadcrumb here=move || words.search_title/>
        <div class="page-head">
            <h1>{words.search_start}</h1>
            <p>{words.search_start_text}</p>
        </div>
        <SearchForm id="q-start"/>
        <Suggestions/>
    }
}

#[component]
fn Answered(found: Found) -> impl IntoView {
    let site = site();
    let words = &site.words().catalogue.browse;
    let title = (words.search_for)(&found.asked);
    let page = (found.products.number, found.products.pages);
    let none = found.products.total == 0 && found.villages.is_empty() && found.makers.is_empty();
    view! {
        <Head title=title.clone() hidden=true/>
        <Breadcrumb here=move || words.search_title/>
        <div class="page-head"><h1><OwnText vi=title.clone() en=title/></h1></div>
        <div class="stack">
            {found.understood.map(|understood| view! {
                <p class="understood">{words.understood}" "<mark lang="vi">{understood}</mark>"."</p>
            })}
            <Places villages=found.villages makers=found.makers/>
            {if none {
                view! { <Nothing asked=found.asked/> }.into_any()
            } else if found.products.total == 0 {
                ().into_any()
            } else {
                view! {
                    <div class="list-bar"><h2 class="facet-title">{(words.found)(found.products.total)}</h2></div>
                    <ProductGrid products=found.products.items eager=4/>
                    <Pagination number=page.0 pages=page.1/>
                }
                .into_any()
            }}
        </div>
    }
}

/// Villages and makers whose names were asked for.
#[component]
fn Places(villages: Vec<Named>, makers: Vec<Named>) -> impl IntoView {
    let words = &words().catalogue.browse;
    let all: Vec<(String, String)> = villages
        .into_iter()
        .map(|village| (link(&format!("/lang/{}", village.slug)), village.name))
        .chain(makers.into_iter().map(|maker| (link(&format!("/co-so/{}", maker.slug)), maker.name)))
        .collect();
    (!all.is_empty()).then(|| {
        view! {
            <section>
                <h2 class="facet-title">{words.places}</h2>
                <ul class="facet-list">
                    {all.into_iter().map(|(href, name)| view! {
                        <li><a class="chip" href=href lang="vi">{name}</a></li>
                    }).collect_view()}
                </ul>
            </section>
        }
    })
}

#[component]
fn Nothing(asked: String) -> impl IntoView {
    let words = &words().catalogue.browse;
    let title = (words.nothing)(&asked);
    view! {
        <div class="empty">
            <h2 class="empty-title"><OwnText vi=title.clone() en=title/></h2>
            <p>{words.nothing_text}</p>
        </div>
        <Suggestions/>
    }
}

/// Words that find something, and the kinds of goods.
#[component]
fn Suggestions() -> impl IntoView {
    let site = site();
    let words = &site.words().catalogue.browse;
    view! {
        <section class="section">
            <h2 class="facet-title">{words.search_examples}</h2>
            <ul class="facet-list">
                {words.examples.into_iter().map(|example| {
                    let href = address(&site, "/tim", ("q", example));
                    view! { <li><a class="chip" href=href>{example}</a></li> }
                }).collect_view()}
                {site.categories.iter().map(|category| {
                    let href = site.link(&format!("/danh-muc/{}", category.slug));
                    view! { <li><a class="chip" href=href>{category.name.clone()}</a></li> }
                }).collect_view()}
            </ul>
        </section>
    }
}
