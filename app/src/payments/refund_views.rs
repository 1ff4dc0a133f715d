//! A refund as its producer and its shopper see it.

use leptos::prelude::*;
use shop::{
    cooperative::payee::PayeeAccount,
    payments::{
        refund::{OrderRefunds, Reason, Refund, State, Telling},
        refund_withdrawal::Seen,
        vietqr::BankBin,
    },
};

use crate::{
    amount::Amount,
    form::{FaultSummary, SelectField, TextArea, TextField, filled},
    site::{link, words},
};

/// The field that says why a refund is withdrawn.
pub const WITHDRAW_NOTE: &str = "withdraw-note";

/// The badge of a state.
pub fn badge(state: State) -> &'static str {
    match state {
        State::Owed => "badge is-wait",
        State::Sent { .. } => "badge is-good",
        State::Withdrawn { .. } => "badge",
    }
}

/// How far it has come, in words for its producer or for its shopper.
pub fn state_name(state: State, for_shopper: bool) -> &'static str {
    let words = &words().payments.refund;
    match state {
        State::Owed => words.state_owed,
        State::Sent { proven: false, .. } if for_shopper => words.shopper.state_sent,
        State::Sent { proven: false, .. } => words.state_sent,
        State::Sent { proven: true, .. } => words.state_proven,
        State::Withdrawn { .. } => words.state_withdrawn,
    }
}

/// One refund in a list.
#[component]
pub fn RefundItem(refund: Refund) -> impl IntoView {
    let words = words();
    let refunds = &words.payments.refund;
    let href = link(&format!("/xuong/tien/hoan/{}", refund.reference));
    let tone = if refund.state.is_owed() { "care" } else { "" };
    let order = refund.order.clone().map(|code| {
        let href = link(&format!("/xuong/don-hang/{code}"));
        view! { <a class="order-code" href=href>{code}</a>" · " }
    });
    view! {
        <li class="queue-item" data-tone=tone data-refund=refund.reference.to_string() data-state=refund.state.as_str()>
            <div class="queue-item-head">
                <b><Amount money=refund.amount/></b>
                <span class=badge(refund.state)>{state_name(refund.state, false)}</span>
            </div>
            <div class="stack-s">
                <p>{order}<span lang="vi">{refund.buyer}</span>" · "{(refunds.reason)(refund.reason)}</p>
                <p class="small soft">{(words.calendar.moment)(refund.opened_at)}</p>
                {(!refund.note.is_empty()).then(|| view! { <p lang="vi">{refund.note}</p> })}
                <WhyWithdrawn note=refund.withdrawn_note/>
            </div>
            <div class="queue-item-tools">
                <a class="button is-small" href=href>{(refunds.open)(refund.reference.as_str())}</a>
            </div>
        </li>
    }
}

/// Why a refund was withdrawn; nothing when it was not.
#[component]
pub fn WhyWithdrawn(note: String) -> impl IntoView {
    let words = &words().payments.refund.withdraw;
    (!note.is_empty()).then(|| view! { <p>{words.why}" "<q lang="vi">{note}</q></p> })
}

/// The form that takes a refund back as it was seen.
#[component]
pub fn WithdrawForm(
    action: String,
    seen: Seen,
    reason: Reason,
    /// What follows, where it is not what follows for a producer.
    #[prop(optional)]
    lead: Option<&'static str>,
) -> impl IntoView {
    let words = &words().payments.refund.withdraw;
    let open = filled().fault(WITHDRAW_NOTE).is_some();
    view! {
        <details class="no-print" open=open>
            <summary>{words.title}</summary>
            <form class="panel field-group" method="post" action=action>
                <p>{lead.unwrap_or_else(|| (words.lead)(reason))}</p>
                {(seen == Seen::Sent).then(|| view! { <p><strong>{words.sent}</strong></p> })}
                <input type="hidden" name="seen" value=seen.as_str()/>
                <TextArea name=WITHDRAW_NOTE label=words.note hint=words.hint rows=2 required=true/>
                <div class="cluster"><button class="button is-danger">{words.button}</button></div>
            </form>
        </details>
    }
}

/// Which lines go back.
#[component]
pub fn RefundLines(refund: Refund) -> impl IntoView {
    (!refund.lines.is_empty()).then(|| {
        view! {
            <ul class="receipt-lines">
                {refund.lines.into_iter().map(|line| view! {
                    <li>
                        <span lang="vi">{line.product}", "{line.variant}</span>" × "{line.quantity}" · "
                        <Amount money=line.amount/>
                    </li>
                }).collect_view()}
            </ul>
        }
    })
}

