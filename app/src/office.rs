//! What the rooms of an office have in common: its name, and tabs that lead to its other rooms.

use leptos::prelude::*;

use crate::{
    layout::{Head, SignOut},
    site::{link, site, words},
    words::common::Offices,
};

/// Whose office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    Workshop,
    Cooperative,
    Operator,
}

type Tab = (&'static str, fn(&Offices) -> &'static str);

const WORKSHOP: &[Tab] = &[
    ("/xuong", |words| words.today),
    ("/xuong/don-hang", |words| words.orders),
    ("/xuong/tien", |words| words.money),
    ("/xuong/san-pham", |words| words.products),
    ("/xuong/live", |words| words.live),
    ("/xuong/ho-so", |words| words.profile),
];
const COOPERATIVE: &[Tab] = &[("/htx", |words| words.sales), ("/htx/duyet", |words| words.review)];
const OPERATOR: &[Tab] = &[
    ("/van-hanh", |words| words.overview),
    ("/van-hanh/nguoi-dung", |words| words.users),
    ("/van-hanh/tai-khoan", |words| words.accounts),
    ("/van-hanh/giao-dich", |words| words.transfers),
    ("/van-hanh/san-pham", |words| words.listings),
];

impl Office {
    const fn tabs(self) -> &'static [Tab] {
        match self {
            Self::Workshop => WORKSHOP,
            Self::Cooperative => COOPERATIVE,
            Self::Operator => OPERATOR,
        }
    }

    const fn name(self, words: &Offices) -> &'static str {
        match self {
            Self::Workshop => words.workshop,
            Self::Cooperative => words.cooperative,
            Self::Operator => words.operator,
        }
    }
}

/// A room of an office: head, tabs, title, and what is in it. The tab whose path the page's path begins with is current.
#[component]
pub fn Room(office: Office, #[prop(into)] title: String, children: Children) -> impl IntoView {
    let words = &words().common.offices;
    let path = site().path;
    let begins = |tab: &str| path == tab || path.strip_prefix(tab).is_some_and(|rest| rest.starts_with('/'));
    let current = office.tabs().iter().map(|(tab, _)| *tab).filter(|tab| begins(tab)).max_by_key(|tab| tab.len());
    view! {
        <Head title=title.clone() hidden=true/>
        <nav class="tabs" aria-label=office.name(words)>
            <ul class="tabs-list">
                {office.tabs().iter().map(|(tab, name)| {
                    let here = (current == Some(*tab)).then_some("page");
                    view! { <li><a href=link(tab) aria-current=here>{name(words)}</a></li> }
                }).collect_view()}
            </ul>
        </nav>
        <div class="page-head office-head"><h1>{title}</h1><SignOut/></div>
        {children()}
    }
}
