//! A product: picture, price, maker, what is left, the one form that puts it into a cart, and its facts.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_meta::Meta;
use shop::{
    catalogue::{
        content::show_weight,
        pages::{Named, ProductPage as Shown, ProductShown},
        service::Catalogue,
    },
    identity::party::Anyone,
    language::Language,
    media::picture::Picture,
};

use super::{
    asked::slug,
    crumbs::{Breadcrumb, Crumb},
    makers::{DeliveryFacts, MakerCardView, PauseNotice, SellerFacts, first_sentence, paragraphs},
    offer::Offer,
    views::ProductGrid,
};
use crate::{
    layout::{Head, in_head},
    media::views::{PictureView, Place, address},
    own_text::OwnText,
    problem::missing,
    site::{link, reply, site, words},
};

#[component]
pub fn ProductPage() -> impl IntoView {
    let slug = slug();
    let catalogue = expect_context::<Arc<dyn Catalogue>>();
    Suspend::new(async move {
        match catalogue.product(&Anyone, &slug).await {
            Ok(ProductShown::ForSale(shown)) => view! { <ForSale shown=*shown/> }.into_any(),
            Ok(ProductShown::Resting { product, maker }) => view! { <Resting product maker/> }.into_any(),
            Err(failure) => missing(failure),
        }
    })
}

/// Off the shelf for a while. Answered 404, so that search engines do not send people here, but whoever kept the
/// address learns what became of it.
#[component]
fn Resting(product: Named, maker: Named) -> impl IntoView {
    reply(404);
    let words = &words().catalogue.product;
    view! {
        <Head title=words.resting hidden=true/>
        <div class="empty">
            <h1>{words.resting}</h1>
            <p class="lead"><OwnText vi=product.name en=product.name_en/></p>
            <p>{words.resting_text}</p>
            <a class="button is-primary" href=link(&format!("/co-so/{}", maker.slug))>{words.to_maker}</a>
        </div>
    }
}

#[component]
fn ForSale(shown: Shown) -> impl IntoView {
    let words = &words().catalogue;
    let (vi, en) = (shown.name.clone(), shown.name_en.clone());
    let above =
        vec![Crumb::new(format!("/danh-muc/{}", shown.category.slug), &shown.category.name, &shown.category.name_en)];
    let here = move || view! { <OwnText vi=vi.clone() en=en.clone()/> };
    let more = shown.more.clone();
    let maker_path = format!("/co-so/{}", shown.maker.slug);
    view! {
        <SharedHead shown=shown.clone()/>
        <Breadcrumb above here/>
        <article class="product">
            <Gallery pictures=shown.pictures.clone() name=shown.name.clone()/>
            <div class="product-buy">
                <Offer shown=shown.clone()/>
            </div>
        </article>
        <Facts shown=shown.clone()/>
        <section class="section">
            <div class="section-head"><h2>{words.product.made_by}</h2></div>
            <div class="columns is-latter">
                <MakerCardView maker=shown.maker/>
                <div class="panel">
                    <h3 class="panel-title">{words.browse.seller}</h3>
                    <SellerFacts seller=shown.seller/>
                </div>
            </div>
        </section>
        {(!more.is_empty()).then(|| view! {
            <section class="section">
                <div class="section-head">
                    <h2>{words.product.more}</h2>
                    <a class="section-link" href=link(&maker_path)>{words.product.more_of_maker}</a>
                </div>
                <ProductGrid products=more/>
            </section>
        })}
    }
}

