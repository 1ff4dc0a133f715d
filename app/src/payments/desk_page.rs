//! The producer's money: what needs a look, what is awaited, what arrived.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    failure::Failure,
    identity::party::ProducerStaff,
    payments::{
        desk::{Arrival, Desk, Matter, Outstanding},
        service::Payments,
    },
};

use super::{
    desk_views::{ArrivedTable, ConfirmForm, Matters, MaybeRefunds, OutstandingList},
    statement_views::StatementLink,
};
use crate::{
    flash::Done,
    form::{FaultSummary, filled},
    office::{Office, Room},
    problem::{IncidentPage, NotFoundPage},
    site::{link, site, words},
};

#[component]
pub fn DeskPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Payments>>();
    let chosen = site().query_value("don").or_else(|| filled().value("order"));
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let chosen = match chosen {
            Some(order) => port.outstanding(&who, &order).await.ok(),
            None => None,
        };
        match port.desk(&who).await {
            Ok(desk) => view! { <DeskView desk chosen/> }.into_any(),
            Err(Failure::Incident(id)) => view! { <IncidentPage id/> }.into_any(),
            Err(Failure::Refused(never)) => match never {},
        }
    })
}

#[component]
fn DeskView(desk: Desk, chosen: Option<Outstanding>) -> impl IntoView {
    let refund = &words().payments.refund;
    let owed = (desk.refunds_owed > 0).then(|| format!(" ({})", desk.refunds_owed));
    let words = &words().payments.desk;
    let (look, calm): (Vec<Arrival>, Vec<Arrival>) =
        desk.arrivals.into_iter().partition(|arrival| arrival.matter().is_some());
    view! {
        <Room office=Office::Workshop title=words.title>
            <div class="stack">
                <p class="soft">{words.lead}</p>
                <StatementLink/>
                <Done told=|what| told(what)/>
                <FaultSummary/>
                {chosen.map(|order| view! { <ConfirmForm order/> })}
                <p class="cluster">
                    <a class="button is-small" href=link("/xuong/tien/hoan")>
                        {refund.title}{owed}
                    </a>
                </p>
            </div>
            {(!look.is_empty()).then(|| view! { <Look look/> })}
            {(!desk.maybe_refunds.is_empty()).then(|| view! { <MaybeRefunds arrivals=desk.maybe_refunds/> })}
            <section class="section stack" aria-labelledby="chua-thay">
                <h2 id="chua-thay">{words.outstanding}</h2>
                <OutstandingList orders=desk.outstanding/>
            </section>
            <section class="section stack" aria-labelledby="da-ghi">
                <h2 id="da-ghi">{words.arrived}</h2>
                <ArrivedTable arrivals=calm/>
            </section>
        </Room>
    }
}

/// What needs the payee's eye, by kind, each with what to do about it.
#[component]
fn Look(look: Vec<Arrival>) -> impl IntoView {
    let kinds = Matter::ALL.into_iter().filter_map(|matter| {
        let of_kind: Vec<Arrival> = look.iter().filter(|one| one.matter() == Some(matter)).cloned().collect();
        (!of_kind.is_empty()).then(|| view! { <Matters matter arrivals=of_kind/> })
    });
    view! {
        <section class="section stack" aria-labelledby="can-xem">
            <h2 id="can-xem">{words().payments.desk.look}</h2>
            {kinds.collect_view()}
        </section>
    }
}

/// What was done, in words.
fn told(what: &str) -> Option<&'static str> {
    let words = &words().payments;
    (words.refund.told)(what).or(Some(words.desk.done))
}
