use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    failure::Failure,
    identity::{
        party::{Acting, Anyone, KeyHolder},
        service::{DemoAccount, Identity, LinkRefusal},
    },
};

use crate::{
    form::{FaultSummary, TextField},
    layout::Head,
    problem::IncidentPage,
    site::{link, reply, site, words},
    words::identity::Identity as Words,
};

/// The password of the demo's accounts, as everyone may know.
const DEMO_PASSWORD: &str = "demo-cho-lang";

#[component]
pub fn SignInPage() -> impl IntoView {
    let words = &words().identity;
    let site = site();
    let next = site.query_value("tiep");
    let identity = expect_context::<Arc<dyn Identity>>();
    Suspend::new(async move {
        // Only what the demo tells of itself would be missing.
        let demo = if site.demo { identity.demo_accounts(&Anyone).await.unwrap_or_default() } else { Vec::new() };
        view! {
            <Head title=words.sign_in hidden=true/>
            <div class="narrow stack">
                <div class="page-head"><h1>{words.sign_in}</h1></div>
                <FaultSummary/>
                <form class="panel field-group" method="post">
                    <input type="hidden" name="tiep" value=next/>
                    <TextField name="email" label=words.email kind="email" autocomplete="username" required=true/>
                    <TextField name="password" label=words.password kind="password"
                        autocomplete="current-password" required=true/>
                    <button class="button is-primary is-wide">{words.sign_in}</button>
                    <a class="section-link" href=site.link("/quen-mat-khau")>{words.forgot}</a>
                </form>
                {(!demo.is_empty()).then(|| view! { <DemoAccounts demo/> })}
            </div>
        }
    })
}

/// Who can be played in the demo market.
#[component]
fn DemoAccounts(demo: Vec<DemoAccount>) -> impl IntoView {
    let words = &words().identity;
    let row = |name: &'static str, is: fn(Acting) -> bool| {
        let emails: Vec<String> =
            demo.iter().filter(|account| is(account.acting)).map(|account| account.email.clone()).collect();
        let shown = match emails.as_slice() {
            [] => return None,
            [first, .., last] if emails.len() > 2 => format!("{first} … {last}"),
            few => few.join(", "),
        };
        Some(view! { <div><dt>{name}</dt><dd>{shown}</dd></div> })
    };
    view! {
        <section class="panel stack-s">
            <h2 class="panel-title">{words.demo_accounts}</h2>
            <p>{(words.demo_password)(DEMO_PASSWORD)}</p>
            <dl class="facts">
                {row(words.producers, |acting| matches!(acting, Acting::Producer(_)))}
                {row(words.cooperative, |acting| matches!(acting, Acting::Cooperative(_)))}
                {row(words.operator, |acting| matches!(acting, Acting::Operator))}
                {row(words.shopper, |acting| matches!(acting, Acting::Shopper))}
            </dl>
        </section>
    }
}

/// Where someone asks for a link to choose a new password; afterwards it says the same whether there is such an account.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let words = &words().identity;
    let sent = site().query_value("da-gui").is_some();
    let title = if sent { words.link_sent } else { words.forgot };
    let text = if sent { words.link_sent_text } else { words.forgot_text };
    view! {
        <Head title=title hidden=true/>
        <div class="narrow stack">
            <div class="page-head"><h1>{title}</h1><p>{text}</p></div>
            {if sent {
                view! { <a class="button" href=link("/dang-nhap")>{words.sign_in}</a> }.into_any()
            } else {
                view! {
                    <FaultSummary/>
                    <form class="panel field-group" method="post">
                        <TextField name="email" label=words.email kind="email" autocomplete="email" required=true/>
                        <button class="button is-primary is-wide">{words.send_link}</button>
                    </form>
                }
                .into_any()
            }}
        </div>
    }
}

/// Where a link leads: a new password is chosen.
#[component]
pub fn ChoosePage() -> impl IntoView {
    let words = &words().identity;
    let key = use_context::<KeyHolder>();
    let identity = expect_context::<Arc<dyn Identity>>();
    Suspend::new(async move {
        let found = match &key {
            Some(key) => identity.link_of(key).await,
            None => Err(Failure::Refused(LinkRefusal::Unknown)),
        };
        match found {
            Ok(email) => view! { <ChooseForm words email=email.to_string()/> }.into_any(),
            Err(Failure::Refused(refusal)) => view! { <DeadLink words refusal/> }.into_any(),
            Err(Failure::Incident(id)) => view! { <IncidentPage id/> }.into_any(),
        }
    })
}

#[component]
fn ChooseForm(words: &'static Words, email: String) -> impl IntoView {
    view! {
        <Head title=words.choose hidden=true/>
        <div class="narrow stack">
            <div class="page-head"><h1>{words.choose}</h1><p>{(words.choose_text)(&email)}</p></div>
            <FaultSummary/>
            <form class="panel field-group" method="post">
                // For the browser's keeper of passwords: whose password this is.
                <input type="hidden" name="email" autocomplete="username" value=email/>
                <TextField name="password" label=words.new_password kind="password" autocomplete="new-password"
                    hint=(words.new_password_hint)() required=true/>
                <button class="button is-primary is-wide">{words.choose_button}</button>
            </form>
        </div>
    }
}

#[component]
fn DeadLink(words: &'static Words, refusal: LinkRefusal) -> impl IntoView {
    reply(match refusal {
        LinkRefusal::Unknown => 404,
        LinkRefusal::Spent => 410,
    });
    view! {
        <Head title=words.link_dead hidden=true/>
        <div class="empty">
            <h1>{words.link_dead}</h1>
            <p>{words.link_dead_text}</p>
            <a class="button is-primary" href=link("/quen-mat-khau")>{words.another_link}</a>
        </div>
    }
}
