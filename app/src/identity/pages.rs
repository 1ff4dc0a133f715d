use leptos::prelude::*;

use crate::{
    form::{FaultSummary, TextField},
    layout::Head,
    site::{site, words},
};

#[component]
pub fn SignInPage() -> impl IntoView {
    let words = words();
    let next = site().query_value("tiep");
    view! {
        <Head title=words.identity.sign_in hidden=true/>
        <div class="narrow">
            <div class="page-head"><h1>{words.identity.sign_in}</h1></div>
            <FaultSummary/>
            <form class="panel field-group" method="post">
                <input type="hidden" name="tiep" value=next/>
                <TextField name="email" label=words.identity.email kind="email" autocomplete="username" required=true/>
                <TextField name="password" label=words.identity.password kind="password"
                    autocomplete="current-password" required=true/>
                <button class="button is-primary is-wide">{words.identity.sign_in}</button>
            </form>
        </div>
    }
}
