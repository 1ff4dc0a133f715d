use leptos::prelude::*;

#[component]
pub fn PurchasePage() -> impl IntoView {}
