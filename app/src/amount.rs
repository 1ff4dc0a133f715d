//! Money on pages.

use leptos::prelude::*;
use shop::money::Money;

/// An amount that scripts can read, too.
#[component]
pub fn Amount(money: Money, #[prop(default = "nowrap")] class: &'static str) -> impl IntoView {
    let dong = money.get().to_string();
    view! { <data class=class value=dong.clone() data-vnd=dong>{money.to_string()}</data> }
}
