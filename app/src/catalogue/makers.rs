//! Makers: on lists, and what the law asks to be shown of them.

use leptos::prelude::*;
use shop::{
    catalogue::{
        pages::{MakerCard, Seller},
        workshop_form::{Delivery, Pause},
    },
    money::Money,
};

use crate::amount::Amount;
use crate::{
    media::views::PictureView,
    site::{link, words},
};

/// A maker on a list: what it makes, its name and place, its own words. The name is a heading of the third order.
#[component]
pub fn MakerCardView(maker: MakerCard) -> impl IntoView {
    let href = link(&format!("/co-so/{}", maker.slug));
    view! {
        <article class="maker-card">
            <PictureView picture=maker.picture alt=""/>
            <div>
                <h3 class="maker-card-name" lang="vi"><a href=href>{maker.name}</a></h3>
                <p class="maker-card-place" lang="vi">{maker.village}", "{maker.place}</p>
                <p class="maker-card-words" lang="vi">{first_sentence(&maker.about)}</p>
            </div>
        </article>
    }
}

/// The first sentence of a text, or all of it.
pub fn first_sentence(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let end = line.find(". ").map_or(line.len(), |at| at + 1);
    line[..end].to_owned()
}

/// Who sells: name, legal form, number, address, phone.
#[component]
pub fn SellerFacts(seller: Seller) -> impl IntoView {
    let words = &words().catalogue.browse;
    let call = format!("tel:{}", seller.phone.as_str());
    let write = seller.email.clone().map(|email| (format!("mailto:{email}"), email));
    view! {
        <dl class="facts">
            <div><dt>{words.seller_name}</dt><dd lang="vi">{seller.name}</dd></div>
            <div><dt>{words.legal_form}</dt><dd>{(words.legal)(seller.legal_form)}</dd></div>
            <div><dt>{words.owner}</dt><dd lang="vi">{seller.owner}</dd></div>
            <div><dt>{words.registration}</dt><dd>{seller.registration}</dd></div>
            <div><dt>{words.address}</dt><dd lang="vi">{seller.address}</dd></div>
            <div><dt>{words.phone}</dt><dd><a href=call>{seller.phone.shown()}</a></dd></div>
            {write.map(|(href, email)| view! { <div><dt>{words.email}</dt><dd><a href=href>{email}</a></dd></div> })}
        </dl>
        <p class="soft small">{words.seller_note}</p>
    }
}

/// How a maker delivers, and for how much.
#[component]
pub fn DeliveryFacts(delivery: Delivery) -> impl IntoView {
    let words = &words().catalogue.browse;
    let cost = move |price: Money| match price {
        Money::ZERO => words.free.into_any(),
        price => view! { <Amount money=price/> }.into_any(),
    };
    let ways = [
        (words.standard, delivery.standard.enabled, delivery.standard.price),
        (words.express, delivery.express.enabled, delivery.express.price),
        (words.pickup, delivery.pickup, Money::ZERO),
    ];
    if !delivery.is_possible() {
        return view! { <p class="soft">{words.no_delivery}</p> }.into_any();
    }
    view! {
        <dl class="facts is-counts">
            {ways.into_iter().filter(|(_, offered, _)| *offered).map(|(name, _, price)| view! {
                <div><dt>{name}</dt><dd>{cost(price)}</dd></div>
            }).collect_view()}
        </dl>
    }
    .into_any()
}

/// That a maker takes no orders for now, and until when.
#[component]
pub fn PauseNotice(pause: Pause) -> impl IntoView {
    let words = words();
    let day = (words.calendar.day)(pause.last_day());
    view! {
        <div class="understood" role="note">
            <p><strong>{(words.catalogue.browse.rests_until)(&day)}</strong></p>
            {(!pause.note.is_empty()).then(|| view! { <p lang="vi">{pause.note}</p> })}
        </div>
    }
}

/// Paragraphs of a maker's own text.
pub fn paragraphs(text: &str) -> impl IntoView + use<> {
    text.split('\n')
        .filter(|line| !line.is_empty())
        .map(|line| {
            let line = line.to_owned();
            view! { <p>{line}</p> }
        })
        .collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_one_sentence() {
        assert_eq!(first_sentence("One. Two."), "One.");
        assert_eq!(first_sentence("3.5 litres\nmore"), "3.5 litres");
        assert_eq!(first_sentence(""), "");
    }
}
