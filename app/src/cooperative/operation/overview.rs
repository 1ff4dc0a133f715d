//! The market in figures, and what waits for the operator.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    cooperative::{operation::Overview, operation_service::Operations},
    identity::party::Operator,
};

use crate::{
    office::{Office, Room},
    problem::broken,
    site::{link, words},
};

#[component]
pub fn OverviewPage() -> impl IntoView {
    let operations = expect_context::<Arc<dyn Operations>>();
    let who = expect_context::<Operator>();
    Suspend::new(async move {
        match operations.overview(&who).await {
            Ok(overview) => view! { <Figures overview/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn Figures(overview: Overview) -> impl IntoView {
    let words = &words().operation.overview;
    let waits = [
        (overview.without_account, words.without_account, Some("/van-hanh/tai-khoan")),
        (overview.unmatched, words.unmatched, Some("/van-hanh/giao-dich")),
        (overview.unreadable, words.unreadable, None),
        (overview.failing, words.failing, None),
    ];
    let calm = waits.iter().all(|(count, ..)| *count == 0);
    let tasks = waits.into_iter().filter(|(count, ..)| *count > 0).map(|(count, text, path)| {
        let told = view! { <strong>{count}</strong>" "{text(count)} };
        view! {
            <li class="queue-item">
                <p>{told}</p>
                {path.map(|path| view! {
                    <div class="queue-item-tools"><a class="button is-small" href=link(path)>{words.open}</a></div>
                })}
            </li>
        }
    });
    view! {
        <Room office=Office::Operator title=words.title>
            <section class="section">
                <div class="section-head"><h2>{words.waits}</h2></div>
                {calm.then(|| view! { <p>{words.calm}</p> })}
                {(!calm).then(|| view! { <ul class="queue">{tasks.collect_view()}</ul> })}
            </section>
            <section class="section">
                <div class="section-head"><h2>{words.figures}</h2></div>
                <dl class="facts is-counts">
                    <Figure term=words.users count=overview.users path="/van-hanh/nguoi-dung"/>
                    <Figure term=words.disabled count=overview.disabled path="/van-hanh/nguoi-dung"/>
                    <Figure term=words.producers count=overview.producers path="/van-hanh/tai-khoan"/>
                    <Figure term=words.listed count=overview.listed path="/van-hanh/san-pham"/>
                    <Figure term=words.in_review count=overview.in_review path="/van-hanh/san-pham"/>
                    <Figure term=words.waiting count=overview.waiting/>
                </dl>
            </section>
        </Room>
    }
}

/// A figure, with a link to what it counts.
#[component]
fn Figure(term: &'static str, count: u64, #[prop(optional)] path: Option<&'static str>) -> impl IntoView {
    view! {
        <div>
            <dt>{match path {
                Some(path) => view! { <a href=link(path)>{term}</a> }.into_any(),
                None => term.into_any(),
            }}</dt>
            <dd>{count}</dd>
        </div>
    }
}
