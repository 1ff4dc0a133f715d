//! The feeds of one payee: where they post, and whether their secrets are set. A secret is never shown.

use leptos::prelude::*;
use shop::{
    clock::{day_in_vietnam, show_day},
    payments::feed_secret::{FeedKey, PayeeFeed},
};

use crate::{
    form::TextField,
    site::{site, words},
};

#[component]
pub fn FeedKeys(payee: String, keys: Vec<FeedKey>) -> impl IntoView {
    let words = &words().payments.feeds;
    let keys = keys.into_iter().map(|key| view! { <OneFeed payee=payee.clone() key/> });
    view! {
        <section class="section stack" aria-labelledby="nguon">
            <h2 id="nguon">{words.title}</h2>
            <p>{words.about}</p>
            {keys.collect_view()}
        </section>
    }
}

#[component]
fn OneFeed(payee: String, key: FeedKey) -> impl IntoView {
    let words = &words().payments.feeds;
    let FeedKey { feed, set_at } = key;
    let address = format!("{}{}", site().public_url, feed.path(&payee));
    let set = set_at.map(|at| show_day(day_in_vietnam(at)));
    let badge = match &set {
        Some(day) => view! { <span class="badge">{(words.set_on)(day)}</span> }.into_any(),
        None => view! { <span class="badge is-wait">{words.not_set}</span> }.into_any(),
    };
    let verb = if set.is_some() { words.replace } else { words.set };
    let remove = set.is_some().then(|| view! { <RemoveForm payee=payee.clone() feed/> });
    view! {
        <div class="panel stack" data-feed=feed.as_str()>
            <div class="cluster is-apart"><h3>{(words.name)(feed)}</h3>{badge}</div>
            <dl class="stack-s">
                <dt>{words.address}</dt>
                <dd><code class="mono">{address}</code></dd>
            </dl>
            <p class="soft">{(words.address_about)(feed)}</p>
            <form class="field-group" method="post">
                <input type="hidden" name="do" value="secret"/>
                <input type="hidden" name="producer" value=payee/>
                <input type="hidden" name="feed" value=feed.as_str()/>
                <TextField name=format!("secret-{}", feed.as_str()) label=(words.secret)(feed) hint=words.secret_hint
                    kind="password" autocomplete="off" required=true/>
                <div class="cluster"><button class="button is-primary">{verb}</button></div>
            </form>
            {remove}
        </div>
    }
}

#[component]
fn RemoveForm(payee: String, feed: PayeeFeed) -> impl IntoView {
    let words = &words().payments.feeds;
    view! {
        <form method="post">
            <input type="hidden" name="do" value="forget"/>
            <input type="hidden" name="producer" value=payee/>
            <input type="hidden" name="feed" value=feed.as_str()/>
            <button class="button is-small">{words.remove}<span class="visually-hidden">" "{(words.name)(feed)}</span></button>
        </form>
    }
}
