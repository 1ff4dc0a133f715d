//! What stands around every page: header, notice, footer; and the head of each page.

use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
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
    // leptos_meta 0.8 writes a title as it is: what people typed must not end it.
    let full = escaped(&format!("{title} · {}", site.words().common.market));
    let address = |language: Language| format!("{}{}", site.public_url, language.path(&site.path));
    in_head(view! {
        <Title text=full/>
        {description.map(|text| view! { <Meta name="description" content=text/> })}
        {hidden.then(|| view! { <Meta name="robots" content="noindex"/> })}
        {(!hidden).then(|| view! {
            <Link rel="canonical" href=address(site.language)/>
            <Link rel="alternate" hreflang="vi" href=address(Language::Vietnamese)/>
            <Link rel="alternate" hreflang="en" href=address(Language::English)/>
        })}
    })
}

/// Tags of leptos_meta 0.8 look for the page's head when they are written, which for a page that waited for its data is
/// on any thread: without the owner at hand they would be lost now and then.
pub fn in_head<Tags: IntoView>(tags: Tags) -> impl IntoView {
    OwnedView::new(tags)
}

/// Text for a place where nobody else escapes it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A small drawing of lines, decoration beside words.
#[component]
pub fn Icon(path: &'static str) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

const ROOF: &str = "M3 17c9 2 16-3 21-11 5 8 12 13 21 11-1 4-3 7-6 7H9c-3 0-5-3-6-7ZM9 26.5h4V41H9ZM35 26.5h4V41h-4ZM20 27h8v3c4 2 5.5 4.5 5.5 7 0 3-2 4-4.5 4H19c-2.5 0-4.5-1-4.5-4 0-2.5 1.5-5 5.5-7ZM5 42.5h38V45.5H5Z";
const RECEIPT: &str = "M5 3h14v18l-3-2-2 2-2-2-2 2-2-2-3 2ZM9 8h6M9 12h6";
const PERSON: &str = "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4 21c0-5 4-7 8-7s8 2 8 7";
const BASKET: &str = "M3 9h18l-2 11H5ZM8 9l3-6M16 9l-3-6M9 13v3M15 13v3";
const LENS: &str = "M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13m5.5 12 5 5";

#[component]
pub fn Header() -> impl IntoView {
    let site = site();
    let words = site.words();
    view! {
        <a class="skip-link" href="#noi-dung">{words.common.skip}</a>
        {site.demo.then(|| view! { <aside class="demo-notice"><p>{words.common.demo_notice}</p></aside> })}
        <header class="header">
            <div class="header-bar wrap">
                <a class="header-logo" href=site.link("/")>
                    <svg class="header-mark" viewBox="0 0 48 48" aria-hidden="true">
                        <path fill="currentColor" d=ROOF></path>
                    </svg>
                    <span lang="vi">{words.common.market}</span>
                </a>
                <HeaderLinks/>
                <SearchForm id="q"/>
            </div>
        </header>
        <nav class="header-nav" aria-label=words.common.crafts>
            <ul class="header-nav-list wrap">
                <li class="header-nav-live"><a href=site.link("/live")>{words.common.live}</a></li>
                {site.categories.iter().map(|category| {
                    let path = format!("/danh-muc/{}", category.slug);
                    let here = (site.path == path).then_some("page");
                    view! { <li><a href=site.link(&path) aria-current=here>{category.name.clone()}</a></li> }
                }).collect_view()}
            </ul>
        </nav>
    }
}

/// The visitor's own things: orders, account, cart.
#[component]
fn HeaderLinks() -> impl IntoView {
    let site = site();
    let words = site.words();
    let (account, account_words) = match &site.who {
        Some(who) => (site.link(who.home()), words.common.my_place),
        None => (site.link("/dang-nhap"), words.common.sign_in),
    };
    view! {
        <nav class="header-links" aria-label=words.common.yours>
            <a class="header-link is-iconic" href=site.link("/tra-cuu")>
                <Icon path=RECEIPT/><span>{words.common.find_order}</span>
            </a>
            <a class="header-link is-iconic" href=account><Icon path=PERSON/><span>{account_words}</span></a>
            <a class="header-link is-iconic" href=site.link("/gio-hang")>
                <Icon path=BASKET/><span>{words.common.cart}</span>
                <span class="header-count" data-cart-badge="/gio-hang/so" hidden></span>
            </a>
        </nav>
    }
}

/// The search field; `id` tells two of them on one page apart. The one in the header (`q`) is the page's landmark.
#[component]
pub fn SearchForm(id: &'static str) -> impl IntoView {
    let site = site();
    let words = site.words();
    let asked = (site.path == "/tim").then(|| site.query_value("q")).flatten();
    view! {
        <form class="search" role={(id == "q").then_some("search")} action=site.link("/tim")>
            <label class="visually-hidden" for=id>{words.common.search_label}</label>
            <input class="search-input" id=id name="q" type="search" maxlength="100" value=asked
                placeholder=words.common.search_hint autocomplete="off" enterkeyhint="search"/>
            <button class="search-button">
                <Icon path=LENS/><span class="visually-hidden">{words.common.search}</span>
            </button>
        </form>
    }
}

/// Ends the session: a form, because a link that is only looked at must change nothing.
#[component]
pub fn SignOut() -> impl IntoView {
    let site = site();
    site.who.as_ref().map(|_| {
        view! {
            <form method="post" action=site.link("/dang-xuat")>
                <button class="link-button">{site.words().common.sign_out}</button>
            </form>
        }
    })
}

#[component]
pub fn Footer() -> impl IntoView {
    let site = site();
    let words = site.words();
    let other = match site.language {
        Language::Vietnamese => Language::English,
        Language::English => Language::Vietnamese,
    };
    let item = |path: &str, text: &'static str| {
        let href = site.link(path);
        view! { <li><a href=href>{text}</a></li> }
    };
    view! {
        <footer class="footer">
            <div class="wrap">
                <div class="footer-columns">
                    <div>
                        <h2 class="footer-title" lang="vi">{words.common.market}</h2>
                        <p>{words.common.promise}</p>
                    </div>
                    <div>
                        <h2 class="footer-title">{words.common.buying}</h2>
                        <ul class="footer-list">
                            {item("/tra-cuu", words.common.find_order)}
                            {item("/doi-tra", words.common.returns)}
                            {item("/lien-he", words.common.contact)}
                        </ul>
                    </div>
                    <div>
                        <h2 class="footer-title">{words.common.selling}</h2>
                        <ul class="footer-list">
                            {item("/xuong", words.common.my_workshop)}
                            {item("/htx", words.common.my_cooperative)}
                            {site.who.is_some().then(|| view! { <li><SignOut/></li> })}
                        </ul>
                    </div>
                    <div>
                        <h2 class="footer-title">{words.common.about}</h2>
                        <ul class="footer-list">
                            {item("/quy-che", words.common.rules)}
                            {item("/rieng-tu", words.common.privacy)}
                            <li>
                                <a href=site.translated(other) hreflang=other.code() lang=other.code()>
                                    {words.common.other_language}
                                </a>
                            </li>
                        </ul>
                    </div>
                </div>
                {site.demo.then(|| view! { <p class="footer-legal">{words.common.demo_legal}</p> })}
            </div>
        </footer>
    }
}
