//! The payment page's script, by hand on the browser's own functions: a reactive form of it would weigh ten times as
//! much. What cannot be done (an old browser, no secure context) is left out; the page works without.

use leptos::{
    wasm_bindgen::{JsCast, closure::Closure},
    web_sys::{Document, Element, Event, EventSource, MessageEvent, Window, window},
};

/// Begins with what the page says of itself.
pub fn begin() {
    let Some(window) = window() else { return };
    let Some(document) = window.document() else { return };
    count_down(&window, &document);
    let Some(watched) = document.query_selector("[data-events]").ok().flatten() else { return };
    let said = |name: &str| watched.get_attribute(name).unwrap_or_default();
    watch(&said("data-events"), said("data-states"));
    copy_buttons(&window, &document, said("data-copied"));
}

/// Shows the page again when the states are not the ones it shows.
fn watch(events: &str, states: String) {
    let Ok(source) = EventSource::new(events) else { return };
    let heard = {
        let source = source.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().as_string().is_some_and(|told| told != states) {
                source.close();
                if let Some(window) = window() {
                    let _ = window.location().reload();
                }
            }
        })
    };
    source.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It listens as long as the page stands.
    heard.forget();
}

/// Counts by time passed since now, not by the clock, which may be wrong.
fn count_down(window: &Window, document: &Document) {
    let shown: Vec<(Element, f64, String)> = all(document, "[data-left]")
        .into_iter()
        .filter_map(|element| {
            let seconds = element.get_attribute("data-left")?.parse().ok()?;
            let words = element.get_attribute("data-left-words")?;
            Some((element, seconds, words))
        })
        .collect();
    if shown.is_empty() {
        return;
    }
    let begun = js_sys::Date::now();
    let tick = Closure::<dyn FnMut()>::new(move || {
        let passed = (js_sys::Date::now() - begun) / 1000.0;
        for (element, seconds, words) in &shown {
            let left = (seconds - passed).max(0.0) as u32;
            element.set_text_content(Some(&words.replace("{}", &format!("{}:{:02}", left / 60, left % 60))));
        }
    });
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), 1000);
    tick.forget();
}

fn copy_buttons(window: &Window, document: &Document, copied: String) {
    // Browsers give the clipboard to secure pages only.
    if !window.is_secure_context() {
        return;
    }
    let clipboard = window.navigator().clipboard();
    for button in all(document, "[data-copy]") {
        let _ = button.remove_attribute("hidden");
    }
    let said = document.query_selector("[data-copied]").ok().flatten();
    let pressed = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = target.and_then(|target| target.closest("[data-copy]").ok().flatten());
        let Some(text) = button.as_ref().and_then(|button| button.get_attribute("data-copy")) else { return };
        let _ = clipboard.write_text(&text);
        if let Some(button) = &button {
            button.set_text_content(Some(&copied));
        }
        if let Some(said) = &said {
            said.set_text_content(Some(&format!("{copied}: {text}")));
        }
    });
    let _ = document.add_event_listener_with_callback("click", pressed.as_ref().unchecked_ref());
    pressed.forget();
}

fn all(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(found) = document.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
