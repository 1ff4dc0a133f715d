//! The accounts on which producers are paid.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    clock::{day_in_vietnam, show_day},
    cooperative::{operation::Payee, operation_service::Operations, payee::PayeeAccount},
    failure::Failure,
    identity::party::Operator,
    page::{Page, Window},
    payments::{
        feed_secret::{FeedKey, FeedSecrets},
        vietqr::BankBin,
    },
};

use super::feeds::FeedKeys;

use crate::{
    flash::Done,
    form::{FaultSummary, SelectField, TextField},
    office::{Office, Room},
    pagination::Pagination,
    problem::{IncidentPage, NotFoundPage, broken},
    site::{link, site, words},
};

/// Producers on one page.
const PAGE: u32 = 50;

#[component]
pub fn PayeesPage() -> impl IntoView {
    let operations = expect_context::<Arc<dyn Operations>>();
    let secrets = expect_context::<Arc<dyn FeedSecrets>>();
    let who = use_context::<Operator>();
    let asked = site().query_value("co-so");
    let window = Window::parse(site().query_value("trang").as_deref(), PAGE);
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let Some(asked) = asked else {
            return match operations.payees(&who, window).await {
                Ok(payees) => view! { <Payees payees/> }.into_any(),
                Err(failure) => broken(failure),
            };
        };
        let payee = match operations.payee(&who, &asked).await {
            Ok(payee) => payee,
            Err(failure) => return broken(failure),
        };
        match (payee, secrets.keys(&who, &asked).await) {
            (Some(payee), Ok(Some(keys))) => view! { <PayeeForm payee keys/> }.into_any(),
            (_, Err(Failure::Incident(id))) => view! { <IncidentPage id/> }.into_any(),
            _ => view! { <NotFoundPage/> }.into_any(),
        }
    })
}

#[component]
fn Payees(payees: Page<Payee>) -> impl IntoView {
    let words = &words().operation.payees;
    let none = payees.total == 0;
    let (number, pages) = (payees.number, payees.pages);
    view! {
        <Room office=Office::Operator title=words.title>
            <div class="stack">
                <Done told=words.done/>
                <p>{words.about}</p>
                {none.then(|| view! { <div class="empty"><p>{words.none}</p></div> })}
                {(!none).then(|| view! {
                    <div class="table-scroll">
                        <table class="table is-cards">
                            <caption>{words.caption}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{words.producer}</th>
                                    <th scope="col">{words.bank}</th>
                                    <th scope="col">{words.account}</th>
                                    <th scope="col">{words.holder}</th>
                                    <th scope="col">{words.since}</th>
                                    <th scope="col">{words.action}</th>
                                </tr>
                            </thead>
                            <tbody>
                                {payees.items.into_iter().map(|payee| view! { <PayeeRow payee/> }).collect_view()}
                            </tbody>
                        </table>
                    </div>
                })}
                <Pagination number pages/>
            </div>
        </Room>
    }
}

#[component]
fn PayeeRow(payee: Payee) -> impl IntoView {
    let words = &words().operation.payees;
    let set = payee.account.is_some();
    let verb = if set { words.change } else { words.set };
    let href = link(&format!("/van-hanh/tai-khoan?co-so={}", payee.slug));
    let since = payee.set_at.map(|at| show_day(day_in_vietnam(at)));
    view! {
        <tr>
            <th scope="row" lang="vi">{payee.name.clone()}</th>
            {match payee.account {
                Some(account) => view! {
                    <td data-label=words.bank>{bank_name(&account.bank)}</td>
                    <td data-label=words.account>{account.account.to_string()}</td>
                    <td data-label=words.holder>{account.holder}</td>
                    <td data-label=words.since>{since}</td>
                }
                .into_any(),
                None => view! {
                    <td colspan="4"><span class="badge is-fault">{words.not_set}</span></td>
                }
                .into_any(),
            }}
            <td><a class="button is-small" href=href>{verb}<span class="visually-hidden" lang="vi">" "{payee.name}</span></a></td>
        </tr>
    }
}

/// The bank's short name with its BIN, or the BIN alone.
fn bank_name(bank: &BankBin) -> String {
    bank.name().map_or_else(|| bank.to_string(), |name| format!("{name} ({bank})"))
}

#[component]
fn PayeeForm(payee: Payee, keys: Vec<FeedKey>) -> impl IntoView {
    let words = &words().operation.payees;
    let slug = payee.slug.clone();
    let title = if payee.account.is_some() { words.change_title } else { words.set_title };
    let banks = BankBin::common().iter().map(|(bin, name)| ((*bin).to_owned(), format!("{name} ({bin})"))).collect();
    let bank = payee.account.as_ref().map(|account| account.bank.to_string()).unwrap_or_default();
    view! {
        <Room office=Office::Operator title>
            <div class="stack">
                <Done told=|what| (crate::site::words().payments.feeds.done)(what)/>
                <p class="cluster"><strong lang="vi">{payee.name}</strong></p>
                {payee.account.as_ref().map(|account| view! {
                    <p>{words.current}" "{told(account)}</p>
                })}
                <div class="flash" data-kind="care"><p>{words.frozen}</p></div>
                <FaultSummary/>
                <form class="panel field-group" method="post">
                    <input type="hidden" name="producer" value=payee.slug/>
                    <SelectField name="bank" label=words.bank options=banks empty=words.bank_other value=bank/>
                    <TextField name="bin" label=words.other_bank hint=words.other_bank_hint inputmode="numeric"/>
                    <TextField name="account" label=words.account hint=words.account_hint required=true
                        autocomplete="off"/>
                    <TextField name="holder" label=words.holder hint=words.holder_hint required=true
                        autocomplete="off"/>
                    <div class="cluster">
                        <button class="button is-primary">{words.save}</button>
                        <a class="button" href=link("/van-hanh/tai-khoan")>{words.back}</a>
                    </div>
                </form>
                <FeedKeys payee=slug keys/>
            </div>
        </Room>
    }
}

fn told(account: &PayeeAccount) -> String {
    format!("{}, {}, {}", bank_name(&account.bank), account.account, account.holder)
}
