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
    site::{link, words},
};

/// `/xuong/don-hang/{code}/hoan-tien`.
#[component]
pub fn OpenRefundPage() -> impl IntoView {
    let code = use_params_map().get_untracked().get("code").unwrap_or_default();
    let who = use_context::<ProducerStaff>();
    let port = expect_context::<Arc<dyn Refunds>>();
    Suspend::new(async move {
        let Some(who) = who else { return view! { <NotFoundPage/> }.into_any() };
        match port.refundable(&who, &code).await {
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
    let fields = if waiting.is_positive() {
        view! { <p>{words.waiting}": "<strong><Amount money=waiting/></strong></p> }.into_any()
    } else {
        view! {
            <p class="soft">{words.form_lead}</p>
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
        <Room office=Office::Workshop title=(words.form_title)(&refundable.order)>
            <FaultSummary/>
            <form class="panel field-group" method="post">
                <Once/>
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
}

#[component]
fn LineField(line: LineLeft) -> impl IntoView {
    let words = &words().payments.refund;
    let hint = format!("{} · {}", line.unit_price, (words.of_left)(line.left));
    (line.left > 0).then(|| {
        view! {
            <div class="stack-s">
                <p><strong lang="vi">{line.product}</strong>", "<span lang="vi">{line.variant}</span></p>
                <TextField name=format!("line-{}", line.line) label=words.how_many hint=hint inputmode="numeric"
                    value="0" autocomplete="off"/>
            </div>
        }
    })
}
