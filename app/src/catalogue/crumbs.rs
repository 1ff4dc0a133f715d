//! Where one is.

use leptos::prelude::*;

use crate::{
    own_text::OwnText,
    site::{link, words},
};

/// A place above a page: its path, and its name.
#[derive(Clone)]
pub struct Crumb {
    path: String,
    vi: String,
    en: String,
}

impl Crumb {
    /// Something with a Vietnamese name, and perhaps an English one.
    pub fn new(path: String, vi: &str, en: &str) -> Self {
        Self { path, vi: vi.to_owned(), en: en.to_owned() }
    }
}

/// The way from the front page to this one; the last is this page itself.
#[component]
pub fn Breadcrumb(#[prop(optional)] above: Vec<Crumb>, #[prop(into)] here: ViewFn) -> impl IntoView {
    let words = &words().catalogue.browse;
    view! {
        <nav class="breadcrumb" aria-label=words.breadcrumb>
            <ol class="breadcrumb-list">
                <li><a href=link("/")>{words.home}</a></li>
                {above.into_iter().map(|crumb| view! {
                    <li><a href=link(&crumb.path)><OwnText vi=crumb.vi en=crumb.en/></a></li>
                }).collect_view()}
                <li><span aria-current="page">{here.run()}</span></li>
            </ol>
        </nav>
    }
}
