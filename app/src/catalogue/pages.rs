use leptos::prelude::*;

use crate::{layout::Head, site::words};

#[component]
pub fn HomePage() -> impl IntoView {
    let words = words();
    view! {
        <Head title=words.common.market/>
        <h1>{words.common.market}</h1>
    }
}
