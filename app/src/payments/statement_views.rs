//! Parts of a statement's page.

use leptos::prelude::*;
use shop::{
    clock::{day_in_vietnam, show_day, show_time},
    payments::{
        identity::has_time,
        matching::Direction,
        statement::{
            layout::{Layout, Role},
            outlook::Effect,
            service::{ShownRow, Statement, Taken},
        },
    },
};

use crate::{
    amount::Amount,
    form::SelectField,
    pagination::Pagination,
    site::{link, site, words},
};

/// Leads from the page of money to statements.
#[component]
pub fn StatementLink() -> impl IntoView {
    let words = &words().payments.statement;
    view! {
        <p class="cluster">
            <a class="button" href=link("/xuong/tien/sao-ke")>{words.open}</a>
            <span class="soft">{words.open_about}</span>
        </p>
    }
}

/// Says which column is what.
#[component]
pub fn ColumnsForm(statement: Statement) -> impl IntoView {
    let words = &words().payments.statement;
    let Layout { header, .. } = statement.layout;
    let heads = statement.heads.iter().map(|(number, head)| (number.to_string(), format!("{number}: {head}")));
    let heads = [("0".to_owned(), words.header_none.to_owned())].into_iter().chain(heads).collect();
    let options: Vec<(String, String)> =
        statement.columns.iter().enumerate().map(|(column, name)| (column.to_string(), named(column, name))).collect();
    let fields = Role::ALL.into_iter().map(|role| {
        let value = statement.layout.column(role).map(|column| column.to_string()).unwrap_or_default();
        let (name, label, options) = (role.field(), (words.role)(role), options.clone());
        let empty = words.not_chosen;
        match (words.role_hint)(role) {
            Some(hint) => view! { <SelectField name label options empty hint value lang="vi"/> }.into_any(),
            None => view! { <SelectField name label options empty value required=true lang="vi"/> }.into_any(),
        }
    });
    view! {
        <section class="panel stack" aria-labelledby="cot">
            <h2 class="panel-title" id="cot">{words.columns}</h2>
            <p class="soft">{words.columns_about}</p>
            <form class="field-group" method="post">
                <SelectField name="header" label=words.header options=heads value=header.to_string() required=true
                    lang="vi"/>
                {fields.collect_view()}
                <button class="button">{words.arrange}</button>
            </form>
        </section>
    }
}

/// A column by its letter, as spreadsheets count, and its name.
fn named(column: usize, name: &str) -> String {
    let letter = (words().payments.statement.column)(&letters(column));
    if name.is_empty() { letter } else { format!("{letter}: {name}") }
}

fn letters(column: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letter(column / 26 - 1), letter(column)) }
}

/// What each row would do, and the button that takes it in.
#[component]
pub fn Outlook(statement: Statement) -> impl IntoView {
    let words = &words().payments.statement;
    let new = statement.new_rows();
    let chosen = statement.faults.is_empty();
    let take = (chosen && new > 0).then(|| {
        view! {
            <form class="stack-s" method="post">
                <input type="hidden" name="do" value="take"/>
                <p class="soft">{words.take_about}</p>
                <button class="button is-primary">{(words.take)(new)}</button>
            </form>
        }
    });
    view! {
        <section class="section stack" aria-labelledby="xem-truoc">
            <h2 id="xem-truoc">{words.preview}</h2>
            {(!chosen).then(|| view! { <p class="soft">{words.nothing_yet}</p> })}
            {(chosen && new == 0).then(|| view! { <p>{words.nothing_new}</p> })}
            {take}
            {chosen.then(|| view! { <Counts counts=statement.counts.clone()/> })}
            {chosen.then(|| view! { <Rows rows=statement.rows.items/> })}
            <Pagination number=statement.rows.number pages=statement.rows.pages/>
        </section>
    }
}

