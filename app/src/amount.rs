//! Money in a page, readable for people and for scripts.

use leptos::prelude::*;
use shop::money::Money;

/// An amount of money.
#[component]
pub fn Amount(money: Money) -> impl IntoView {
    view! { <data class="nowrap" value=money.get() data-vnd=money.get()>{money.to_string()}</data> }
}
