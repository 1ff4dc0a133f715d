//! What a payment page can do with script: change by itself when money arrives, count down, copy.

use leptos::prelude::*;

/// Watches the purchase behind the page and brings its copy buttons and countdowns to life. What it needs stands in the
/// page, on the element with `data-events`: properties would bring a reader of JSON into the script, which weighs more
/// than all it does. Without script the page works as it stands.
#[island]
pub fn PaymentWatch() -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    super::browser::begin();
}
