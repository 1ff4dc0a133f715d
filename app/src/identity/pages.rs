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
        <section class="narrow">
            <h1>{words.identity.sign_in}</h1>
            <FaultSummary/>
            <form class="form" method="post">
                <input type="hidden" name="tiep" value=next/>
                <TextField name="email" label=words.identity.email kind="email" autocomplete="username" required=true/>
                <TextField name="password" label=words.identity.password kind="password"
                    autocomplete="current-password" required=true/>
                <button class="button button--primary" type="submit">{words.identity.sign_in}</button>
            </form>
        </section>
    }
}
