//! A picture in its fixed place: AVIF and JPEG in a ladder of widths, nothing moves when it comes. And the field that
//! photos are sent with.

use leptos::prelude::*;
use shop::media::picture::{Picture, WIDTHS};

use crate::{form::filled, site::words};

/// Where a picture stands, which decides how wide it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// One of several on a list.
    Card,
    /// The one thing the page is about.
    Main,
    /// Beside a line of text.
    Thumb,
}

impl Place {
    /// For `sizes`: how wide it will be shown.
    const fn sizes(self) -> &'static str {
        match self {
            Self::Card => "(min-width: 64rem) 18rem, (min-width: 48rem) 30vw, 46vw",
            Self::Main => "(min-width: 48rem) 36rem, 100vw",
            Self::Thumb => "4rem",
        }
    }
}

/// The address of one file of a picture; `ending` is `avif` or `jpg`.
pub fn address(picture: &Picture, width: u32, ending: &str) -> String {
    format!("/anh/{}/{width}.{ending}", picture.hash)
}

fn ladder(picture: &Picture, ending: &str) -> String {
    let rungs = picture.widths().into_iter().map(|width| format!("{} {width}w", address(picture, width, ending)));
    rungs.collect::<Vec<_>>().join(", ")
}

/// A picture, or its empty place. `is` adds classes of `style/picture.css` (`is-wide`, `is-tall`).
#[component]
pub fn PictureView(
    picture: Option<Picture>,
    /// The maker's own name for what is seen, in Vietnamese; empty where the text beside it says the same.
    #[prop(into)]
    alt: String,
    #[prop(default = Place::Card)] place: Place,
    /// Shown without scrolling: fetched at once.
    #[prop(optional)]
    eager: bool,
    #[prop(optional)] is: &'static str,
) -> impl IntoView {
    let class = format!("picture {is}");
    let Some(picture) = picture else { return view! { <span class=class></span> }.into_any() };
    let middle = picture.widths().into_iter().find(|width| *width >= 640).or_else(|| picture.widths().last().copied());
    let source = address(&picture, middle.unwrap_or(picture.width), "jpg");
    let note = picture.illustration && place == Place::Main;
    let lang = (!alt.is_empty()).then_some("vi");
    view! {
        <picture class=class>
            {picture.avif.then(|| view! {
                <source type="image/avif" srcset=ladder(&picture, "avif") sizes=place.sizes()/>
            })}
            <img src=source srcset=ladder(&picture, "jpg") sizes=place.sizes() lang=lang alt=alt
                width=picture.width height=picture.height decoding="async"
                loading=if eager { "eager" } else { "lazy" } fetchpriority=eager.then_some("high")/>
            {note.then(|| view! { <span class="picture-note">{words().common.illustration}</span> })}
        </picture>
    }
    .into_any()
}

/// Photos of a form: those that are here already, each of which can be removed, and a place to choose more, from the
/// camera or the gallery. The form around it needs `method="post" enctype="multipart/form-data"`.
#[component]
pub fn PhotoField(
    /// "Photos" when nothing better is given.
    #[prop(optional, into)]
    label: Option<String>,
    /// Sizes and number when nothing better is given.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The hashes of the pictures that the thing has, before the form was sent.
    #[prop(optional)]
    held: Vec<String>,
    /// Whether each photo has a place to choose, sent as `position-{hash}` and counted from 1.
    #[prop(optional)]
    ordered: bool,
) -> impl IntoView {
    let words = &words().media;
    let filled = filled();
    let faults: Vec<String> =
        filled.faults.iter().filter(|fault| fault.field == "photo").map(|fault| fault.text.clone()).collect();
    let named = filled.values.iter().filter(|(name, _)| name == "picture").map(|(_, hash)| hash.clone());
    // What came back without a value was a step that has no fields: it says nothing of photos.
    let hashes = if filled.values.is_empty() { held } else { named.collect() };
    let faulty = !faults.is_empty();
    view! {
        <div class="field">
            <label class="field-label" for="photo">{label.unwrap_or_else(|| words.photos.to_owned())}</label>
            <p class="field-hint" id="photo-hint">{hint.unwrap_or_else(|| (words.photos_hint)())}</p>
            // Above the choice of files: what is here is told before what comes.
            <ReceivedPhotos hashes ordered/>
            <input class="field-input" type="file" id="photo" name="photo" multiple
                accept="image/jpeg,image/png,image/webp" aria-invalid=faulty.then_some("true")
                aria-describedby=if faulty { "photo-hint photo-fault" } else { "photo-hint" }/>
            {faulty.then(|| view! {
                <div id="photo-fault">
                    {faults.into_iter().map(|text| view! { <p class="field-fault">{text}</p> }).collect_view()}
                </div>
            })}
        </div>
    }
}

#[component]
fn ReceivedPhotos(hashes: Vec<String>, ordered: bool) -> impl IntoView {
    let words = &words().media;
    let count = hashes.len();
    (!hashes.is_empty()).then(|| {
        let tiles = (1..).zip(hashes).map(|(number, hash)| {
            let place = ordered.then(|| view! { <PhotoPlace field=format!("position-{hash}") number count/> });
            view! {
                <li class="photo-tile">
                    <input type="hidden" name="picture" value=hash.clone()/>
                    <span class="picture">
                        <img src=format!("/anh/{hash}/{}.jpg", WIDTHS[0]) alt=(words.photo)(number) loading="lazy"/>
                    </span>
                    {place}
                    <label class="check">
                        <input type="checkbox" name="picture-remove" value=hash/>
                        <span>{(words.remove)(number)}</span>
                    </label>
                </li>
            }
        });
        view! { <ul class="photo-tiles" aria-label=words.received>{tiles.collect_view()}</ul> }
    })
}

/// Where one photo stands among the others; the first is the cover.
#[component]
fn PhotoPlace(field: String, number: usize, count: usize) -> impl IntoView {
    let words = &words().media;
    let wished = filled().value(&field).and_then(|wished| wished.parse().ok()).unwrap_or(number);
    view! {
        <label class="photo-tile-name" for=field.clone()>{(words.place)(number)}</label>
        <select class="field-input" id=field.clone() name=field>
            {(1..=count).map(|place| view! {
                <option value=place selected=place == wished>{(words.nth)(place)}</option>
            }).collect_view()}
        </select>
    }
}
