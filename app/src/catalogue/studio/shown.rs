//! A listing with everything it says, to be read and not changed.

use leptos::prelude::*;
use shop::catalogue::{content::show_weight, listing_details::Listing, listing_form::Field};

use super::parts::{OwnPictureView, named};
use crate::{amount::Amount, site::words};

#[component]
pub fn Shown(listing: Listing) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let details = listing.details;
    let name = details.name.clone();
    let fact = |field: Field, value: String, lang: &'static str| {
        let value = if value.is_empty() {
            view! { <span class="soft">{texts.review.not_filled}</span> }.into_any()
        } else {
            view! { <span lang=lang>{value}</span> }.into_any()
        };
        view! { <div><dt>{(texts.label)(field)}</dt><dd class="own-lines">{value}</dd></div> }
    };
    let content = details.content.map(|content| content.shown()).unwrap_or_default();
    let nitrogen = details.nitrogen.map(|nitrogen| format!("{nitrogen}°N")).unwrap_or_default();
    view! {
        {if listing.pictures.is_empty() {
            view! { <p class="field-fault">{texts.review.no_photo}</p> }.into_any()
        } else {
            view! {
                <div class="photo-tiles">
                    {(1..).zip(listing.pictures).map(|(place, picture)| view! {
                        <OwnPictureView picture alt=format!("{} {place}", texts.picture)/>
                    }).collect_view()}
                </div>
            }.into_any()
        }}
        <dl class="facts is-stacked">
            {fact(Field::Name, name, "vi")}
            {fact(Field::NameEn, details.name_en, "en")}
            <div><dt>{(texts.label)(Field::Category)}</dt><dd>{named(listing.category)}</dd></div>
            {fact(Field::Unit, details.unit, "vi")}
            {fact(Field::UnitEn, details.unit_en, "en")}
            <div><dt>{(texts.label)(Field::Price)}</dt><dd><Amount money=details.price/></dd></div>
            <div><dt>{(texts.label)(Field::Weight)}</dt><dd>{show_weight(details.weight_g)}</dd></div>
            {fact(Field::Content, content, "vi")}
            {fact(Field::Nitrogen, nitrogen, "vi")}
            {fact(Field::Description, details.description, "vi")}
            {fact(Field::Ingredients, details.ingredients, "vi")}
            {fact(Field::Storage, details.storage, "vi")}
            <div><dt>{texts.on_hand}</dt><dd>{listing.stock.on_hand}</dd></div>
        </dl>
    }
}
