//! The pictures of a listing in its form: those that are there, with place and removal, and where to add more. What
//! was received stays with the form, so that a form that comes back has lost nothing.

use leptos::prelude::*;
use shop::catalogue::listing_form::Field;

use super::parts::Received;
use crate::{form::filled, site::words};

/// `held`: the hashes of the pictures that the listing has, before the form was sent.
#[component]
pub fn Photos(held: Vec<String>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let filled = filled();
    // Only the form with the fields knows its pictures; a step that came back was sent without any.
    let hashes: Vec<String> = if filled.value("name").is_some() {
        filled.values.iter().filter(|(name, _)| name == "picture").map(|(_, hash)| hash.clone()).collect()
    } else {
        held
    };
    let faults: Vec<String> =
        filled.faults.iter().filter(|fault| fault.field == "photo").map(|fault| fault.text.clone()).collect();
    let faulty = !faults.is_empty();
    let count = hashes.len();
    view! {
        <section class="panel field-group" aria-labelledby="photos">
            <h2 class="panel-title" id="photos">{texts.photos}</h2>
            <p class="field-hint" id="photo-hint">{texts.photos_hint}</p>
            <div class="photo-tiles">
                {(1..=count).zip(hashes).map(|(place, hash)| view! { <PhotoTile hash place count/> }).collect_view()}
                <label class="photo-add">
                    <span>{(texts.label)(Field::Photo)}</span>
                    <input id="photo" type="file" name="photo" accept="image/jpeg,image/png,image/webp" multiple
                        aria-invalid=faulty.then_some("true")
                        aria-describedby=if faulty { "photo-hint photo-fault" } else { "photo-hint" }/>
                </label>
            </div>
            {faulty.then(|| view! {
                <div id="photo-fault">
                    {faults.into_iter().map(|text| view! { <p class="field-fault">{text}</p> }).collect_view()}
                </div>
            })}
        </section>
    }
}

#[component]
fn PhotoTile(hash: String, place: usize, count: usize) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let filled = filled();
    let field = format!("position-{hash}");
    let wished = filled.value(&field).and_then(|wished| wished.parse().ok()).unwrap_or(place);
    let removed = filled.has("picture-remove", &hash);
    let name = format!("{} {place}", texts.picture);
    view! {
        <div class="photo-tile">
            <input type="hidden" name="picture" value=hash.clone()/>
            <Received hash=hash.clone() alt=name.clone()/>
            {(place == 1).then(|| view! { <span class="photo-tile-name">{texts.cover}</span> })}
            <label class="photo-tile-name" for=field.clone()>
                {texts.place}<span class="visually-hidden">" "{name.clone()}</span>
            </label>
            <select class="field-input" id=field.clone() name=field>
                {(1..=count).map(|number| view! {
                    <option value=number selected=number == wished>{number}</option>
                }).collect_view()}
            </select>
            <label class="check">
                <input type="checkbox" name="picture-remove" value=hash checked=removed/>
                <span>{texts.remove}<span class="visually-hidden">": "{name}</span></span>
            </label>
        </div>
    }
}