/// How many rows would do what; each leads to those rows alone.
#[component]
fn Counts(counts: Vec<(Effect, u64)>) -> impl IntoView {
    let words = &words().payments.statement;
    let site = site();
    let path = site.link(&site.path);
    let here = site.query_value("loai").unwrap_or_default();
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let kinds = counts.into_iter().map(|(effect, count)| (effect.as_str(), kind(effect), count));
    let links = [("", words.all, all)].into_iter().chain(kinds).map(|(name, text, count)| {
        let href = if name.is_empty() { path.clone() } else { format!("{path}?loai={name}") };
        let current = (here == name).then_some("true");
        let (name, number) = ((!name.is_empty()).then_some(name), count.to_string());
        view! {
            <li><a class="button is-small" href=href aria-current=current data-effect=name data-count=number>
                {text}" ("{count}")"
            </a></li>
        }
    });
    view! { <ul class="cluster" aria-label=words.counts>{links.collect_view()}</ul> }
}

fn kind(effect: Effect) -> &'static str {
    let words = &words().payments;
    match effect {
        Effect::New(sorted) => (words.desk.sorted)(sorted),
        Effect::Known => words.statement.known,
        Effect::OtherMaker => words.statement.other_maker,
        Effect::Unreadable(_) => words.statement.unreadable,
    }
}

#[component]
fn Rows(rows: Vec<ShownRow>) -> impl IntoView {
    let words = &words().payments.statement;
    if rows.is_empty() {
        return view! { <p class="soft">{words.none}</p> }.into_any();
    }
    view! {
        <table class="table is-cards">
            <caption class="visually-hidden">{words.preview}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.row}</th>
                    <th scope="col">{words.when}</th>
                    <th scope="col">{words.effect}</th>
                    <th scope="col">{words.text}</th>
                    <th scope="col" class="number">{words.amount}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| view! { <Row row/> }).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(row: ShownRow) -> impl IntoView {
    let words = &words().payments.statement;
    let ShownRow { forecast, cells } = row;
    let (effect, number) = (forecast.effect, forecast.row.number);
    let (when, text, amount) = match &forecast.row.transfer {
        Ok(transfer) => {
            let timed = has_time(transfer.at);
            let day = show_day(day_in_vietnam(transfer.at));
            let when = if timed { format!("{} {day}", show_time(transfer.at)) } else { day };
            let out = (transfer.direction == Direction::Out).then(|| format!(" ({})", words.outgoing));
            let money = transfer.amount;
            (when, transfer.text.clone(), Some(view! { <span><Amount money/>{out}</span> }))
        }
        Err(_) => (String::new(), cells.join(" · "), None),
    };
    let why = match effect {
        Effect::Unreadable(fault) => Some((words.row_fault)(fault)),
        _ => None,
    };
    view! {
        <tr data-effect=effect.as_str() data-row=number.to_string()>
            <th scope="row">{words.row}" "{number}</th>
            <td data-label=words.when>{when}</td>
            <td data-label=words.effect>
                <span>
                    {kind(effect)}
                    {why.map(|why| view! { ": "<small>{why}</small> })}
                    {forecast.order.map(|code| {
                        let href = link(&format!("/xuong/don-hang/{code}"));
                        view! { " "<a class="order-code" href=href>{code}</a> }
                    })}
                </span>
            </td>
            <td data-label=words.text><span class="mono small" lang="vi">{text}</span></td>
            <td class="number" data-label=words.amount>{amount}</td>
        </tr>
    }
}

/// What became of a statement that was taken in.
#[component]
pub fn TakenNote(taken: Taken) -> impl IntoView {
    let words = words();
    let texts = &words.payments.statement;
    let moment = (words.calendar.moment)(taken.at);
    view! {
        <div class="panel stack-s" data-taken=taken.rows.to_string()>
            <p>{(texts.taken)(&moment, taken.rows)}</p>
            {(taken.waiting > 0).then(|| view! { <p class="soft">{(texts.waiting)(taken.waiting)}</p> })}
            <p><a class="button is-primary" href=link("/xuong/tien")>{texts.to_money}</a></p>
        </div>
    }
}
