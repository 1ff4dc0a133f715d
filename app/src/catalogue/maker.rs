//! A maker: its words, who answers for it, how it delivers, its livestreams and goods.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{
    catalogue::{order_by::ListAsked, pages::MakerPage as Shown, service::Catalogue},
    failure::Failure,
    identity::party::Anyone,
    live::{card::LiveCard, service::Live},
};

use super::{
    asked::{list_asked, slug},
    crumbs::{Breadcrumb, Crumb},
    list::ProductList,
    makers::{DeliveryFacts, PauseNotice, SellerFacts, first_sentence, paragraphs},
    views::Face,
};
use crate::{
    layout::Head,
    live::views::LiveCardView,
    problem::missing,
    site::{link, site, words},
};

/// How many livestreams of a maker are shown.
const LIVE_MAX: u32 = 3;

#[component]
pub fn MakerPage() -> impl IntoView {
    let (slug, asked) = (slug(), list_asked(&site()));
    let catalogue = expect_context::<Arc<dyn Catalogue>>();
    let live = expect_context::<Arc<dyn Live>>();
    Suspend::new(async move {
        let shown = match catalogue.maker(&Anyone, &slug, asked).await {
            Ok(shown) => shown,
            Err(failure) => return missing(failure),
        };
        match live.upcoming(&Anyone, Some(shown.id), LIVE_MAX).await {
            Ok(sessions) => view! { <Seen shown sessions asked/> }.into_any(),
            Err(Failure::Incident(id)) => missing(Failure::Incident(id)),
            Err(Failure::Refused(never)) => match never {},
        }
    })
}

#[component]
fn Seen(shown: Shown, sessions: Vec<LiveCard>, asked: ListAsked) -> impl IntoView {
    let words = &words().catalogue.browse;
    let maker = shown.maker;
    let (name, village) = (maker.name.clone(), maker.village.clone());
    let crumb = name.clone();
    let village_path = format!("/lang/{}", maker.village_slug);
    view! {
        <Head title=format!("{name}, {village}") description=first_sentence(&maker.about)/>
        <Breadcrumb above=vec![Crumb::new(village_path.clone(), &village, "")]
            here=move || { let name = crumb.clone(); view! { <span lang="vi">{name}</span> } }/>
        <div class="page-head cluster">
            <Face picture=maker.picture name=name.clone() large=true/>
            <div>
                <h1 lang="vi">{name}</h1>
                <p lang="vi"><a href=link(&village_path)>{village}</a>", "{maker.place}</p>
            </div>
        </div>
        {shown.pause.map(|pause| view! { <PauseNotice pause/> })}
        <div class="columns">
            <div class="stack">
                {(!maker.about.is_empty()).then(|| view! {
                    <h2>{words.about}</h2>
                    <div class="prose" lang="vi">{paragraphs(&maker.about)}</div>
                })}
                <h2>{words.delivery}</h2>
                <DeliveryFacts delivery=shown.delivery/>
                {(!shown.pickup_note.is_empty()).then(|| view! {
                    <p><b>{words.pickup_note}</b>": "<span lang="vi">{shown.pickup_note}</span></p>
                })}
            </div>
            <section class="panel">
                <h2 class="panel-title">{words.seller}</h2>
                <SellerFacts seller=shown.seller/>
            </section>
        </div>
        {(!sessions.is_empty()).then(|| view! {
            <section class="section">
                <div class="section-head"><h2>{words.live_next}</h2></div>
                <div class="grid is-wide">
                    {sessions.into_iter().map(|card| view! { <LiveCardView card/> }).collect_view()}
                </div>
            </section>
        })}
        <section class="section">
            <ProductList products=shown.products asked path=site().path empty=words.maker_empty/>
        </section>
    }
}
