//! A village: its craft, where it is, who works there, what is for sale.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{order_by::ListAsked, pages::VillagePage as Shown, service::Catalogue},
    identity::party::Anyone,
};

use super::{
    asked::{list_asked, slug},
    crumbs::Breadcrumb,
    list::ProductList,
    makers::MakerCardView,
};
use crate::{
    layout::Head,
    own_text::OwnText,
    problem::missing,
    site::{site, words},
};

#[component]
pub fn VillagePage() -> impl IntoView {
    let (slug, asked) = (slug(), list_asked(&site()));
    let catalogue = expect_context::<Arc<dyn Catalogue>>();
    Suspend::new(async move {
        match catalogue.village(&Anyone, &slug, asked).await {
            Ok(shown) => view! { <Seen shown asked/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

#[component]
fn Seen(shown: Shown, asked: ListAsked) -> impl IntoView {
    let words = &words().catalogue.browse;
    let (name, place) = (shown.village.name.clone(), shown.village.place.clone());
    let crumb = name.clone();
    view! {
        <Head title=format!("{name}, {place}") description=format!("{} {name}, {place}", words.village_word)/>
        <Breadcrumb here=move || { let name = crumb.clone(); view! { <span lang="vi">{name}</span> } }/>
        <div class="page-head">
            <p class="soft">{words.village_word}</p>
            <h1 lang="vi">{name}</h1>
        </div>
        <div class="columns">
            <div class="stack">
                <dl class="facts">
                    <div>
                        <dt>{words.craft}</dt>
                        <dd><OwnText vi=shown.village.craft en=shown.village.craft_en/></dd>
                    </div>
                    <div><dt>{words.today}</dt><dd lang="vi">{place}</dd></div>
                    {(!shown.former.is_empty()).then(|| view! {
                        <div><dt>{words.former}</dt><dd lang="vi">{shown.former}</dd></div>
                    })}
                </dl>
                {(!shown.facts.is_empty()).then(|| view! {
                    <h2>{words.facts}</h2>
                    <p><OwnText vi=shown.facts en=shown.facts_en/></p>
                })}
            </div>
            <section>
                <h2>{words.makers}</h2>
                {shown.makers.is_empty().then(|| view! { <p class="soft">{words.no_makers}</p> })}
                {shown.makers.into_iter().map(|maker| view! { <MakerCardView maker/> }).collect_view()}
            </section>
        </div>
        <section class="section">
            <ProductList products=shown.products asked path=site().path empty=words.village_empty/>
        </section>
    }
}
