//! Plain HTML forms that keep what was typed. After a refusal the server shows the page again with a [`Filled`]: every
//! field then holds what the person wrote and says beside itself what is wrong.

use leptos::prelude::*;

use crate::site::words;

/// What is wrong with one field, in the visit's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub field: String,
    pub text: String,
    /// The field's label, which stands before the text where the field itself is out of sight.
    pub label: Option<&'static str>,
}

impl Fault {
    pub fn new(field: impl Into<String>, text: impl Into<String>) -> Self {
        Self { field: field.into(), text: text.into(), label: None }
    }

    /// The fault of the field with this label.
    #[must_use]
    pub fn of(self, label: &'static str) -> Self {
        Self { label: Some(label), ..self }
    }

    /// What is wrong, for who does not see the field.
    fn named(&self) -> String {
        match self.label {
            Some(label) => format!("{label}: {}", self.text),
            None => self.text.clone(),
        }
    }
}

/// A form as it came: its values and what is wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    pub values: Vec<(String, String)>,
    pub faults: Vec<Fault>,
}

impl Filled {
    /// What was typed into a field; `None` when the form was not sent or lacked the field.
    pub fn value(&self, field: &str) -> Option<String> {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone())
    }

    /// Whether one of several values of a field was chosen.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values.iter().any(|(name, chosen)| name == field && chosen == value)
    }

    pub fn fault(&self, field: &str) -> Option<String> {
        self.faults.iter().find(|fault| fault.field == field).map(|fault| fault.text.clone())
    }

    /// Whether the form was sent and came back.
    pub fn was_sent(&self) -> bool {
        !self.values.is_empty() || !self.faults.is_empty()
    }
}

/// The form that came back, or an empty one.
pub fn filled() -> Filled {
    use_context::<Filled>().unwrap_or_default()
}

/// What stands above a form that came back: how many things to mend, with links to the fields, and what was not lost.
#[component]
pub fn FaultSummary() -> impl IntoView {
    let Filled { values, faults } = filled();
    let words = words();
    // A password alone is never given back.
    let kept = !values.is_empty();
    (!faults.is_empty()).then(|| {
        view! {
            <div class="fault-summary" role="alert" tabindex="-1" id="faults">
                <h2 class="fault-summary-title">{(words.common.faults_title)(faults.len())}</h2>
                <ul class="fault-summary-list">
                    {faults
                        .into_iter()
                        .map(|fault| view! { <li><a href=format!("#{}", fault.field)>{fault.named()}</a></li> })
                        .collect_view()}
                </ul>
                {kept.then(|| view! { <p>{words.common.nothing_lost}</p> })}
            </div>
        }
    })
}

/// The fault beside a field.
#[component]
pub fn FieldFault(#[prop(into)] field: String) -> impl IntoView {
    filled().fault(&field).map(|text| {
        view! { <p class="field-fault" id=format!("{field}-fault")>{text}</p> }
    })
}

/// One line of text with its label, hint and fault.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// `text`, `tel`, `email`, `password`, `date`, `number`, `search`, `url`, `datetime-local`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] autocomplete: Option<String>,
    #[prop(optional, into)] hint: Option<String>,
    /// What stands in the field before anyone typed.
    #[prop(optional, into)]
    value: Option<String>,
    #[prop(optional)] required: bool,
    /// The id of a `datalist`.
    #[prop(optional, into)]
    list: Option<String>,
    #[prop(optional, into)] inputmode: Option<String>,
    /// The language of what is typed, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let filled = filled();
    let fault = filled.fault(&name);
    let shown = if kind == "password" { None } else { filled.value(&name).or(value) };
    let described = described_by(&name, hint.is_some(), fault.is_some());
    view! {
        <div class="field">
            <FieldLabel name=name.clone() label required/>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            <input class="field-input" id=name.clone() name=name.clone() type=kind value=shown
                autocomplete=autocomplete inputmode=inputmode list=list required=required lang=lang
                aria-invalid=fault.is_some().then_some("true") aria-describedby=described/>
            <FieldFault field=name/>
        </div>
    }
}

/// Several lines of text with their label, hint and fault.
#[component]
pub fn TextArea(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] value: Option<String>,
    #[prop(optional)] required: bool,
    #[prop(default = 4)] rows: u8,
    /// The language of what is typed, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let filled = filled();
    let fault = filled.fault(&name);
    let shown = filled.value(&name).or(value).unwrap_or_default();
    let described = described_by(&name, hint.is_some(), fault.is_some());
    view! {
        <div class="field">
            <FieldLabel name=name.clone() label required/>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            <textarea class="field-input" id=name.clone() name=name.clone() rows=rows required=required lang=lang
                aria-invalid=fault.is_some().then_some("true") aria-describedby=described inner_html=escaped(&shown)/>
            <FieldFault field=name/>
        </div>
    }
}

/// A text as HTML: Leptos writes what stands in a `<textarea>` as it is.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// One of several choices with its label, hint and fault.
#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    /// Value and text of each choice, in order.
    options: Vec<(String, String)>,
    /// What stands first when nothing is chosen.
    #[prop(optional, into)]
    empty: Option<String>,
    #[prop(optional, into)] hint: Option<String>,
    /// What is chosen before anyone chose.
    #[prop(optional, into)]
    value: Option<String>,
    #[prop(optional)] required: bool,
    /// The language of the choices, where it is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
) -> impl IntoView {
    let filled = filled();
    let fault = filled.fault(&name);
    let chosen = filled.value(&name).or(value).unwrap_or_default();
    let described = described_by(&name, hint.is_some(), fault.is_some());
    view! {
        <div class="field">
            <FieldLabel name=name.clone() label required/>
            {hint.map(|hint| view! { <p class="field-hint" id=format!("{name}-hint")>{hint}</p> })}
            <select class="field-input" id=name.clone() name=name.clone() required=required
                aria-invalid=fault.is_some().then_some("true") aria-describedby=described>
                {empty.map(|text| view! { <option value="">{text}</option> })}
                {options.into_iter().map(|(value, text)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected lang=lang>{text}</option> }
                }).collect_view()}
            </select>
            <FieldFault field=name/>
        </div>
    }
}

/// A box to tick with its words.
#[component]
pub fn CheckField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(default = "1".into(), into)] value: String,
    checked: bool,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=checked/>
            <span>{label}</span>
        </label>
    }
}

#[component]
fn FieldLabel(name: String, label: String, required: bool) -> impl IntoView {
    view! {
        <label class="field-label" for=name>
            {label}
            {(!required).then(|| view! { <small>" "{words().common.optional}</small> })}
        </label>
    }
}

fn described_by(name: &str, hint: bool, fault: bool) -> Option<String> {
    let parts: Vec<String> = [(hint, "hint"), (fault, "fault")]
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, part)| format!("{name}-{part}"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The hidden token that makes a form sent twice create one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnceToken(pub String);

/// Carries the page's once-token in a form; the same one again when the form came back.
#[component]
pub fn Once() -> impl IntoView {
    let token = filled().value("once").or_else(|| use_context::<OnceToken>().map(|token| token.0));
    view! { <input type="hidden" name="once" value=token/> }
}
