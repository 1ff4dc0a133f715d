//! The fields of who buys and where the goods go.

use leptos::prelude::*;
use shop::checkout::{
    find_place::FoundPlace,
    place::{Commune, Place, Province},
    service::PlaceHelp,
};

use crate::{
    form::{TextArea, TextField, filled},
    own_text::OwnText,
    site::words,
};

#[component]
pub fn BuyerFields() -> impl IntoView {
    let words = &words().checkout.form;
    view! {
        <section class="panel field-group" aria-labelledby="buyer">
            <h2 class="panel-title" id="buyer">{words.buyer}</h2>
            <p class="soft small">{words.buyer_text}</p>
            <div class="field-row">
                <TextField name="name" label=words.name autocomplete="name" required=true/>
                <TextField name="phone" label=words.phone kind="tel" autocomplete="tel" hint=words.phone_hint required=true/>
            </div>
            <TextField name="email" label=words.email kind="email" autocomplete="email" hint=words.email_hint/>
            <TextArea name="note" label=words.note hint=words.note_hint rows=2/>
        </section>
    }
}

#[component]
pub fn AddressFields(help: PlaceHelp) -> impl IntoView {
    let words = &words().checkout.form;
    let asked = filled().fault("commune").is_some();
    let candidates = help.found.as_ref().err().filter(|_| asked).map(|refusal| refusal.candidates().to_vec());
    let renamed = help.found.ok().filter(|found| found.renamed);
    view! {
        <section class="panel field-group" aria-labelledby="address">
            <h2 class="panel-title" id="address">{words.address}</h2>
            <p class="soft small">{words.address_text}</p>
            <div class="field-row">
                <TextField name="province" label=words.province autocomplete="address-level1" hint=words.province_hint
                    list="provinces" required=true/>
                <TextField name="commune" label=words.commune autocomplete="address-level2" hint=words.commune_hint
                    list="communes" required=true/>
            </div>
            <Renamed renamed/>
            <Candidates candidates=candidates.unwrap_or_default()/>
            <TextField name="street" label=words.street autocomplete="street-address" hint=words.street_hint
                required=true/>
            <Lists provinces=help.provinces communes=help.communes/>
        </section>
    }
}

/// Names to choose from while typing. The data is Vietnamese on every page.
#[component]
fn Lists(provinces: Vec<Province>, communes: Vec<Commune>) -> impl IntoView {
    view! {
        <datalist id="provinces">
            {provinces.into_iter().map(|province| view! { <option value=province.name></option> }).collect_view()}
        </datalist>
        <datalist id="communes">
            {communes.into_iter().map(|commune| view! { <option value=commune.name></option> }).collect_view()}
        </datalist>
    }
}

/// What the place that was typed is called today.
#[component]
fn Renamed(renamed: Option<FoundPlace>) -> impl IntoView {
    let code = renamed.as_ref().map(|found| found.place.commune.code.clone());
    renamed.map(|found| {
        view! {
            <p>
                {words().checkout.form.now_called}" "<strong><OwnText vi=found.place.to_string()/></strong>
                // The choice among candidates stays chosen when the form comes back for another reason.
                <input type="hidden" name="place" value=code/>
            </p>
        }
    })
}

/// The places that could be meant, one to be chosen.
#[component]
fn Candidates(candidates: Vec<Place>) -> impl IntoView {
    (!candidates.is_empty()).then(|| {
        view! {
            <fieldset class="checkout-delivery">
                <legend>{words().checkout.form.choose_place}</legend>
                {candidates.into_iter().map(|place| view! {
                    <label class="choice">
                        <input type="radio" name="place" value=place.commune.code.clone()/>
                        <span><OwnText vi=place.to_string()/></span>
                    </label>
                }).collect_view()}
            </fieldset>
        }
    })
}
