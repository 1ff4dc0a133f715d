//! Money on an account that several producers share: the operator says whose it is.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    id::BankTransactionId,
    identity::party::Operator,
    payments::{
        refund::Reason,
        refund_service::Reconciliation,
        refund_withdrawal::RefundWithdrawRefusal,
        shared::{SharedMoney, SharedOrder, SharedPayee, SharedRefund},
    },
};

use super::refund_views::{WithdrawForm, badge, state_name};
use crate::{
    amount::Amount,
    flash::Done,
    form::{FaultSummary, SelectField, TextArea, filled},
    office::{Office, Room},
    problem::{NotFoundPage, missing},
    site::{DOT, link, words},
};

/// `/van-hanh/giao-dich/{number}`.
#[component]
pub fn SharedMoneyPage() -> impl IntoView {
    let number = use_params_map().get_untracked().get("number").and_then(|number| number.parse().ok());
    let who = use_context::<Operator>();
    let port = expect_context::<Arc<dyn Reconciliation>>();
    Suspend::new(async move {
        let (Some(who), Some(number)) = (who, number) else { return view! { <NotFoundPage/> }.into_any() };
        match port.shared(&who, BankTransactionId::new(number)).await {
            Ok(money) => view! { <Money money/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn Money(money: SharedMoney) -> impl IntoView {
    let (moment, words) = (words().calendar.moment, &words().payments.shared);
    let number = money.number;
    let open = money.refund.is_none();
    view! {
        <Room office=Office::Operator title=words.title>
            <div class="stack-l" data-shared=number.get()>
                <Done told=words.told/>
                <FaultSummary/>
                <p class="soft">{words.lead}</p>
                <div class="panel stack-s">
                    <p><strong><Amount money=money.amount/></strong>{DOT}{moment(money.at)}</p>
                    <p class="mono">{money.account}</p>
                    <p class="mono" lang="vi">{money.text}</p>
                </div>
                {money.refund.map(|refund| view! { <GivenBack refund number/> })}
                {open.then(|| view! { <Orders orders=money.orders/><GiveBack payees=money.payees/> })}
                <p><a class="tap" href=link("/van-hanh/giao-dich")>{words.back}</a></p>
            </div>
        </Room>
    }
}

#[component]
fn Orders(orders: Vec<SharedOrder>) -> impl IntoView {
    let all = words();
    let (words, loose) = (&all.payments.shared, &all.payments.refund.loose);
    let none = orders.is_empty();
    let items = orders.into_iter().map(|SharedOrder { producer, awaited }| {
        view! {
            <li class="queue-item">
                <div class="queue-item-head">
                    <span lang="vi">{producer}</span>
                    <b><Amount money=awaited.missing()/></b>
                </div>
                <p class="small soft">
                    <span lang="vi">{awaited.buyer}</span>{DOT}
                    {(all.payments.state)(awaited.state)}{DOT}{(all.calendar.moment)(awaited.due_at)}
                </p>
                <div class="queue-item-tools">
                    <form method="post">
                        <input type="hidden" name="decision" value="don"/>
                        <input type="hidden" name="order" value=awaited.order.clone()/>
                        <button class="button is-small">{(loose.assign_to)(&awaited.order)}</button>
                    </form>
                </div>
            </li>
        }
    });
    view! {
        <section class="stack" aria-labelledby="cua-don">
            <h2 id="cua-don">{words.assign}</h2>
            <p class="soft">{if none { loose.no_orders } else { words.assign_lead }}</p>
            <ul class="queue">{items.collect_view()}</ul>
        </section>
    }
}

#[component]
fn GiveBack(payees: Vec<SharedPayee>) -> impl IntoView {
    let (words, loose) = (&words().payments.shared, &words().payments.refund.loose);
    let sent = ["note-tra-lai", "producer"].into_iter().any(|field| filled().fault(field).is_some());
    let payees = payees.into_iter().map(|payee| (payee.slug, payee.name)).collect();
    view! {
        <details open=sent>
            <summary>{words.give_back}</summary>
            <form class="panel field-group" method="post">
                <p class="soft">{words.give_back_lead}</p>
                <input type="hidden" name="decision" value="tra-lai"/>
                <SelectField name="producer" label=words.sender options=payees empty=words.sender_empty lang="vi"
                    required=true/>
                <TextArea name="note-tra-lai" label=loose.note rows=2 required=true/>
                <div class="cluster"><button class="button">{loose.decide}</button></div>
            </form>
        </details>
    }
}

/// How it goes back, and taking that back.
#[component]
fn GivenBack(refund: SharedRefund, number: BankTransactionId) -> impl IntoView {
    let all = words();
    let words = &all.payments.shared;
    let action = link(&format!("/van-hanh/giao-dich/{number}/rut-lai"));
    let (reference, state) = (refund.reference.to_string(), refund.state.as_str());
    let shown = reference.clone();
    let withdraw = match refund.withdrawal {
        Ok(seen) => view! {
            <WithdrawForm action seen reason=Reason::Stray lead=words.withdraw_lead/>
        }
        .into_any(),
        Err(RefundWithdrawRefusal::NotFound) => ().into_any(),
        Err(refusal) => view! { <p class="soft">{(all.payments.refund.withdraw.refusal)(refusal)}</p> }.into_any(),
    };
    view! {
        <section class="panel stack-s" data-refund=reference data-state=state>
            <p class="cluster">
                <span>{words.given_back}" "<strong lang="vi">{refund.producer}</strong></span>
                <span class=badge(refund.state)>{state_name(refund.state, true)}</span>
            </p>
            <p><span class="mono">{shown}</span>{DOT}<span lang="vi">{refund.note}</span></p>
            {withdraw}
        </section>
    }
}
