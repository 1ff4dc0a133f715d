//! The market in figures, and what waits for the operator.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    cooperative::{operation::Overview, operation_service::Operations},
    identity::party::Operator,
    orders::request_service::{AllLate, OrderRequests},
};

use crate::{
    office::{Office, Room},
    orders::{requests::Day, views::PhoneLink},
    own_text::OwnText,
    problem::{NotFoundPage, broken},
    site::{link, words},
};

#[component]
pub fn OverviewPage() -> impl IntoView {
    let operations = expect_context::<Arc<dyn Operations>>();
    let requests = expect_context::<Arc<dyn OrderRequests>>();
    let who = use_context::<Operator>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let late = match requests.late(&who).await {
            Ok(late) => late,
            Err(failure) => return broken(failure),
        };
        match operations.overview(&who).await {
            Ok(overview) => view! { <Figures overview late/> }.into_any(),
            Err(failure) => broken(failure),
        }
    })
}

#[component]
fn Figures(overview: Overview, late: AllLate) -> impl IntoView {
    let desk = &words().orders.requests.desk;
    let words = &words().operation.overview;
    let waits = [
        (overview.without_account, words.without_account, Some("/van-hanh/tai-khoan")),
        (overview.unmatched, words.unmatched, Some("/van-hanh/giao-dich")),
        (overview.unreadable, words.unreadable, None),
        (overview.failing, words.failing, None),
        (late.count, desk.late, Some("#late")),
    ];
    let calm = waits.iter().all(|(count, ..)| *count == 0);
    let tasks = waits.into_iter().filter(|(count, ..)| *count > 0).map(|(count, text, path)| {
        let told = view! { <strong>{count}</strong>" "{text(count)} };
        view! {
            <li class="queue-item">
                <p>{told}</p>
                {path.map(|path| {
                    let href = if path.starts_with('#') { path.to_owned() } else { link(path) };
                    view! {
                        <div class="queue-item-tools"><a class="button is-small" href=href>{words.open}</a></div>
                    }
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
            <LateRequests late/>
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

/// Requests that wait longer than they may, with the number to call.
#[component]
fn LateRequests(late: AllLate) -> impl IntoView {
    let words = &words().orders.requests;
    let desk = &words.desk;
    (late.count > 0).then(|| {
        let rows = late.first.into_iter().map(|one| {
            let (code, kind) = (one.order.clone(), one.kind);
            view! {
                <tr data-request=kind.as_str()>
                    <th scope="row"><span class="order-code">{code}</span></th>
                    <td>{(words.kind)(kind)}</td>
                    <td><Day day=one.answer_by/></td>
                    <td><OwnText vi=one.producer/>" · "<PhoneLink phone=one.phone/></td>
                </tr>
            }
        });
        view! {
            <section class="section" id="late" aria-labelledby="late-title">
                <div class="section-head"><h2 id="late-title">{desk.late_title}</h2></div>
                <div class="table-scroll" tabindex="0" role="region" aria-labelledby="late-title">
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{desk.late_order}</th>
                                <th scope="col">{desk.late_kind}</th>
                                <th scope="col">{desk.late_day}</th>
                                <th scope="col">{desk.late_maker}</th>
                            </tr>
                        </thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
    })
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
