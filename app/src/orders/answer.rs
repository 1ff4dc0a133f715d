//! The producer's answers: a form for each request that waits, and the list of all that wait.

use leptos::prelude::*;
use shop::{
    clock::day_in_vietnam,
    orders::{
        request::{Kind, Request},
        request_service::Waiting,
    },
};

use super::requests::Day;
use crate::{
    form::TextArea,
    own_text::OwnText,
    site::{link, site, words},
};

/// The name of the field of an answer; the page may hold several.
pub fn answer_field(request: impl std::fmt::Display) -> String {
    format!("answer-{request}")
}

/// The form that answers one request.
#[component]
pub fn AnswerForm(request: Request, order: String) -> impl IntoView {
    let desk = &words().orders.requests.desk;
    let action = link(&format!("/xuong/don-hang/{order}/yeu-cau/{}", request.id));
    let name = answer_field(request.id);
    let asked = request.kind();
    let fields = match asked {
        Kind::Question => view! { <TextArea name label=desk.reply required=true rows=3/> },
        Kind::Cancel => view! { <TextArea name label=desk.cancel hint=desk.cancel_hint rows=3/> },
        Kind::Return => view! { <TextArea name label=desk.goods_back hint=desk.goods_back_hint required=true rows=3/> },
    };
    let agree = match asked {
        Kind::Question => ("reply", desk.reply_button),
        Kind::Cancel => ("accept", desk.cancel_accept),
        Kind::Return => ("accept", desk.goods_back_accept),
    };
    view! {
        <form class="field-group no-print" method="post" action=action>
            {fields}
            <div class="cluster">
                <button class="button is-primary" name="do" value=agree.0>{agree.1}</button>
                {(asked != Kind::Question).then(|| view! {
                    <button class="button" name="do" value="decline">{desk.decline}</button>
                })}
            </div>
        </form>
    }
}

/// Everything that waits for the producer's answer, the most pressing first; nothing when nothing does.
#[component]
pub fn WaitingList(waiting: Vec<Waiting>) -> impl IntoView {
    let desk = &words().orders.requests.desk;
    (!waiting.is_empty()).then(|| {
        let items = waiting.into_iter().map(|one| view! { <li><WaitingItem one/></li> });
        view! {
            <section class="section" aria-labelledby="waiting">
                <div class="section-head"><h2 id="waiting">{desk.waiting}</h2></div>
                <ul class="queue">{items.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn WaitingItem(one: Waiting) -> impl IntoView {
    let words = &words().orders.requests;
    let late = one.answer_by < day_in_vietnam(site().now);
    let (tone, badge, told) =
        if late { ("fault", "badge is-fault", words.overdue) } else { ("", "badge is-wait", words.open) };
    let href = link(&format!("/xuong/don-hang/{}#request-{}", one.order, one.id));
    view! {
        <article class="queue-item" data-tone=tone data-request=one.kind.as_str()>
            <div class="queue-item-head">
                <h3>{(words.kind)(one.kind)}" · "<span class="order-code">{one.order.clone()}</span></h3>
                <span class=badge>{told}</span>
            </div>
            <div class="stack-s">
                <p><strong><OwnText vi=one.buyer/></strong></p>
                <p class="clamp"><OwnText vi=shortened(&one.text)/></p>
                <p class="soft small">{words.answer_by}" "<Day day=one.answer_by/></p>
            </div>
            <div class="queue-item-tools">
                <a class="button is-small" href=href>
                    {words.desk.open}<span class="visually-hidden">", "{(words.desk.of)(&one.order)}</span>
                </a>
            </div>
        </article>
    }
}

/// The beginning of a text, for a list.
fn shortened(text: &str) -> String {
    const CHARS: usize = 140;
    let mut short: String = text.chars().take(CHARS).collect();
    if text.chars().nth(CHARS).is_some() {
        short.push('…');
    }
    short
}
