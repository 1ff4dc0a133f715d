//! The two languages of every page; the URL says which (`/en/…`).

use serde::{Deserialize, Serialize};

/// A language people read. Vietnamese is the first; English is the second language of every page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Tiếng Việt: no prefix in the URL.
    #[default]
    #[serde(rename = "vi")]
    Vietnamese,
    /// English: below `/en`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Both, the default first.
    pub const ALL: [Language; 2] = [Language::Vietnamese, Language::English];

    /// The language tag for `<html lang>`, `hreflang` and storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }

    /// The language of a tag that [`Language::code`] gave; `None` for any other.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.code() == code)
    }

    /// What stands before every path of this language.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Language::Vietnamese => "",
            Language::English => "/en",
        }
    }

    /// The URL path in this language of a path without prefix, such as `/tim?q=x`.
    #[must_use]
    pub fn path(self, path: &str) -> String {
        match (self, path) {
            (Language::English, "/" | "") => "/en".to_owned(),
            (Language::Vietnamese, "") => "/".to_owned(),
            _ => format!("{}{path}", self.prefix()),
        }
    }

    /// The language of a URL path and the path without its prefix; `/english` is a Vietnamese path.
    #[must_use]
    pub fn split_path(path: &str) -> (Language, &str) {
        match path.strip_prefix(Language::English.prefix()) {
            Some("") => (Language::English, "/"),
            Some(rest) if rest.starts_with('/') => (Language::English, rest),
            _ => (Language::Vietnamese, path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_pages_stand_below_en() {
        assert_eq!(Language::English.path("/tim"), "/en/tim");
        assert_eq!(Language::English.path("/"), "/en");
        assert_eq!(Language::Vietnamese.path("/tim"), "/tim");
    }

    #[test]
    fn the_path_says_the_language() {
        assert_eq!(Language::split_path("/en"), (Language::English, "/"));
        assert_eq!(Language::split_path("/en/tim"), (Language::English, "/tim"));
        assert_eq!(Language::split_path("/english"), (Language::Vietnamese, "/english"));
        for language in Language::ALL {
            for path in ["/", "/tim", "/san-pham/nuoc-mam"] {
                assert_eq!(Language::split_path(&language.path(path)), (language, path));
            }
        }
    }

    #[test]
    fn a_code_names_its_language() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
        assert_eq!(Language::from_code("fr"), None);
    }
}
