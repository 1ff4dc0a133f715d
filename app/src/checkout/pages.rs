use leptos::prelude::*;

#[component]
pub fn CartPage() -> impl IntoView {}
