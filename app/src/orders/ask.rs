//! What a shopper can do about an order: ask, cancel, ask to cancel, ask to return. Each in a fold of its own, which is
//! the step of confirmation that works without scripts; a form that came back is unfolded.

use leptos::prelude::*;
use shop::orders::{
    asking::{GoodsBack, Offers, RETURN_PHOTOS_MAX, Returnable},
    request::ReturnReason,
};
use time::Date;

use super::requests::Day;
use crate::{
    form::{FaultSummary, FieldFault, Once, SelectField, TextArea, filled},
    media::views::PhotoField,
    own_text::OwnText,
    site::words,
};

/// The name of the field of a line's units.
pub fn units_field(line: impl std::fmt::Display) -> String {
    format!("units-{line}")
}

/// After a press that changed nothing: why. What was typed stays in sight where its field is gone.
#[component]
pub fn AskRefused(offers: Offers) -> impl IntoView {
    let ask = &words().orders.requests.ask;
    let filled = filled();
    let gone = match filled.value("do").as_deref() {
        Some("question") if offers.question.is_none() => filled.value("question"),
        Some("cancel") if offers.cancel.is_none() => filled.value("cancel-reason"),
        Some("return") if offers.goods_back.is_none() => filled.value("return-text"),
        _ => None,
    };
    let typed = gone.filter(|typed| !typed.is_empty());
    let why = filled.fault("step");
    let told = (why.is_some() || typed.is_some()).then(|| {
        view! {
            <div class="flash" data-kind="care" role="alert">
                {why.clone().map(|why| view! { <p>{why}</p> })}
                {typed.map(|typed| view! { <p>{ask.typed}" "<q lang="vi">{typed}</q></p> })}
            </div>
        }
    });
    view! {
        {why.is_none().then(|| view! { <FaultSummary/> })}
        {told}
    }
}

/// The folds of what may be done now.
#[component]
pub fn AskForms(offers: Offers, paid: bool) -> impl IntoView {
    let Offers { question, withdraw, cancel, goods_back, left } = offers;
    view! {
        {question.map(|by| view! { <Question by/> })}
        {withdraw.then(|| view! { <Withdraw paid/> })}
        {cancel.map(|by| view! { <Cancel by/> })}
        {goods_back.map(|offer| view! { <Return offer lines=left.clone()/> })}
    }
}

/// Whether the form that came back is this one.
fn came_back(what: &str) -> bool {
    filled().value("do").is_some_and(|sent| sent == what)
}

#[component]
fn AnsweredBy(by: Date) -> impl IntoView {
    view! { <p>{words().orders.requests.ask.answered_by}" "<strong><Day day=by/></strong>"."</p> }
}

#[component]
fn Question(by: Date) -> impl IntoView {
    let ask = &words().orders.requests.ask;
    view! {
        <details open=came_back("question")>
            <summary>{ask.question}</summary>
            <form class="panel field-group" method="post">
                <input type="hidden" name="do" value="question"/>
                <Once/>
                <AnsweredBy by/>
                <TextArea name="question" label=ask.question_label hint=ask.question_hint required=true rows=3/>
                <button class="button is-primary">{ask.question_button}</button>
            </form>
        </details>
    }
}

#[component]
fn Withdraw(paid: bool) -> impl IntoView {
    let ask = &words().orders.requests.ask;
    view! {
        <details open=came_back("withdraw")>
            <summary>{ask.withdraw}</summary>
            <form class="panel field-group" method="post">
                <input type="hidden" name="do" value="withdraw"/>
                <p>{ask.withdraw_text}</p>
                {paid.then(|| view! { <p><strong>{ask.withdraw_paid}</strong></p> })}
                <button class="button is-danger">{ask.withdraw_button}</button>
            </form>
        </details>
    }
}

#[component]
fn Cancel(by: Date) -> impl IntoView {
    let ask = &words().orders.requests.ask;
    view! {
        <details open=came_back("cancel")>
            <summary>{ask.cancel}</summary>
            <form class="panel field-group" method="post">
                <input type="hidden" name="do" value="cancel"/>
                <Once/>
                <p>{ask.cancel_text}</p>
                <AnsweredBy by/>
                <TextArea name="cancel-reason" label=ask.cancel_label hint=ask.cancel_hint required=true rows=3/>
                <button class="button is-danger">{ask.cancel_button}</button>
            </form>
        </details>
    }
}

#[component]
fn Return(offer: GoodsBack, lines: Vec<Returnable>) -> impl IntoView {
    let words = &words().orders.requests;
    let ask = &words.ask;
    let reasons = ReturnReason::ALL.iter().map(|one| (one.as_str().to_owned(), (words.reason)(*one).to_owned()));
    let single = lines.len() == 1;
    view! {
        <details open=came_back("return")>
            <summary>{ask.goods_back}</summary>
            <form class="panel field-group" method="post" enctype="multipart/form-data">
                <input type="hidden" name="do" value="return"/>
                <Once/>
                <p>{(ask.goods_back_text)(offer.fresh_within_hours)}</p>
                <p>{ask.until}" "<Day day=offer.until/>"."</p>
                <AnsweredBy by=offer.answer_by/>
                <SelectField name="return-reason" label=words.reason_name options=reasons.collect()
                    empty=ask.reason_empty required=true/>
                {lines.into_iter().map(|line| view! { <Units line single/> }).collect_view()}
                <TextArea name="return-text" label=ask.text_label hint=ask.text_hint required=true rows=3/>
                <PhotoField label=ask.photos_label.to_owned() hint=(ask.photos_hint)(RETURN_PHOTOS_MAX)/>
                <button class="button is-primary">{ask.goods_back_button}</button>
            </form>
        </details>
    }
}

/// How many units of one line go back: all of them where there is one line only, none before someone says so.
#[component]
fn Units(line: Returnable, single: bool) -> impl IntoView {
    let ask = &words().orders.requests.ask;
    let name = units_field(line.line);
    let filled = filled();
    let fault = filled.fault(&name).is_some();
    let value = filled.value(&name).unwrap_or_else(|| if single { line.left } else { 0 }.to_string());
    let (hint, told) = (format!("{name}-hint"), format!("{name}-fault"));
    let described = if fault { format!("{hint} {told}") } else { hint.clone() };
    view! {
        <div class="field">
            <label class="field-label" for=name.clone()>
                {ask.units}": "<OwnText vi=line.product/>" · "<OwnText vi=line.variant/>
            </label>
            <p class="field-hint" id=hint>{(ask.units_of)(line.left)}</p>
            <input class="field-input is-count" id=name.clone() name=name.clone() type="text" inputmode="numeric"
                value=value aria-invalid=fault.then_some("true") aria-describedby=described/>
            <FieldFault field=name/>
        </div>
    }
}
