//! A bank statement: the form that takes the file, and the page on which it is looked at before it is taken in.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    failure::Failure,
    identity::party::ProducerStaff,
    page::Window,
    payments::{
        statement::service::{Statement, StatementAccount, Statements, Wanted},
        vietqr::BankBin,
    },
};

use super::statement_views::{ColumnsForm, Outlook, TakenNote};
use crate::{
    flash::Done,
    form::{FaultSummary, FieldFault, SelectField, filled},
    office::{Office, Room},
    problem::{IncidentPage, NotFoundPage, missing},
    site::{link, site, words},
};

/// Rows on one page of the preview.
const PAGE: u32 = 100;

#[component]
pub fn StatementsPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Statements>>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match port.accounts(&who).await {
            Ok(accounts) => view! { <UploadView accounts/> }.into_any(),
            Err(Failure::Incident(id)) => view! { <IncidentPage id/> }.into_any(),
            Err(Failure::Refused(never)) => match never {},
        }
    })
}

#[component]
fn UploadView(accounts: Vec<StatementAccount>) -> impl IntoView {
    let words = &words().payments.statement;
    let none = accounts.is_empty();
    view! {
        <Room office=Office::Workshop title=words.title>
            <div class="stack">
                <p>{words.lead}</p>
                <FaultSummary/>
                {none.then(|| view! { <div class="empty"><p>{words.no_account}</p></div> })}
                {(!none).then(|| view! { <UploadForm accounts/> })}
                <p><a href=link("/xuong/tien")>{words.to_money}</a></p>
            </div>
        </Room>
    }
}

#[component]
fn UploadForm(accounts: Vec<StatementAccount>) -> impl IntoView {
    let words = &words().payments.statement;
    let fault = filled().fault("file").is_some();
    let described = if fault { "file-hint file-fault" } else { "file-hint" };
    let first = accounts.first().map(|account| account.number.to_string()).unwrap_or_default();
    let options = accounts.iter().map(|account| (account.number.to_string(), told(account))).collect();
    view! {
        <form class="panel field-group" method="post" enctype="multipart/form-data">
            <SelectField name="account" label=words.account options value=first required=true/>
            <div class="field">
                <label class="field-label" for="file">{words.file}</label>
                <p class="field-hint" id="file-hint">{words.file_hint}</p>
                <input class="field-input" type="file" id="file" name="file" required=true
                    accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                    aria-describedby=described aria-invalid=fault.then_some("true")/>
                <FieldFault field="file"/>
            </div>
            <p class="soft small">{words.kept_a_day}</p>
            <button class="button is-primary">{words.send}</button>
        </form>
    }
}

fn told(account: &StatementAccount) -> String {
    let bank: &BankBin = &account.bank;
    format!("{} · {}", bank.name().map_or_else(|| bank.to_string(), str::to_owned), account.number)
}

#[component]
pub fn StatementPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Statements>>();
    let id = use_params_map().read_untracked().get("id").and_then(|id| id.parse::<i64>().ok());
    let site = site();
    let wanted = Wanted {
        effect: site.query_value("loai").filter(|effect| !effect.is_empty()),
        window: Window::parse(site.query_value("trang").as_deref(), PAGE),
    };
    Suspend::new(async move {
        let (Some(who), Some(id)) = (who, id) else { return view! { <NotFoundPage/> }.into_any() };
        match port.statement(&who, id, &wanted).await {
            Ok(statement) => view! { <StatementView statement/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn StatementView(statement: Statement) -> impl IntoView {
    let words = &words().payments.statement;
    let open = statement.taken.is_none();
    let columns = open.then(|| view! { <ColumnsForm statement=statement.clone()/> });
    view! {
        <Room office=Office::Workshop title=words.title>
            <div class="stack">
                <Done told=|what| (crate::site::words().payments.statement.done)(what)/>
                <p><strong lang="vi">{statement.name.clone()}</strong>" · "<span class="mono">{statement.account.clone()}</span></p>
                {open.then(|| view! { <p>{words.steps}</p> })}
                {statement.taken.map(|taken| view! { <TakenNote taken/> })}
                <FaultSummary/>
                {columns}
                {open.then(|| view! { <Outlook statement/> })}
                <p><a href=link("/xuong/tien/sao-ke")>{words.another}</a></p>
            </div>
        </Room>
    }
}
