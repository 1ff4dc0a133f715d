//! Finding an order again without an account.

use leptos::prelude::*;

use crate::{
    form::{FaultSummary, TextField},
    layout::Head,
    site::words,
};

/// `/tra-cuu`: code and phone number lead to the order.
#[component]
pub fn FindOrderPage() -> impl IntoView {
    let words = &words().orders.find;
    view! {
        <Head title=words.title description=words.lead/>
        <div class="narrow stack-l">
            <div>
                <div class="page-head"><h1>{words.title}</h1><p>{words.lead}</p></div>
                <FaultSummary/>
                <form class="panel field-group" method="post">
                    <TextField name="code" label=words.code hint=words.code_hint autocomplete="off" required=true/>
                    <TextField name="phone" label=words.phone hint=words.phone_hint kind="tel" autocomplete="tel"
                        inputmode="tel" required=true/>
                    <button class="button is-primary is-wide">{words.button}</button>
                </form>
            </div>
            <section class="section prose">
                <h2>{words.lost_title}</h2>
                <ul>{words.lost.iter().map(|way| view! { <li>{*way}</li> }).collect_view()}</ul>
            </section>
        </div>
    }
}
