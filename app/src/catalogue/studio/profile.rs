//! A producer's own place: what was verified, and three forms.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::workshop_service::{Payee, Profile, Workshops},
    identity::party::ProducerStaff,
    payments::vietqr::BankBin,
};

use super::profile_forms::{AboutForm, DeliveryForm, PauseForm};
use crate::{
    flash::Done,
    form::FaultSummary,
    office::{Office, Room},
    problem::{NotFoundPage, broken},
    site::{link, words},
};

#[component]
pub fn ProfilePage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let workshops = expect_context::<Arc<dyn Workshops>>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match workshops.profile(&who).await {
            Ok(profile) => view! { <OwnPlace profile/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn OwnPlace(profile: Profile) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    let (about, place) = (profile.about.clone(), profile.place.clone());
    let (delivery, pause) = (profile.delivery, profile.pause.clone());
    view! {
        <Room office=Office::Workshop title=texts.profile>
            <Done told=texts.done/>
            <FaultSummary/>
            <div class="stack">
                <AboutForm about place/>
                <DeliveryForm delivery/>
                <PauseForm pause/>
                <Verified profile/>
            </div>
        </Room>
    }
}

/// What only the operator changes.
#[component]
fn Verified(profile: Profile) -> impl IntoView {
    let texts = &words().catalogue.workshop;
    view! {
        <section class="panel stack-s" aria-labelledby="fixed">
            <h2 class="panel-title" id="fixed">{texts.fixed}</h2>
            <p class="soft">{texts.fixed_text}</p>
            <dl class="facts is-stacked">
                <div><dt>{texts.legal_name}</dt><dd lang="vi">{profile.name}</dd></div>
                <div><dt>{texts.legal_form}</dt><dd>{(texts.legal_form_name)(profile.legal_form)}</dd></div>
                <div><dt>{texts.registration}</dt><dd>{profile.registration}</dd></div>
                <div><dt>{texts.village}</dt><dd lang="vi">{profile.village}</dd></div>
                <div><dt>{texts.payee}</dt><dd><Account payee=profile.payee/></dd></div>
            </dl>
            <p><a class="button is-small" href=link(&format!("/co-so/{}", profile.slug))>{texts.to_public_page}</a></p>
        </section>
    }
}

#[component]
fn Account(payee: Option<Payee>) -> impl IntoView {
    let Some(payee) = payee else {
        return view! { <span class="field-fault">{words().catalogue.workshop.no_payee}</span> }.into_any();
    };
    let bank = BankBin::parse(&payee.bank_bin).ok().and_then(|bin| bin.name());
    let bank = bank.map_or(payee.bank_bin, str::to_owned);
    view! { <span class="nowrap">{bank}" "{payee.account}</span>" "<span lang="vi">{payee.holder}</span> }.into_any()
}