/// Bank, number and holder of an account, as typed or as known.
#[component]
pub fn AccountFields(account: Option<PayeeAccount>) -> impl IntoView {
    let words = &words().operation.payees;
    let banks = BankBin::common().iter().map(|(bin, name)| ((*bin).to_owned(), format!("{name} ({bin})"))).collect();
    let (bank, number, holder) = account
        .map(|account| (account.bank.to_string(), account.account.to_string(), account.holder))
        .unwrap_or_default();
    view! {
        <SelectField name="bank" label=words.bank options=banks empty=words.bank_other value=bank/>
        <TextField name="bin" label=words.other_bank hint=words.other_bank_hint inputmode="numeric"/>
        <TextField name="account" label=words.account hint=words.account_hint required=true autocomplete="off"
            value=number/>
        <TextField name="holder" label=words.holder hint=words.holder_hint required=true autocomplete="off"
            value=holder/>
    }
}

/// The refunds of an order for its shopper, and where they are to go.
#[component]
pub fn ShopperRefunds(refunds: OrderRefunds, code: String, key: String) -> impl IntoView {
    let OrderRefunds { refunds, telling } = refunds;
    if refunds.is_empty() {
        return ().into_any();
    }
    let words = words();
    let shopper = &words.payments.refund.shopper;
    let owed = refunds.iter().any(|refund| refund.state.is_owed());
    let account = refunds.iter().rev().filter(|refund| refund.state.is_owed()).find_map(|one| one.account.clone());
    let items = refunds.into_iter().map(|refund| {
        let (what, at) = match refund.state {
            State::Owed => (shopper.owed, refund.opened_at),
            State::Sent { at, .. } => (shopper.sent, at),
            State::Withdrawn { at, .. } => (shopper.withdrawn, at),
        };
        let (reference, state) = (refund.reference.to_string(), refund.state.as_str());
        view! {
            <li class="stack-s" data-refund=reference data-state=state>
                <p>
                    {what}" "<strong><Amount money=refund.amount/></strong>" · "
                    {(words.calendar.moment)(at)}
                </p>
                {(!refund.note.is_empty()).then(|| view! { <p><q lang="vi">{refund.note.clone()}</q></p> })}
                <WhyWithdrawn note=refund.withdrawn_note.clone()/>
                <RefundLines refund/>
            </li>
        }
    });
    let action = link(&format!("/don-hang/{code}/hoan-tien?khoa={key}"));
    view! {
        <section class="panel stack" id="hoan-tien" aria-labelledby="hoan-tien-ten">
            <h2 class="panel-title" id="hoan-tien-ten">{shopper.title}</h2>
            <ul class="stack">{items.collect_view()}</ul>
            {owed.then(|| view! { <WhereTo account action telling/> })}
        </section>
    }
    .into_any()
}

#[component]
fn WhereTo(account: Option<PayeeAccount>, action: String, telling: Telling) -> impl IntoView {
    let shopper = &words().payments.refund.shopper;
    // Whoever found the order by code and phone number does not see the account, either.
    let why = match telling {
        Telling::Open => None,
        Telling::OtherKey => Some(shopper.ask_seller),
        Telling::Kept => Some(shopper.kept),
    };
    if let Some(why) = why {
        return view! { <FaultSummary/><p>{why}</p> }.into_any();
    }
    let sent = filled().was_sent();
    let form = |account: Option<PayeeAccount>| {
        view! {
            <form class="field-group no-print" method="post" action=action>
                <p class="soft">{shopper.lead}</p>
                <FaultSummary/>
                <AccountFields account/>
                <div class="cluster"><button class="button is-primary">{shopper.save}</button></div>
            </form>
        }
    };
    match account {
        None => view! { <h3>{shopper.ask}</h3>{form(None)} }.into_any(),
        Some(account) => {
            let told = format!("{} {}, {}", bank_name(&account.bank), account.account, account.holder);
            view! {
                <p>{shopper.known}" "<strong>{told}</strong></p>
                <details open=sent><summary>{shopper.change}</summary>{form(Some(account))}</details>
            }
            .into_any()
        }
    }
}

fn bank_name(bank: &BankBin) -> String {
    bank.name().map_or_else(|| bank.to_string(), str::to_owned)
}
