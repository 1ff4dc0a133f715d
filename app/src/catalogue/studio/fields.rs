//! The fields of the form in which a product is listed and changed.

use leptos::prelude::*;
use shop::catalogue::{
    content::Content,
    listing_details::{Category, Listing},
    listing_form::{CONTENT_UNITS, Field},
};

use super::parts::named;
use crate::{
    form::{SelectField, TextArea, TextField, filled},
    media::views::PhotoField,
    site::words,
};

/// What a field holds before anyone typed.
fn value(listing: Option<&Listing>, field: Field) -> Option<String> {
    let listing = listing?;
    let details = &listing.details;
    let content = |show: fn(Content) -> String| details.content.map(show).unwrap_or_default();
    Some(match field {
        Field::Name => details.name.clone(),
        Field::NameEn => details.name_en.clone(),
        Field::Slug => listing.slug.clone(),
        Field::Category => details.category.clone(),
        Field::Unit => details.unit.clone(),
        Field::UnitEn => details.unit_en.clone(),
        Field::Price => details.price.get().to_string(),
        Field::Weight => details.weight_g.to_string(),
        Field::Content => content(|content| content.amount.to_string()),
        Field::ContentUnit => content(|content| content.unit.as_str().to_owned()),
        Field::Stock => listing.stock.on_hand.to_string(),
        Field::Description => details.description.clone(),
        Field::Ingredients => details.ingredients.clone(),
        Field::Storage => details.storage.clone(),
        Field::Nitrogen => details.nitrogen.map(|nitrogen| nitrogen.to_string()).unwrap_or_default(),
        Field::Photo => String::new(),
    })
}

#[component]
pub fn ListingFields(listing: Option<Listing>, categories: Vec<Category>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let listing = listing.as_ref();
    let rare = rare(listing);
    let held = listing.map(|listing| listing.pictures.iter().map(|picture| picture.hash.clone()).collect());
    view! {
        <section class="panel field-group" aria-labelledby="photos">
            <h2 class="panel-title" id="photos">{texts.photos}</h2>
            <PhotoField label=(texts.label)(Field::Photo) held=held.unwrap_or_default() ordered=true/>
        </section>
        <section class="panel field-group" aria-labelledby="what-it-is">
            <h2 class="panel-title" id="what-it-is">{texts.what_it_is}</h2>
            {line(listing, Field::Name, &MAKERS)}
            {kind(listing, categories)}
            {line(listing, Field::Unit, &MAKERS)}
        </section>
        <section class="panel field-group" aria-labelledby="price-and-stock">
            <h2 class="panel-title" id="price-and-stock">{texts.price_and_stock}</h2>
            <div class="field-row">
                {line(listing, Field::Price, &Line { needed: true, ..OPTIONAL })}
                {line(listing, Field::Stock, &NUMBER)}
                {line(listing, Field::Weight, &NUMBER)}
            </div>
        </section>
        <section class="panel field-group" aria-labelledby="own-words">
            <h2 class="panel-title" id="own-words">{texts.own_words}</h2>
            {lines(listing, Field::Description, 6)}
            {lines(listing, Field::Ingredients, 3)}
            {lines(listing, Field::Storage, 3)}
        </section>
        <More is_new=listing.is_none()>{rare}</More>
    }
}

/// How one line of text is typed.
struct Line {
    needed: bool,
    lang: &'static str,
    mode: &'static str,
}

const OPTIONAL: Line = Line { needed: false, lang: "vi", mode: "text" };
const MAKERS: Line = Line { needed: true, ..OPTIONAL };
const NUMBER: Line = Line { needed: true, mode: "numeric", ..OPTIONAL };
const ENGLISH: Line = Line { lang: "en", ..OPTIONAL };

fn line(listing: Option<&Listing>, field: Field, typed: &Line) -> AnyView {
    let texts = &words().catalogue.listing;
    view! {
        <TextField name=field.name() label=(texts.label)(field) hint=(texts.hint)(field)
            value=value(listing, field).unwrap_or_default() required=typed.needed lang=typed.lang inputmode=typed.mode/>
    }
    .into_any()
}

fn lines(listing: Option<&Listing>, field: Field, rows: u8) -> AnyView {
    let texts = &words().catalogue.listing;
    view! {
        <TextArea name=field.name() label=(texts.label)(field) hint=(texts.hint)(field)
            value=value(listing, field).unwrap_or_default() rows lang="vi"/>
    }
    .into_any()
}

fn kind(listing: Option<&Listing>, categories: Vec<Category>) -> AnyView {
    let texts = &words().catalogue.listing;
    let kinds: Vec<_> = categories.into_iter().map(|kind| (kind.slug, named((kind.name, kind.name_en)))).collect();
    view! {
        <SelectField name=Field::Category.name() label=(texts.label)(Field::Category) options=kinds
            empty=texts.choose value=value(listing, Field::Category).unwrap_or_default() required=true/>
    }
    .into_any()
}

/// Fields that few products need.
fn rare(listing: Option<&Listing>) -> AnyView {
    let texts = &words().catalogue.listing;
    let units: Vec<_> = CONTENT_UNITS.map(|unit| (unit.to_owned(), unit.to_owned())).to_vec();
    view! {
        <div class="field-row">
            {line(listing, Field::Content, &OPTIONAL)}
            <SelectField name=Field::ContentUnit.name() label=(texts.label)(Field::ContentUnit) options=units
                empty=texts.choose value=value(listing, Field::ContentUnit).unwrap_or_default()/>
        </div>
        {line(listing, Field::Nitrogen, &OPTIONAL)}
        <div class="field-row">
            {line(listing, Field::NameEn, &ENGLISH)}
            {line(listing, Field::UnitEn, &ENGLISH)}
        </div>
        {listing.is_none().then(|| line(listing, Field::Slug, &OPTIONAL))}
    }
    .into_any()
}

/// Folded away while they are empty and in order.
#[component]
fn More(is_new: bool, children: Children) -> impl IntoView {
    const RARE: [Field; 6] =
        [Field::Content, Field::ContentUnit, Field::Nitrogen, Field::NameEn, Field::UnitEn, Field::Slug];
    let filled = filled();
    let used = |field: &Field| {
        let typed = filled.value(field.name()).is_some_and(|typed| !typed.is_empty());
        typed || filled.fault(field.name()).is_some()
    };
    let open = !is_new || RARE.iter().any(used);
    view! {
        <details class="panel fold" open=open>
            <summary>{words().catalogue.listing.more}</summary>
            <div class="field-group">{children()}</div>
        </details>
    }
}
