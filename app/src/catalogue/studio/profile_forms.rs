//! The three forms of a producer's own place. Each says with its hidden `action` which it is, so that one that comes
//! back fills only itself.

use leptos::prelude::*;
use shop::{
    catalogue::workshop_form::{About, Delivery, Pause, Way, WorkshopField},
    checkout::place::Place,
    clock::{iso_day, show_day},
    money::Money,
};

use crate::{
    form::{CheckField, FieldFault, TextArea, TextField, filled},
    site::words,
};

#[component]
pub fn AboutForm(about: About, place: Option<Place>) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    let (province, commune) = place.map(|place| (place.province.name, place.commune.name)).unwrap_or_default();
    let phone = about.phone.shown();
    view! {
        <form class="panel field-group" method="post" aria-labelledby="about-title">
            <h2 class="panel-title" id="about-title">{texts.about_title}</h2>
            <input type="hidden" name="action" value="about"/>
            {line(WorkshopField::Owner, about.owner, "name")}
            <TextField name="phone" label=(texts.label)(WorkshopField::Phone) hint=(texts.hint)(WorkshopField::Phone)
                kind="tel" autocomplete="tel" value=phone required=true/>
            <TextArea name="about" label=(texts.label)(WorkshopField::About) hint=(texts.hint)(WorkshopField::About)
                value=about.about rows=6 lang="vi"/>
            <h3>{texts.pickup_title}</h3>
            {line(WorkshopField::Street, about.street, "street-address")}
            {line(WorkshopField::Province, province, "address-level1")}
            {line(WorkshopField::Commune, commune, "address-level2")}
            <Candidates/>
            <TextArea name="pickup_note" label=(texts.label)(WorkshopField::PickupNote)
                hint=(texts.hint)(WorkshopField::PickupNote) value=about.pickup_note rows=3 lang="vi"/>
            <button class="button is-primary">{texts.save}</button>
        </form>
    }
}

fn line(field: WorkshopField, value: String, autocomplete: &'static str) -> AnyView {
    let texts = &words().catalogue.workshop;
    view! {
        <TextField name=field.name() label=(texts.label)(field) hint=(texts.hint)(field) autocomplete value
            required=true lang="vi"/>
    }
    .into_any()
}

/// Where several places have the name that was typed, one to choose; the server sends them with the form that comes
/// back, as `code|name`.
#[component]
fn Candidates() -> impl IntoView {
    let filled = filled();
    let places: Vec<(String, String)> = filled
        .values
        .iter()
        .filter(|(name, _)| name == "candidate")
        .filter_map(|(_, place)| place.split_once('|'))
        .map(|(code, name)| (code.to_owned(), name.to_owned()))
        .collect();
    (!places.is_empty()).then(|| {
        view! {
            <fieldset class="field">
                <legend class="field-label">{words().catalogue.workshop.which_place}</legend>
                {places.into_iter().map(|(code, name)| {
                    let chosen = filled.has("place", &code);
                    view! {
                        <label class="choice">
                            <input type="radio" name="place" value=code checked=chosen/>
                            <span lang="vi">{name}</span>
                        </label>
                    }
                }).collect_view()}
            </fieldset>
        }
    })
}

#[component]
pub fn DeliveryForm(delivery: Delivery) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    let filled = filled();
    let sent = filled.value("action").as_deref() == Some("delivery");
    let ticked = |name: &str, before: bool| if sent { filled.has(name, "1") } else { before };
    view! {
        <form class="panel field-group" method="post" aria-labelledby="delivery-title" id="delivery">
            <h2 class="panel-title" id="delivery-title">{texts.delivery_title}</h2>
            <p>{texts.delivery_text}</p>
            <FieldFault field="delivery"/>
            <input type="hidden" name="action" value="delivery"/>
            <CheckField name="offer_standard" label=texts.offer_standard
                checked=ticked("offer_standard", delivery.standard.enabled)/>
            {price(WorkshopField::Standard, delivery.standard)}
            <CheckField name="offer_express" label=texts.offer_express
                checked=ticked("offer_express", delivery.express.enabled)/>
            {price(WorkshopField::Express, delivery.express)}
            <CheckField name="offer_pickup" label=format!("{} ({})", texts.offer_pickup, texts.free)
                checked=ticked("offer_pickup", delivery.pickup)/>
            <button class="button is-primary">{texts.save}</button>
        </form>
    }
}

fn price(field: WorkshopField, way: Way) -> AnyView {
    let texts = &words().catalogue.workshop;
    let untold = way.price == Money::ZERO && !way.enabled;
    let value = if untold { String::new() } else { way.price.get().to_string() };
    let hint = (texts.hint)(field);
    view! { <TextField name=field.name() label=(texts.label)(field) hint value/> }.into_any()
}

#[component]
pub fn PauseForm(pause: Option<Pause>) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    let (until, note) = pause.as_ref().map(|pause| (iso_day(pause.last_day()), pause.note.clone())).unwrap_or_default();
    view! {
        <section class="panel field-group" aria-labelledby="pause-title" id="pause">
            <h2 class="panel-title" id="pause-title">{texts.pause_title}</h2>
            <p>{texts.pause_text}</p>
            {pause.map(|pause| view! {
                <div class="flash" data-kind="care">
                    <p>{texts.paused_until}" "<strong>{show_day(pause.last_day())}</strong></p>
                    <form method="post">
                        <button class="button is-small" name="action" value="open">{texts.open_again}</button>
                    </form>
                </div>
            })}
            <form class="field-group" method="post">
                <input type="hidden" name="action" value="pause"/>
                <TextField name="until" label=(texts.label)(WorkshopField::Until) kind="date" value=until required=true
                    hint=(texts.hint)(WorkshopField::Until)/>
                <TextArea name="pause_note" label=(texts.label)(WorkshopField::PauseNote) value=note rows=2 lang="vi"
                    hint=(texts.hint)(WorkshopField::PauseNote)/>
                <button class="button">{texts.pause}</button>
            </form>
        </section>
    }
}
