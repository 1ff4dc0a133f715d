//! What stands around every page: header, notice, footer; and the head of each page.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use shop::language::Language;

use crate::site::site;

/// Title and description of a page, for tabs, search engines and people who share it.
#[component]
pub fn Head(
    #[prop(into)] title: String,
    #[prop(optional, into)] description: Option<String>,
    /// Keep the page out of search engines.
    #[prop(optional)]
    hidden: bool,
) -> impl IntoView {
    let site = site();
    let full = format!("{title} · {}", site.words().common.market);
    let address = |language: Language| format!("{}{}", site.public_url, language.path(&site.path));
    view! {
        <Title text=full/>
        {description.map(|text| view! { <Meta name="description" content=text/> })}
        {hidden.then(|| view! { <Meta name="robots" content="noindex"/> })}
        {(!hidden).then(|| view! {
            <Link rel="canonical" href=address(site.language)/>
            <Link rel="alternate" hreflang="vi" href=address(Language::Vietnamese)/>
            <Link rel="alternate" hreflang="en" href=address(Language::English)/>
        })}
    }
}

#[component]
pub fn Header() -> impl IntoView {
    let site = site();
    let words = site.words();
    let other = match site.language {
        Language::Vietnamese => Language::English,
        Language::English => Language::Vietnamese,
    };
    view! {
        <a class="skip-link" href="#noi-dung">{words.common.skip}</a>
        {site.demo.then(|| view! { <p class="demo-notice" role="note">{words.common.demo_notice}</p> })}
        <header class="header">
            <a class="header__brand" href=site.link("/")>{words.common.market}</a>
            <form class="header__search search" role="search" action=site.link("/tim")>
                <label class="visually-hidden" for="header-q">{words.common.search}</label>
                <input class="search__input" id="header-q" type="search" name="q" maxlength="100"
                    placeholder=words.common.search_hint/>
                <button class="button button--quiet" type="submit">{words.common.search}</button>
            </form>
            <nav class="header__nav" aria-label=words.common.menu>
                <a href=site.link("/live")>{words.common.live}</a>
                <a href=site.link("/tra-cuu")>{words.common.find_order}</a>
                <a href=site.link("/gio-hang")>
                    {words.common.cart}
                    <span class="badge" data-cart-badge="/gio-hang/so" hidden></span>
                </a>
                <a href=site.translated(other) hreflang=other.code() lang=other.code()>{words.common.other_language}</a>
            </nav>
        </header>
    }
}

#[component]
pub fn Footer() -> impl IntoView {
    let site = site();
    let words = site.words();
    view! {
        <footer class="footer">
            <nav class="footer__nav" aria-label=words.common.about>
                <a href=site.link("/quy-che")>{words.common.rules}</a>
                <a href=site.link("/rieng-tu")>{words.common.privacy}</a>
                <a href=site.link("/doi-tra")>{words.common.returns}</a>
                <a href=site.link("/lien-he")>{words.common.contact}</a>
                <a href=site.link("/dang-nhap")>{words.common.sign_in}</a>
            </nav>
        </footer>
    }
}