/// What tabs, search engines and messengers show: name, price, maker, picture.
#[component]
fn SharedHead(shown: Shown) -> impl IntoView {
    let site = site();
    let words = &site.words().catalogue.product;
    let english = site.language == Language::English && !shown.name_en.is_empty();
    let name = if english { shown.name_en } else { shown.name };
    let price = shown.variants.iter().map(|variant| variant.price).min().unwrap_or_default();
    let mut description = format!("{}, {}", (words.price)(&price.to_string()), shown.maker.name);
    if site.language == Language::Vietnamese {
        description = format!("{description}. {}", first_sentence(&shown.description));
    }
    let picture = shown.pictures.first().map(|picture| {
        let width = picture.widths().last().copied().unwrap_or(picture.width);
        format!("{}{}", site.public_url, address(picture, width, "jpg"))
    });
    let tags = view! {
        <Meta property="og:type" content="product"/>
        <Meta property="og:title" content=name.clone()/>
        <Meta property="og:description" content=description.clone()/>
        {picture.map(|address| view! { <Meta property="og:image" content=address/> })}
    };
    view! {
        {in_head(tags)}
        <Head title=name description/>
    }
}

/// The pictures: swiped on a phone, with links to each below.
#[component]
fn Gallery(pictures: Vec<Picture>, name: String) -> impl IntoView {
    let words = &words().catalogue.product;
    if pictures.len() < 2 {
        let picture = pictures.into_iter().next();
        return view! { <div class="gallery"><PictureView picture alt=name place=Place::Main eager=true/></div> }
            .into_any();
    }
    let thumbs = pictures.clone();
    view! {
        <div class="gallery">
            <ul class="gallery-list" tabindex="0" aria-label=words.pictures>
                {pictures.into_iter().enumerate().map(|(place, picture)| {
                    let alt = name.clone();
                    view! {
                        <li id=format!("hinh-{}", place + 1)>
                            <PictureView picture=Some(picture) alt place=Place::Main eager={place == 0}/>
                        </li>
                    }
                }).collect_view()}
            </ul>
            <ul class="gallery-thumbs" aria-label=words.pictures>
                {thumbs.into_iter().enumerate().map(|(place, picture)| view! {
                    <li>
                        <a href=format!("#hinh-{}", place + 1) aria-label=(words.picture)(place + 1)>
                            <PictureView picture=Some(picture) alt="" place=Place::Thumb/>
                        </a>
                    </li>
                }).collect_view()}
            </ul>
        </div>
    }
    .into_any()
}

/// What is known of the goods, as rows; of several sizes, what they have in common.
#[component]
fn Facts(shown: Shown) -> impl IntoView {
    let words = &words().catalogue;
    let product = &words.product;
    let single = (shown.variants.len() == 1).then(|| shown.variants[0].clone());
    let content = single.as_ref().and_then(|variant| variant.content).map(|content| content.shown());
    let weight = single.map(|variant| variant.weight_g).filter(|grams| *grams > 0).map(show_weight);
    let category = link(&format!("/danh-muc/{}", shown.category.slug));
    let own = |term: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <div><dt>{term}</dt><dd lang="vi">{text}</dd></div> })
    };
    let plain =
        |term: &'static str, text: Option<String>| text.map(|text| view! { <div><dt>{term}</dt><dd>{text}</dd></div> });
    view! {
        <section class="section">
            <div class="section-head"><h2>{product.facts}</h2></div>
            <div class="columns">
                <div class="stack">
                    {(!shown.description.is_empty()).then(|| view! {
                        <h3>{product.description}</h3>
                        <div class="prose" lang="vi">{paragraphs(&shown.description)}</div>
                    })}
                    <dl class="facts">
                        {plain(product.content, content)}
                        {plain(product.nitrogen, shown.nitrogen_g_per_l.map(product.nitrogen_value))}
                        {own(product.ingredients, shown.ingredients)}
                        {own(product.storage, shown.storage)}
                        {plain(product.weight, weight)}
                        {own(product.origin, format!("{}, {}", shown.maker.village, shown.maker.place))}
                        <div>
                            <dt>{product.kind}</dt>
                            <dd><a href=category><OwnText vi=shown.category.name en=shown.category.name_en/></a></dd>
                        </div>
                    </dl>
                </div>
                <div class="panel">
                    <h3 class="panel-title">{words.browse.delivery}</h3>
                    <DeliveryFacts delivery=shown.delivery/>
                    <p class="soft small">{product.delivery_note}</p>
                    {shown.pause.map(|pause| view! { <PauseNotice pause/> })}
                </div>
            </div>
        </section>
    }
}
