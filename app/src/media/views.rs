//! A picture in its fixed place: AVIF and JPEG in a ladder of widths, nothing moves when it comes.

use leptos::prelude::*;
use shop::media::picture::Picture;

use crate::site::words;

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
    #[prop(into)] alt: String,
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
    view! {
        <picture class=class>
            {picture.avif.then(|| view! {
                <source type="image/avif" srcset=ladder(&picture, "avif") sizes=place.sizes()/>
            })}
            <img src=source srcset=ladder(&picture, "jpg") sizes=place.sizes() alt=alt
                width=picture.width height=picture.height decoding="async"
                loading=if eager { "eager" } else { "lazy" } fetchpriority=eager.then_some("high")/>
            {note.then(|| view! { <span class="picture-note">{words().common.illustration}</span> })}
        </picture>
    }
    .into_any()
}
