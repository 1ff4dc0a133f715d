//! Giving back money of an order: some goods, delivery, or an amount off.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shop::{
    identity::party::ProducerStaff,
    payments::{
        refund::{LineLeft, Refundable},
        refund_service::Refunds,
    },
};

use crate::{
    amount::Amount,
    form::{CheckField, FaultSummary, Once, TextArea, TextField, filled},
    office::{Office, Room},
    problem::{NotFoundPage, missing},
    site::{link, site, words},
};

/// The part of the address that names the accepted return to be answered.
pub const OF_RETURN: &str = "yeu-cau";

/// `/xuong/don-hang/{code}/hoan-tien`, for a return that was accepted with `?yeu-cau={number}`.
#[component]
pub fn OpenRefundPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("code").unwrap_or_default();
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Refunds>>();
    let answers = site().query_value(OF_RETURN).map(|number| number.parse());
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        let Ok(answers) = answers.transpose() else { return view! { <NotFoundPage/> }.into_any() };
        match port.refundable(&who, &code, answers).await {
            Ok(refundable) => view! { <OpenRefund refundable/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn OpenRefund(refundable: Refundable) -> impl IntoView {
    let words = &words().payments.refund;
    let back = link(&format!("/xuong/don-hang/{}", refundable.order));
    let waiting = refundable.waiting;
    let title = (words.form_title)(&refundable.order);
    if let Some(reference) = refundable.answers.as_ref().and_then(|accepted| accepted.refund.clone()) {
        let href = link(&format!("/xuong/tien/hoan/{reference}"));
        return view! {
            <Room office=Office::Workshop title>
                <p>{words.answered}</p>
                <p><a class="button" href=href>{(words.open)(reference.as_str())}</a></p>
            </Room>
        }
        .into_any();
    }
    let answers = refundable.answers.map(|accepted| accepted.request);
    let lead = if answers.is_some() { words.return_lead } else { words.form_lead };
    let fields = if waiting.is_positive() {
        view! { <p>{words.waiting}": "<strong><Amount money=waiting/></strong></p> }.into_any()
    } else {
        view! {
            <p class="soft">{lead}</p>
            {refundable.lines.into_iter().map(|line| view! { <LineField line/> }).collect_view()}
            {refundable.sold.delivery.is_positive().then(|| {
                let label = format!("{} ({})", words.delivery, refundable.sold.delivery);
                view! { <CheckField name="delivery" label=label checked=filled().value("delivery").is_some()/> }
            })}
            <TextField name="further" label=words.further hint=words.further_hint inputmode="text"
                autocomplete="off"/>
        }
        .into_any()
    };
    view! {
        <Room office=Office::Workshop title>
            <FaultSummary/>
            <form class="panel field-group" method="post">
                <Once/>
                {answers.map(|request| view! {
                    <input type="hidden" name="answers" value=request.to_string()/>
                    <p><strong>{words.answers}</strong></p>
                })}
                <p lang="vi">{refundable.buyer}</p>
                {fields}
                <TextArea name="note" label=words.note hint=words.note_hint rows=2 required=true/>
                <div class="cluster">
                    <button class="button is-primary">{words.promise}</button>
                    <a class="link-button" href=back>{refundable.order}</a>
                </div>
            </form>
        </Room>
    }
    .into_any()
}

#[component]
fn LineField(line: LineLeft) -> impl IntoView {
    let words = &words().payments.refund;
    let hint = format!("{} · {}", line.unit_price, (words.of_left)(line.left));
    (line.left > 0 || line.reserved > 0 || line.asked > 0).then(|| {
        let field = (line.left > 0).then(|| {
            view! {
                <TextField name=format!("line-{}", line.line) label=words.how_many hint=hint inputmode="numeric"
                    value=line.chosen.to_string() autocomplete="off"/>
            }
        });
        view! {
            <div class="stack-s">
                <p><strong lang="vi">{line.product}</strong>", "<span lang="vi">{line.variant}</span></p>
                {field}
                {(line.reserved > 0).then(|| view! { <p class="small soft">{(words.reserved)(line.reserved)}</p> })}
                {(line.asked > 0).then(|| view! { <p class="small soft">{(words.asked)(line.asked)}</p> })}
            </div>
        }
    })
}
