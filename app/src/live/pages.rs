use leptos::prelude::*;

#[component]
pub fn LivePage() -> impl IntoView {}
