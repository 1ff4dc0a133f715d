//! A list of products: how many, in which order, and its pages.

use leptos::prelude::*;
use shop::{
    catalogue::{
        card::ProductCard,
        order_by::{ListAsked, OrderBy},
    },
    page::Page,
};

use super::{
    asked::{address, numbers},
    views::ProductGrid,
};
use crate::site::{site, words};

/// A list that can be put in order, with its heading (hidden where the page's title says it already).
#[component]
pub fn ProductList(
    products: Page<ProductCard>,
    asked: ListAsked,
    /// The path of the page the list stands on.
    path: String,
    empty: &'static str,
) -> impl IntoView {
    let words = &words().catalogue.browse;
    if products.total == 0 {
        return view! { <div class="empty"><p>{empty}</p></div> }.into_any();
    }
    let order = if asked.order == OrderBy::default() { "" } else { asked.order.as_str() };
    let (number, pages) = (products.number, products.pages);
    view! {
        <div class="list-bar">
            <h2 class="facet-title">{(words.count)(products.total)}</h2>
            <SortLinks chosen=asked.order path=path.clone()/>
        </div>
        <ProductGrid products=products.items eager=4/>
        <Pagination number pages path query=vec![("sap-xep", order.to_owned())]/>
    }
    .into_any()
}

#[component]
fn SortLinks(chosen: OrderBy, path: String) -> impl IntoView {
    let site = site();
    let words = &site.words().catalogue.browse;
    view! {
        <nav aria-label=words.sort>
            <ul class="facet-list">
                {OrderBy::ALL.into_iter().map(|order| {
                    let value = if order == OrderBy::default() { "" } else { order.as_str() };
                    let href = address(&site, &path, &[("sap-xep", value)], 1);
                    let here = (order == chosen).then_some("true");
                    view! { <li><a class="chip" href=href aria-current=here>{(words.order)(order)}</a></li> }
                }).collect_view()}
            </ul>
        </nav>
    }
}

/// Links to the other pages of a list, if there are any.
#[component]
pub fn Pagination(number: u32, pages: u32, path: String, query: Vec<(&'static str, String)>) -> impl IntoView {
    let site = site();
    let words = &site.words().catalogue.browse;
    let query: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let to = |page: u32| address(&site, &path, &query, page);
    (pages > 1).then(|| view! {
        <nav class="pagination" aria-label=words.pages>
            <ul class="pagination-list">
                {(number > 1).then(|| view! { <li><a href=to(number - 1) rel="prev">{words.before}</a></li> })}
                {numbers(number, pages).into_iter().map(|shown| match shown {
                    None => view! { <li class="is-far"><span aria-hidden="true">"…"</span></li> }.into_any(),
                    Some(page) if page == number => {
                        view! { <li><a href=to(page) aria-current="page" aria-label=(words.page)(page)>{page}</a></li> }
                            .into_any()
                    }
                    Some(page) => {
                        view! { <li class="is-far"><a href=to(page) aria-label=(words.page)(page)>{page}</a></li> }
                            .into_any()
                    }
                }).collect_view()}
                {(number < pages).then(|| view! { <li><a href=to(number + 1) rel="next">{words.after}</a></li> })}
            </ul>
        </nav>
    })
}
