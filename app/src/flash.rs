//! What was done, said once at the top of the page that a form leads to (`?xong=`).

use leptos::prelude::*;

use crate::{form::filled, site::site};

/// Says what was done; `told` knows the words of what stands in the address. After a form came back, what was done
/// before is no news.
#[component]
pub fn Done(told: fn(&str) -> Option<&'static str>) -> impl IntoView {
    let what = site().query_value("xong").filter(|_| !filled().was_sent());
    what.and_then(|what| told(&what)).map(|text| {
        view! { <div class="flash" data-kind="done" role="status"><p>{text}</p></div> }
    })
}
