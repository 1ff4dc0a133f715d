//! Products and makers as lists show them.

use leptos::prelude::*;
use shop::{
    catalogue::card::{Availability, ProductCard},
    media::picture::Picture,
};

use crate::{
    amount::Amount,
    media::views::{PictureView, address},
    own_text::OwnText,
    site::{DOT, link, words},
};

/// Cards of products. Their names are headings of the third order: a heading of the second stands above.
#[component]
pub fn ProductGrid(
    products: Vec<ProductCard>,
    /// How many of the first are seen without scrolling.
    #[prop(optional)]
    eager: usize,
) -> impl IntoView {
    view! {
        <div class="grid">
            {products.into_iter().enumerate().map(|(place, card)| view! {
                <ProductCardView card eager={place < eager}/>
            }).collect_view()}
        </div>
    }
}

/// A product on a list. Of its stock it says only whether there is any: how many are left stands on its own page.
#[component]
pub fn ProductCardView(card: ProductCard, #[prop(optional)] eager: bool) -> impl IntoView {
    let words = &words().catalogue.browse;
    let href = link(&format!("/san-pham/{}", card.slug));
    let note = match card.availability {
        Availability::SoldOut => Some(words.sold_out),
        Availability::MakerPaused => Some(words.maker_rests),
        Availability::InStock | Availability::Few(_) => None,
    };
    view! {
        <article class="product-card" data-product=card.slug>
            <PictureView picture=card.picture alt="" eager/>
            <h3 class="product-card-name"><a href=href><OwnText vi=card.name en=card.name_en/></a></h3>
            <p class="price">
                <Amount money=card.price class="price-amount"/>
                " " <span class="price-unit">"/ "<OwnText vi=card.unit en=card.unit_en/></span>
            </p>
            <p class="product-card-note" lang="vi">{card.producer}{DOT}{card.village}</p>
            {note.map(|note| view! { <p class="product-card-note is-none">{note}</p> })}
        </article>
    }
}

/// A small round picture beside a name; without a picture the name's first letter.
#[component]
pub fn Face(picture: Option<Picture>, #[prop(into)] name: String, #[prop(optional)] large: bool) -> impl IntoView {
    let class = if large { "face is-large" } else { "face" };
    match picture {
        None => {
            let letter = name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
            view! { <span class=format!("{class} is-letter") lang="vi" aria-hidden="true">{letter}</span> }.into_any()
        }
        Some(picture) => {
            let width = picture.widths().first().copied().unwrap_or(picture.width);
            let source = address(&picture, width, "jpg");
            view! { <img class=class src=source alt="" width="72" height="72" loading="lazy" decoding="async"/> }
                .into_any()
        }
    }
}
