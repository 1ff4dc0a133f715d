//! What a payment page can do with script: change by itself when money arrives, count down, copy.

use leptos::prelude::*;

/// Watches the purchase behind the page and brings its copy buttons and countdowns to life. Shows nothing but a place
/// in which a screen reader is told what was copied; without script it is empty and the page works as it stands.
#[island]
pub fn PaymentWatch(
    /// The address of the events.
    events: String,
    /// The states that the page shows, as the events tell them.
    states: String,
    /// Said after copying.
    copied: String,
) -> impl IntoView {
    #[cfg(target_arch = "wasm32")]
    super::browser::begin(&events, states, copied);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (events, states, copied);
    view! { <p class="visually-hidden" role="status" data-copied=""></p> }
}
