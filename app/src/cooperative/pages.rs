//! The cooperative's sales: between two dates, by day and by member.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    clock::{day_in_vietnam, iso_day},
    cooperative::{
        period::{End, Period, PeriodFault},
        sales::{Figures, Sales},
        service::Cooperatives,
    },
    failure::Failure,
    identity::party::CooperativeStaff,
};

use super::chart::SalesChart;
use crate::{
    amount::Amount,
    form::{Fault, FaultSummary, Filled, TextField},
    office::{Office, Room},
    own_text::OwnText,
    problem::{IncidentPage, NotFoundPage},
    site::{link, reply, site, words},
};

/// `/htx?tu=&den=`.
#[component]
pub fn SalesPage() -> impl IntoView {
    let site = site();
    let who = use_context::<CooperativeStaff>();
    let (from, to) = (site.query_value("tu").unwrap_or_default(), site.query_value("den").unwrap_or_default());
    let period = Period::read(Some(&from), Some(&to), day_in_vietnam(site.now));
    if let Err(faults) = &period {
        // The form came by its address; it comes back like any other.
        reply(422);
        provide_context(sent_back(faults, from, to));
    }
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let Ok(period) = period else { return view! { <SalesRoom sales=None/> }.into_any() };
        match expect_context::<Arc<dyn Cooperatives>>().sales(&who, period).await {
            Ok(sales) => view! { <SalesRoom sales=Some(sales)/> }.into_any(),
            Err(Failure::Incident(id)) => view! { <IncidentPage id/> }.into_any(),
        }
    })
}

/// The dates as they were typed, with what is wrong beside each.
fn sent_back(faults: &[PeriodFault], from: String, to: String) -> Filled {
    let words = &words().cooperative.sales;
    let told = faults.iter().map(|fault| match fault.end() {
        End::From => Fault::new("tu", (words.fault)(*fault, &from)),
        End::To => Fault::new("den", (words.fault)(*fault, &to)),
    });
    Filled { faults: told.collect(), values: vec![("tu".into(), from.clone()), ("den".into(), to.clone())] }
}

/// The page with its form; without sales when the dates are no good.
#[component]
fn SalesRoom(sales: Option<Sales>) -> impl IntoView {
    let words = &words().cooperative.sales;
    view! {
        <Room office=Office::Cooperative title=words.title>
            <div class="stack-l">
                <div class="stack">
                    <p>{words.lead}</p>
                    <FaultSummary/>
                    <PeriodForm period=sales.as_ref().map(|sales| sales.period)/>
                </div>
                {sales.map(|sales| view! { <Tables sales/> })}
            </div>
        </Room>
    }
}

#[component]
fn PeriodForm(period: Option<Period>) -> impl IntoView {
    let words = &words().cooperative.sales;
    let (from, to) = period.map(|period| (iso_day(period.from()), iso_day(period.to()))).unwrap_or_default();
    view! {
        <form class="panel cluster is-end" action=link("/htx")>
            <TextField name="tu" label=words.from kind="date" value=from required=true/>
            <TextField name="den" label=words.to kind="date" value=to required=true/>
            <button class="button is-primary">{words.show}</button>
            <a class="button" href=link("/htx")>{words.this_month}</a>
        </form>
    }
}

