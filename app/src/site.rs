//! What every page knows of the visit it is shown in.

use std::sync::Arc;

use leptos::prelude::*;
use shop::{identity::party::SignedIn, language::Language};
use time::OffsetDateTime;

use crate::words::Words;

/// Addresses of the built files, with their content hashes.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub css: String,
    pub js: String,
    pub wasm: String,
    pub fonts: Vec<String>,
    pub icon: String,
}

/// A kind of goods in the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryLink {
    pub slug: String,
    pub name: String,
}

/// The visit: provided by the server for each page, never kept.
#[derive(Clone)]
pub struct Site {
    pub language: Language,
    /// The path without the language's prefix.
    pub path: String,
    /// The query as it was sent, without its question mark.
    pub query: String,
    /// `https://…` without a slash at the end.
    pub public_url: String,
    /// Whether this installation shows the demo market.
    pub demo: bool,
    /// Where people write to: the market's own address, perhaps with a name (`Name <address>`).
    pub contact: String,
    pub assets: Arc<Assets>,
    pub who: Option<SignedIn>,
    /// The kinds of goods, for the header, named in the visit's language.
    pub categories: Arc<Vec<CategoryLink>>,
    pub now: OffsetDateTime,
}

impl Site {
    pub fn words(&self) -> &'static Words {
        Words::of(self.language)
    }

    /// The address of a page in the visit's language.
    pub fn link(&self, path: &str) -> String {
        self.language.path(path)
    }

    /// The same page in another language.
    pub fn translated(&self, language: Language) -> String {
        let path = language.path(&self.path);
        if self.query.is_empty() { path } else { format!("{path}?{}", self.query) }
    }

    /// A value of the query; the last one, if it is there more than once. The router's own map of it undoes the
    /// percent signs twice, so that `%2541` would be read as `A`.
    pub fn query_value(&self, name: &str) -> Option<String> {
        let named = form_urlencoded::parse(self.query.as_bytes()).filter(|(key, _)| key == name);
        named.last().map(|(_, value)| value.into_owned())
    }
}

/// Between two things told in one line. It stays with the one before it, so that no line begins with a dot.
pub const DOT: &str = "\u{a0}· ";

/// The visit the page is shown in.
pub fn site() -> Site {
    expect_context::<Site>()
}

/// The words of the visit's language.
pub fn words() -> &'static Words {
    site().words()
}

/// The address of a page in the visit's language.
pub fn link(path: &str) -> String {
    site().link(path)
}

/// Sets the HTTP status of the page being rendered; the server provides it.
#[derive(Clone)]
pub struct Reply(pub Arc<dyn Fn(u16) + Send + Sync>);

/// Answers the page with this status.
pub fn reply(status: u16) {
    if let Some(Reply(set)) = use_context::<Reply>() {
        set(status);
    }
}
