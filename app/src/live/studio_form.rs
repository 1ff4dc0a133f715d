//! The form that announces or changes a livestream, and the one that calls it off.

use leptos::prelude::*;
use shop::{
    clock::{day_in_vietnam, iso_day, show_time},
    live::studio::{Cover, Current, Desk, Offerable},
};

use crate::{
    form::{FieldFault, Filled, Once, TextArea, TextField, filled},
    media::views::{PhotoField, PictureView, Place},
    site::{DOT, words},
};

/// What was typed, if this form came back and not another one of the page.
fn came_back() -> Option<Filled> {
    Some(filled()).filter(|filled| filled.value("title").is_some())
}

#[component]
pub fn SessionForm(desk: Desk) -> impl IntoView {
    let words = &words().live.studio;
    let Desk { current, products, covers } = desk;
    let is_new = current.is_none();
    let now = |of: fn(&Current) -> String| current.as_ref().map(of).unwrap_or_default();
    view! {
        <form class="stack" method="post" enctype="multipart/form-data">
            {is_new.then(|| view! { <Once/> })}
            <div class="panel field-group">
                <TextField name="title" lang="vi" label=words.title hint=words.title_hint required=true
                    value=now(|current| current.title.clone())/>
                <TextField name="title_en" lang="en" label=words.title_en hint=words.title_en_hint
                    value=now(|current| current.title_en.clone())/>
                <div class="field-row">
                    <TextField name="day" label=words.day kind="date" required=true
                        value=now(|current| iso_day(day_in_vietnam(current.starts_at)))/>
                    <TextField name="hour" label=words.hour kind="time" hint=words.hour_hint required=true
                        value=now(|current| show_time(current.starts_at))/>
                </div>
                <TextField name="stream_url" label=words.link kind="text" inputmode="url" hint=words.link_hint
                    value=now(|current| current.stream_link.clone())/>
                <TextArea name="description" lang="vi" label=words.description hint=words.description_hint
                    value=now(|current| current.description.clone())/>
            </div>
            <ProductChoice products current=current.clone()/>
            <CoverChoice covers current/>
            <div class="form-bar">
                <button class="button is-primary">{if is_new { words.schedule } else { words.save }}</button>
            </div>
        </form>
    }
}

/// A box for each product, and its place in the session.
#[component]
fn ProductChoice(products: Vec<Offerable>, current: Option<Current>) -> impl IntoView {
    let words = &words().live.studio;
    let sent = came_back();
    let chosen = current.map(|current| current.products).unwrap_or_default();
    let place = |product: &Offerable| chosen.iter().position(|chosen| *chosen == product.id);
    let mut products = products;
    // What the session shows stands first, in its order; the rest by name, as it came.
    products.sort_by_key(|product| place(product).unwrap_or(usize::MAX));
    let rows = products.into_iter().map(|product| {
        let number = product.id.to_string();
        let order = format!("order-{number}");
        let place = place(&product);
        let (chosen, typed) = match &sent {
            Some(sent) => (sent.has("product", &number), sent.value(&order)),
            None => (place.is_some(), place.map(|place| (place + 1).to_string())),
        };
        view! {
            <div class="choice">
                <input type="checkbox" id=format!("product-{number}") name="product" value=number.clone()
                    checked=chosen/>
                <label for=format!("product-{number}")>
                    <span lang="vi">{product.name.clone()}</span>
                    <span class="choice-note">
                        <span lang="vi">{product.unit}</span>{DOT}
                        <span data-vnd=product.price.get()>{product.price.to_string()}</span>
                    </span>
                </label>
                <label class="visually-hidden" for=order.clone()>{words.place}" "<span lang="vi">{product.name}</span></label>
                <input class="field-input is-count choice-extra" type="number" min="1" max="200" inputmode="numeric"
                    id=order.clone() name=order value=typed placeholder=words.place_short/>
            </div>
        }
    });
    view! {
        <fieldset class="panel choices" id="product" aria-describedby="product-hint">
            <legend>{words.product}</legend>
            <p class="field-hint" id="product-hint">{words.product_hint}</p>
            <FieldFault field="product"/>
            <div>{rows.collect_view()}</div>
        </fieldset>
    }
}

/// A button for each picture that may be the cover.
#[component]
fn CoverChoice(covers: Vec<Cover>, current: Option<Current>) -> impl IntoView {
    let words = &words().live.studio;
    let sent = came_back().map(|sent| sent.value("cover").unwrap_or_default());
    let chosen = sent.unwrap_or_else(|| {
        current.and_then(|current| current.cover).map(|cover| cover.to_string()).unwrap_or_default()
    });
    let none = chosen.is_empty();
    let tiles = covers.into_iter().map(|cover| {
        let number = cover.id.to_string();
        let here = number == chosen;
        let name = if cover.of.is_empty() {
            view! { {words.cover_plain} }.into_any()
        } else {
            view! { <span lang="vi">{cover.of}</span> }.into_any()
        };
        view! {
            <label class="photo-choice">
                <input type="radio" name="cover" value=number checked=here/>
                <PictureView picture=cover.picture alt="" place=Place::Thumb is="is-wide"/>
                <span class="photo-tile-name">{name}</span>
            </label>
        }
    });
    view! {
        <fieldset class="panel choices" id="cover" aria-describedby="cover-hint">
            <legend>{words.cover}</legend>
            <p class="field-hint" id="cover-hint">{words.cover_hint}</p>
            <FieldFault field="cover"/>
            <label class="check">
                <input type="radio" name="cover" value="" checked=none/>
                <span>{words.no_cover}</span>
            </label>
            <div class="photo-tiles">{tiles.collect_view()}</div>
            <PhotoField label=words.photo hint=words.photo_hint/>
        </fieldset>
    }
}

/// Calls the session off; asking for the reason is what asks once.
#[component]
pub fn CancelForm() -> impl IntoView {
    let words = &words().live.studio;
    view! {
        <form class="panel field-group" method="post">
            <h2 class="panel-title">{words.cancel_title}</h2>
            <p>{words.cancel_text}</p>
            <input type="hidden" name="do" value="cancel"/>
            <TextField name="reason" lang="vi" label=words.cancel_reason hint=words.cancel_reason_hint required=true/>
            <button class="button is-danger">{words.cancel}</button>
        </form>
    }
}