#[component]
fn Tables(sales: Sales) -> impl IntoView {
    let words = &words().cooperative.sales;
    let (from, to) = (sales.period.from(), sales.period.to());
    let file = link(&format!("/htx/doanh-so.csv?tu={}&den={}", iso_day(from), iso_day(to)));
    let name = format!("doanh-so-{}-{}.csv", iso_day(from), iso_day(to));
    let sold = sales.sum.orders > 0;
    view! {
        <section class="stack" aria-labelledby="figures">
            <h2 id="figures">{words.figures}": "{(words.short_day)(from)}" – "{(words.short_day)(to)}</h2>
            <dl class="figures">
                <div><dt>{words.orders}</dt><dd>{sales.sum.orders}</dd></div>
                <div><dt>{words.goods}</dt><dd><Amount money=sales.sum.goods/></dd></div>
                <div><dt>{words.delivery}</dt><dd><Amount money=sales.sum.delivery/></dd></div>
                <div><dt>{words.total}</dt><dd><Amount money=sales.sum.total/></dd></div>
            </dl>
            <p class="cluster">
                <a class="button" href=file download=name>{words.file}</a><span class="soft">{words.file_hint}</span>
            </p>
        </section>
        {if sold {
            view! { <ByDay sales=sales.clone()/> }.into_any()
        } else {
            view! {
                <div class="empty"><p class="empty-title">{words.empty}</p><p>{words.empty_text}</p></div>
            }.into_any()
        }}
        <ByMember sales/>
    }
}

/// The chart and its table.
#[component]
fn ByDay(sales: Sales) -> impl IntoView {
    let words = &words().cooperative.sales;
    let days = sales.by_day.iter().map(|(day, figures)| {
        view! {
            <tr data-day=iso_day(*day)>
                <th scope="row"><time datetime=iso_day(*day)>{(words.short_day)(*day)}</time></th>
                {cells(*figures)}
            </tr>
        }
    });
    let days = days.collect_view();
    view! {
        <section class="section stack" aria-labelledby="by-day">
            <h2 id="by-day">{words.by_day}</h2>
            <SalesChart sales=sales.clone()/>
            <table class="table is-cards is-figures" data-sales="day">
                <caption>{words.by_day_caption}</caption>
                <HeadRow first=words.day/>
                <tbody>{days}</tbody>
                <SumRow sum=sales.sum/>
            </table>
            <p class="soft small">{words.left_out}</p>
        </section>
    }
}

#[component]
fn ByMember(sales: Sales) -> impl IntoView {
    let words = &words().cooperative.sales;
    let nobody = sales.by_member.is_empty();
    let members = sales.by_member.into_iter().map(|(member, figures)| {
        view! {
            <tr data-member=member.producer.get()>
                <th scope="row"><OwnText vi=member.name/></th>
                {cells(figures)}
            </tr>
        }
    });
    let members = members.collect_view();
    view! {
        <section class="section stack" aria-labelledby="by-member">
            <h2 id="by-member">{words.by_member}</h2>
            {if nobody {
                view! { <p>{words.no_members}</p> }.into_any()
            } else {
                view! {
                    <table class="table is-cards is-figures" data-sales="member">
                        <caption>{words.by_member_caption}</caption>
                        <HeadRow first=words.member/>
                        <tbody>{members}</tbody>
                        <SumRow sum=sales.sum/>
                    </table>
                }.into_any()
            }}
        </section>
    }
}

#[component]
fn HeadRow(first: &'static str) -> impl IntoView {
    let words = &words().cooperative.sales;
    let columns = [words.orders, words.goods, words.delivery, words.total];
    view! {
        <thead>
            <tr>
                <th scope="col">{first}</th>
                {columns.map(|name| view! { <th scope="col" class="number">{name}</th> }).collect_view()}
            </tr>
        </thead>
    }
}

#[component]
fn SumRow(sum: Figures) -> impl IntoView {
    view! { <tfoot><tr><th scope="row">{words().cooperative.sales.sum}</th>{cells(sum)}</tr></tfoot> }
}

/// Orders, goods, delivery and total of one row.
fn cells(figures: Figures) -> impl IntoView {
    let words = &words().cooperative.sales;
    view! {
        <td class="number" data-label=words.orders>{figures.orders}</td>
        <td class="number" data-label=words.goods><Amount money=figures.goods/></td>
        <td class="number" data-label=words.delivery><Amount money=figures.delivery/></td>
        <td class="number" data-label=words.total><Amount money=figures.total/></td>
    }
}
