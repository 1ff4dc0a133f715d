//! The pictures of a listing in its form: those that are there, with place and removal, and where to add more. What
//! was received stays with the form, so that a form that comes back has lost nothing.

use leptos::prelude::*;
use shop::catalogue::listing_details::OwnPicture;

use super::parts::OwnPictureView;
use crate::{
    form::{FieldFault, filled},
    site::words,
};

#[component]
pub fn Photos(pictures: Vec<OwnPicture>) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let count = pictures.len();
    let faulty = filled().fault("photo").is_some();
    view! {
        <section class="panel field-group" aria-labelledby="photos">
            <h2 class="panel-title" id="photos">{texts.photos}</h2>
            <p class="field-hint" id="photo-hint">{texts.photos_hint}</p>
            <div class="photo-tiles">
                {(1..=count).zip(pictures).map(|(place, picture)| view! {
                    <PhotoTile picture place count/>
                }).collect_view()}
                <label class="photo-add">
                    <span>{(texts.label)(shop::catalogue::listing_form::Field::Photo)}</span>
                    <input id="photo" type="file" name="photo" accept="image/jpeg,image/png,image/webp" multiple
                        aria-invalid=faulty.then_some("true") aria-describedby="photo-hint photo-fault"/>
                </label>
            </div>
            <FieldFault field="photo"/>
        </section>
    }
}

#[component]
fn PhotoTile(picture: OwnPicture, place: usize, count: usize) -> impl IntoView {
    let texts = &words().catalogue.listing;
    let filled = filled();
    let hash = picture.hash.clone();
    let field = format!("position-{hash}");
    let wished = filled.value(&field).and_then(|wished| wished.parse().ok()).unwrap_or(place);
    let removed = filled.has("remove", &hash);
    let name = format!("{} {place}", texts.picture);
    view! {
        <div class="photo-tile">
            <input type="hidden" name="picture" value=hash.clone()/>
            <OwnPictureView picture alt=name.clone()/>
            {(place == 1).then(|| view! { <span class="photo-tile-name">{texts.cover}</span> })}
            <label class="photo-tile-name" for=field.clone()>
                {texts.place}<span class="visually-hidden">" "{name.clone()}</span>
            </label>
            <select class="field-input" id=field.clone() name=field>
                {(1..=count).map(|number| view! {
                    <option value=number selected=(number == wished)>{number}</option>
                }).collect_view()}
            </select>
            <label class="check">
                <input type="checkbox" name="remove" value=hash checked=removed/>
                <span>{texts.remove}<span class="visually-hidden">": "{name}</span></span>
            </label>
        </div>
    }
}
