//! Texts that are not ours: makers' names and words. They stay Vietnamese on English pages and say so, so that a
//! screen reader reads them with a Vietnamese voice.

use leptos::prelude::*;
use shop::language::Language;

use crate::site::site;

/// A maker's text: in the visit's language if the maker wrote it so, else in Vietnamese.
#[component]
pub fn OwnText(
    #[prop(into)] vi: String,
    /// Its English; empty where there is none.
    #[prop(optional, into)]
    en: String,
) -> impl IntoView {
    match site().language {
        Language::Vietnamese => vi.into_any(),
        Language::English if en.is_empty() => view! { <span lang="vi">{vi}</span> }.into_any(),
        Language::English => view! { <NamesMarked text=en/> }.into_any(),
    }
}

/// A maker's text of several lines, each a paragraph.
#[component]
pub fn OwnParagraphs(#[prop(into)] text: String) -> impl IntoView {
    let lines = text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    view! {
        <div class="prose" lang="vi">
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
        </div>
    }
}

/// An English text in which Vietnamese names are marked as such.
#[component]
pub fn NamesMarked(#[prop(into)] text: String) -> impl IntoView {
    parts(&text)
        .into_iter()
        .map(|(name, part)| if name { view! { <span lang="vi">{part}</span> }.into_any() } else { part.into_any() })
        .collect_view()
}

/// Cuts a text into names (`true`) and what stands between them. A name is a word with a Vietnamese letter, together
/// with its neighbours that begin with a capital letter.
fn parts(text: &str) -> Vec<(bool, String)> {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let mut named: Vec<bool> = words.iter().map(|word| word.chars().any(is_vietnamese)).collect();
    let joins = |word: &str| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase);
    for at in 1..words.len() {
        named[at] = named[at] || named[at - 1] && joins(words[at]) && ends_open(words[at - 1]);
    }
    let mut parts: Vec<(bool, String)> = Vec::new();
    for (word, name) in words.into_iter().zip(named) {
        match parts.last_mut() {
            Some((before, part)) if *before == name => part.push_str(word),
            _ => parts.push((name, word.to_owned())),
        }
    }
    parts
}

/// Whether a name may go on after this word: nothing but a space ends it.
fn ends_open(word: &str) -> bool {
    word.trim_end_matches(' ').ends_with(char::is_alphanumeric)
}

/// Whether the letter is one that English does not have.
fn is_vietnamese(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_an_english_text() {
        let cut = |text: &str| -> Vec<String> {
            parts(text).into_iter().map(|(name, part)| if name { format!("[{part}]") } else { part }).collect()
        };
        assert_eq!(cut("Opening the jars at Th\u{1ecb}nh Long"), ["Opening the jars at ", "[Th\u{1ecb}nh Long]"]);
        assert_eq!(cut("From H\u{1ea3}i. New"), ["From ", "[H\u{1ea3}i. ]", "New"]);
        assert_eq!(cut("Fish sauce"), ["Fish sauce"]);
        assert_eq!(cut(""), Vec::<String>::new());
    }
}
