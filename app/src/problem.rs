//! Pages for what went wrong.

use std::convert::Infallible;

use leptos::prelude::*;
use shop::failure::{Failure, IncidentId, Missing};

use crate::{
    layout::{Head, SearchForm},
    site::{link, reply, words},
};

/// Answered 404: there is no such page, or it is someone else's.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    reply(404);
    let words = words();
    view! { <Problem title=words.common.not_found text=words.common.not_found_text/> }
}

/// Why the server has no answer: provided in place of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status(pub u16);

/// The page for addresses that no route answers, which is also the one the server uses to tell of an incident.
#[component]
pub fn FallbackPage() -> impl IntoView {
    match (use_context::<IncidentId>(), use_context::<Status>()) {
        (Some(id), _) => view! { <IncidentPage id/> }.into_any(),
        (None, Some(status)) => view! { <StatusPage status/> }.into_any(),
        (None, None) => view! { <NotFoundPage/> }.into_any(),
    }
}

/// Says in words what a status means.
#[component]
fn StatusPage(status: Status) -> impl IntoView {
    reply(status.0);
    let words = words();
    let (title, text) = (words.common.status)(status.0);
    view! { <Problem title text/> }
}

/// Answered 410: it was here.
#[component]
pub fn GonePage() -> impl IntoView {
    reply(410);
    let words = words();
    view! { <Problem title=words.common.gone text=words.common.gone_text/> }
}

/// Answered 500, with the number that the operator can look up.
#[component]
pub fn IncidentPage(id: IncidentId) -> impl IntoView {
    reply(500);
    let words = words();
    view! { <Problem title=words.common.incident text=(words.common.incident_text)(&id.to_string())/> }
}

/// The page for a thing that could not be shown.
pub fn missing(failure: Failure<Missing>) -> AnyView {
    match failure {
        Failure::Refused(Missing::NotFound) => view! { <NotFoundPage/> }.into_any(),
        Failure::Refused(Missing::Gone) => view! { <GonePage/> }.into_any(),
        Failure::Incident(id) => view! { <IncidentPage id/> }.into_any(),
    }
}

/// The page for something that could not be refused and broke.
pub fn broken(failure: Failure<Infallible>) -> AnyView {
    match failure {
        Failure::Refused(never) => match never {},
        Failure::Incident(id) => view! { <IncidentPage id/> }.into_any(),
    }
}

#[component]
fn Problem(#[prop(into)] title: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <Head title=title.clone() hidden=true/>
        <div class="empty">
            <h1>{title}</h1>
            <p>{text}</p>
            <SearchForm id="q-problem"/>
            <a class="button" href=link("/")>{words().common.to_home}</a>
        </div>
    }
}
