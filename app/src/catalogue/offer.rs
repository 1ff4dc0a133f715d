//! What a product costs, how much is left, and the form that puts it into a cart.

use leptos::prelude::*;
use shop::{
    catalogue::{
        card::Availability,
        pages::{MakerCard, ProductPage, VariantOffer},
    },
    language::Language,
};

use super::{makers::PauseNotice, views::Face};
use crate::{
    amount::Amount,
    own_text::OwnText,
    site::{DOT, link, site, words},
};

/// No cart takes more of one thing at once.
const QUANTITY_MAX: &str = "999";

/// Name, maker, price, stock and form. The page is the same for everyone, so that the form carries nothing of the
/// visitor.
#[component]
pub fn Offer(shown: ProductPage) -> impl IntoView {
    let site = site();
    let words = &site.words().catalogue;
    let both = site.language == Language::English && !shown.name_en.is_empty();
    let original = both.then(|| shown.name.clone());
    let buyable = shown.variants.iter().find(|variant| variant.availability.can_be_bought()).cloned();
    // Of several sizes the first that can be had is told of; the others stand in the form with their prices.
    let Some(first) = buyable.clone().or_else(|| shown.variants.first().cloned()) else { return ().into_any() };
    view! {
        <h1><OwnText vi=shown.name en=shown.name_en/></h1>
        {original.map(|name| view! { <p class="soft" lang="vi">{name}</p> })}
        <MakerLink maker=shown.maker/>
        <VariantPrice variant=first.clone()/>
        <Stock availability=first.availability/>
        {shown.pause.map(|pause| view! { <PauseNotice pause/> })}
        {match (buyable, first.availability) {
            (Some(chosen), _) => view! { <BuyForm variants=shown.variants chosen/> }.into_any(),
            (None, Availability::SoldOut) => view! { <p>{words.product.sold_out_text}</p> }.into_any(),
            (None, _) => ().into_any(),
        }}
    }
    .into_any()
}

/// Face, name and place of the maker, always together.
#[component]
fn MakerLink(maker: MakerCard) -> impl IntoView {
    view! {
        <a class="maker" href=link(&format!("/co-so/{}", maker.slug))>
            <Face picture=maker.picture name=maker.name.clone()/>
            <span class="maker-words" lang="vi">
                <span class="maker-name">{maker.name}</span>
                <span class="maker-place">{maker.village}", "{maker.place}</span>
            </span>
        </a>
    }
}

#[component]
fn VariantPrice(variant: VariantOffer) -> impl IntoView {
    let words = &words().catalogue.product;
    let per = variant.content.and_then(|content| {
        let price = content.price_per_thousand(variant.price)?;
        Some((words.per)(&price.to_string(), content.unit.thousand()))
    });
    view! {
        <p class="price is-large">
            <Amount money=variant.price class="price-amount"/>
            " " <span class="price-unit">"/ "<OwnText vi=variant.name en=variant.name_en/></span>
            {per.map(|per| view! { <span class="price-per">{per}</span> })}
        </p>
    }
}

/// How much is left, without hurry.
#[component]
fn Stock(availability: Availability) -> impl IntoView {
    let words = &words().catalogue;
    let (class, text) = match availability {
        Availability::InStock => ("stock", words.product.in_stock.to_owned()),
        Availability::Few(left) => ("stock is-few", (words.product.few)(left)),
        Availability::SoldOut => ("stock is-none", words.product.sold_out.to_owned()),
        Availability::MakerPaused => ("stock is-none", words.browse.maker_rests.to_owned()),
    };
    view! { <p class=class>{text}</p> }
}

#[component]
fn BuyForm(variants: Vec<VariantOffer>, chosen: VariantOffer) -> impl IntoView {
    let words = &words().catalogue.product;
    view! {
        <form class="product-form" method="post" action=link("/gio-hang")>
            {if variants.len() == 1 {
                view! { <input type="hidden" name="variant" value=chosen.id.to_string()/> }.into_any()
            } else {
                view! { <Sizes variants chosen/> }.into_any()
            }}
            <div class="product-form-row">
                <div class="field">
                    <label class="field-label" for="quantity">{words.quantity}</label>
                    <span class="quantity">
                        <input class="quantity-input" id="quantity" name="quantity" type="number" inputmode="numeric"
                            value="1" min="1" max=QUANTITY_MAX required=true/>
                    </span>
                </div>
                <button class="button is-primary is-large">{words.add}</button>
            </div>
            <p class="soft small">{words.next}</p>
        </form>
    }
}

/// The sizes with their prices; those that are sold out cannot be chosen.
#[component]
fn Sizes(variants: Vec<VariantOffer>, chosen: VariantOffer) -> impl IntoView {
    let words = &words().catalogue.product;
    view! {
        <fieldset>
            <legend class="field-label">{words.size}</legend>
            <div class="sizes">
                {variants.into_iter().map(|variant| {
                    let sold_out = !variant.availability.can_be_bought();
                    view! {
                        <label class="size">
                            <input type="radio" name="variant" value=variant.id.to_string()
                                checked={variant.id == chosen.id} disabled=sold_out/>
                            <span>
                                <OwnText vi=variant.name en=variant.name_en/> {DOT} <Amount money=variant.price/>
                                {sold_out.then(|| view! { <span class="soft">{DOT}{words.sold_out}</span> })}
                            </span>
                        </label>
                    }
                }).collect_view()}
            </div>
        </fieldset>
    }
}
