use leptos::prelude::*;

#[component]
pub fn FindOrderPage() -> impl IntoView {}
