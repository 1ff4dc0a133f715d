//! The producer's refunds: the list, and one with its code to scan.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    failure::Failure,
    identity::party::ProducerStaff,
    payments::{
        purchase::Qr,
        reference::Reference,
        refund::{Refund, RefundSheet},
        refund_service::Refunds,
        refund_withdrawal::{RefundWithdrawRefusal, Seen},
    },
};

use super::{
    refund_views::{AccountFields, RefundItem, RefundLines, WhyWithdrawn, WithdrawForm, badge, state_name},
    views::{CopyRow, QrPicture},
};
use crate::{
    amount::Amount,
    flash::Done,
    form::{FaultSummary, TextArea},
    office::{Office, Room},
    problem::{IncidentPage, NotFoundPage, missing},
    site::{link, words},
};

/// `/xuong/tien/hoan`.
#[component]
pub fn RefundsPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Refunds>>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match port.list(&who).await {
            Ok(refunds) => view! { <RefundList refunds/> }.into_any(),
            Err(Failure::Incident(id)) => view! { <IncidentPage id/> }.into_any(),
            Err(Failure::Refused(never)) => match never {},
        }
    })
}

#[component]
fn RefundList(refunds: Vec<Refund>) -> impl IntoView {
    let words = &words().payments.refund;
    let (standing, withdrawn): (Vec<Refund>, Vec<Refund>) =
        refunds.into_iter().partition(|refund| refund.state.stands());
    let (owed, sent): (Vec<Refund>, Vec<Refund>) = standing.into_iter().partition(|refund| refund.state.is_owed());
    let list = |refunds: Vec<Refund>| {
        let items = refunds.into_iter().map(|refund| view! { <RefundItem refund/> }).collect_view();
        view! { <ul class="queue">{items}</ul> }
    };
    let none = owed.is_empty();
    view! {
        <Room office=Office::Workshop title=words.title>
            <p class="soft">{words.lead}</p>
            <Done told=words.told/>
            <section class="section stack" aria-labelledby="can-tra">
                <h2 id="can-tra">{words.owed}</h2>
                {none.then(|| view! { <p class="soft">{words.none_owed}</p> })}
                {(!none).then(|| list(owed))}
            </section>
            {(!sent.is_empty()).then(|| view! {
                <section class="section stack" aria-labelledby="da-tra">
                    <h2 id="da-tra">{words.sent}</h2>
                    {list(sent)}
                </section>
            })}
            {(!withdrawn.is_empty()).then(|| view! {
                <section class="section stack" aria-labelledby="da-rut">
                    <h2 id="da-rut">{words.withdraw.all}</h2>
                    {list(withdrawn)}
                </section>
            })}
        </Room>
    }
}

