use leptos::prelude::*;

#[component]
pub fn SalesPage() -> impl IntoView {}
