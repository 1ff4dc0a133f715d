//! A list of products: how many, in which order, and its pages.

use leptos::prelude::*;
use shop::{
    catalogue::{
        card::ProductCard,
        order_by::{ListAsked, OrderBy},
    },
    page::Page,
};

use super::{asked::address, views::ProductGrid};
use crate::{
    pagination::Pagination,
    site::{site, words},
};

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
    let (number, pages) = (products.number, products.pages);
    view! {
        <div class="list-bar">
            <h2 class="facet-title">{(words.count)(products.total)}</h2>
            <SortLinks chosen=asked.order path/>
        </div>
        <ProductGrid products=products.items eager=4/>
        <Pagination number pages/>
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
                    let href = address(&site, &path, ("sap-xep", value));
                    let here = (order == chosen).then_some("true");
                    view! { <li><a class="chip" href=href aria-current=here>{(words.order)(order)}</a></li> }
                }).collect_view()}
            </ul>
        </nav>
    }
}