/// `/xuong/tien/hoan/{reference}`.
#[component]
pub fn RefundPage() -> impl IntoView {
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Refunds>>();
    let reference = use_params_map().get_untracked().get("reference").and_then(|typed| Reference::parse(&typed).ok());
    Suspend::new(async move {
        let (Some(who), Some(reference)) = (who, reference) else { return view! { <NotFoundPage/> }.into_any() };
        match port.one(&who, &reference).await {
            Ok(sheet) => view! { <Sheet sheet/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn Sheet(sheet: RefundSheet) -> impl IntoView {
    let words = words();
    let refunds = &words.payments.refund;
    let RefundSheet { refund, qr, withdrawal } = sheet;
    let (owed, state) = (refund.state.is_owed(), refund.state.as_str());
    let reference = refund.reference.to_string();
    let order = refund.order.clone().map(|code| {
        let href = link(&format!("/xuong/don-hang/{code}"));
        view! { <a class="order-code" href=href>{code}</a>" · " }
    });
    let of_return = refund.answers.zip(refund.order.as_ref()).map(|(request, code)| {
        let href = link(&format!("/xuong/don-hang/{code}#request-{request}"));
        view! { <p><a class="tap" href=href>{refunds.answers}</a></p> }
    });
    view! {
        <Room office=Office::Workshop title=(refunds.one_title)(refund.reference.as_str())>
            <div class="stack-l" data-refund=reference data-state=state>
                <Done told=refunds.told/>
                <FaultSummary/>
                <div class="stack-s">
                    <p class="cluster">
                        <strong><Amount money=refund.amount/></strong>
                        <span class=badge(refund.state)>{state_name(refund.state, false)}</span>
                    </p>
                    {of_return}
                    <p>{order}<span lang="vi">{refund.buyer.clone()}</span>" · "{(refunds.reason)(refund.reason)}</p>
                    {(!refund.note.is_empty()).then(|| view! { <p lang="vi">{refund.note.clone()}</p> })}
                    <WhyWithdrawn note=refund.withdrawn_note.clone()/>
                    <RefundLines refund=refund.clone()/>
                </div>
                {qr.map(|qr| view! { <Scan refund=refund.clone() qr/> })}
                {owed.then(|| view! { <Account refund=refund.clone()/><Sent refund=refund.clone()/> })}
                <Withdraw refund withdrawal/>
                <p><a class="tap" href=link("/xuong/tien/hoan")>{refunds.back}</a></p>
            </div>
        </Room>
    }
}

/// The code that the producer's banking app scans, and the same to be typed.
#[component]
fn Scan(refund: Refund, qr: Qr) -> impl IntoView {
    let words = &words().payments.refund;
    let bank = refund.bank();
    let Some(account) = refund.account else { return ().into_any() };
    let number = account.account.to_string();
    let label = (words.qr_label)(&refund.amount.to_string(), &number);
    let message = format!("{} hoan tien", refund.reference);
    let payload = qr.payload.clone();
    view! {
        <section class="payment-body" data-vietqr=payload>
            <div class="payment-qr">
                <QrPicture qr label/>
                <p class="small soft">{words.scan}</p>
            </div>
            <dl class="copy-rows">
                <div><dt>{words.bank}</dt><dd>{bank}</dd></div>
                <div><dt>{words.holder}</dt><dd lang="vi">{account.holder}</dd></div>
                <CopyRow name=words.account shown=number.clone() copied=number/>
                <CopyRow name=words.amount shown=refund.amount.to_string() copied=refund.amount.get().to_string()/>
                <CopyRow name=words.message shown=message.clone() copied=message/>
            </dl>
        </section>
    }
    .into_any()
}

#[component]
fn Account(refund: Refund) -> impl IntoView {
    let words = &words().payments.refund;
    let known = refund.account.is_some();
    let action = link(&format!("/xuong/tien/hoan/{}/tai-khoan", refund.reference));
    let form = view! {
        <form class="field-group" method="post" action=action>
            <AccountFields account=refund.account/>
            <div class="cluster"><button class="button is-primary">{words.save_account}</button></div>
        </form>
    };
    if known {
        let open = crate::form::filled().fault("account").is_some();
        return view! { <details open=open><summary>{words.account_title}</summary>{form}</details> }.into_any();
    }
    view! {
        <section class="panel stack" aria-labelledby="tai-khoan">
            <h2 class="panel-title" id="tai-khoan">{words.account_title}</h2>
            <p>{words.no_account}</p>
            {form}
        </section>
    }
    .into_any()
}

/// Taking it back, in a fold of its own; or why that cannot be.
#[component]
fn Withdraw(refund: Refund, withdrawal: Result<Seen, RefundWithdrawRefusal>) -> impl IntoView {
    let words = &words().payments.refund.withdraw;
    let action = link(&format!("/xuong/tien/hoan/{}/rut-lai", refund.reference));
    match withdrawal {
        Ok(seen) => view! { <WithdrawForm action seen reason=refund.reason/> }.into_any(),
        Err(RefundWithdrawRefusal::NotFound) => ().into_any(),
        Err(refusal) => view! { <p class="soft">{(words.refusal)(refusal)}</p> }.into_any(),
    }
}

#[component]
fn Sent(refund: Refund) -> impl IntoView {
    let words = &words().payments.refund;
    let action = link(&format!("/xuong/tien/hoan/{}/da-chuyen", refund.reference));
    view! {
        <section class="panel stack" aria-labelledby="da-chuyen">
            <h2 class="panel-title" id="da-chuyen">{words.sent_title}</h2>
            <p class="soft">{words.sent_lead}</p>
            <form class="field-group" method="post" action=action>
                <TextArea name="note" label=words.sent_note hint=words.sent_hint rows=2 required=true/>
                <div class="cluster"><button class="button">{words.say_sent}</button></div>
            </form>
        </section>
    }
}
