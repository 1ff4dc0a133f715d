//! Searching products: forgiving of accents, strict about words.
//!
//! Source of the rules: `domain.md`, *Vietnamese, done right*.

use crate::{
    page::Page,
    text::{exact, fold, tidy_line},
};

use super::{card::ProductCard, pages::Named};

/// The longest question that is read, in characters; the rest is dropped.
pub const CHARS_MAX: usize = 100;

/// The most words that are searched; the rest is dropped.
pub const WORDS_MAX: usize = 10;

/// What someone searches for, ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What was asked, tidied: one line in NFC.
    pub text: String,
    /// Its words without accents, in lower-case letters and digits only (so that they can stand in a `LIKE`). Each must
    /// begin a word of what is found.
    pub words: Vec<String>,
    /// Its words with accents.
    exact: Vec<String>,
}

/// How well a product answers a question; less is better, compared from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// Words whose accents differ.
    other_accents: usize,
    /// Words that stand in the maker's, the village's or the category's name, and not in its own.
    not_in_name: usize,
}

impl Question {
    /// Reads what was typed. Without a letter or digit there are no words, and nothing answers.
    #[must_use]
    pub fn read(typed: &str) -> Self {
        let text: String = tidy_line(typed).chars().take(CHARS_MAX).collect();
        let words = fold(&text).split_whitespace().take(WORDS_MAX).map(str::to_owned).collect();
        let exact = letters(&exact(&text)).split_whitespace().take(WORDS_MAX).map(str::to_owned).collect();
        Self { text: text.trim_end().to_owned(), words, exact }
    }

    /// How well a product answers that has every word of the question. `name` is its own name, `all` everything it is
    /// searched by as [`exact`] gives it.
    #[must_use]
    pub fn rank(&self, name: &str, all: &str) -> Rank {
        let (name, all) = (fold(name), letters(all));
        Rank {
            other_accents: self.exact.iter().filter(|word| !begins_a_word(&all, word)).count(),
            not_in_name: self.words.iter().filter(|word| !begins_a_word(&name, word)).count(),
        }
    }

    /// Whether a name has every word of the question, accents aside.
    #[must_use]
    pub fn finds(&self, name: &str) -> bool {
        let name = fold(name);
        !self.words.is_empty() && self.words.iter().all(|word| begins_a_word(&name, word))
    }
}

/// Letters and digits, everything else as one space.
fn letters(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn begins_a_word(text: &str, word: &str) -> bool {
    text.split(' ').any(|of_text| of_text.starts_with(word))
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The question as it was asked, tidied.
    pub asked: String,
    /// What was searched instead because nothing was found as asked: the question read as raw Telex or VNI.
    pub understood: Option<String>,
    /// The products, the best answers first.
    pub products: Page<ProductCard>,
    /// Villages of that name.
    pub villages: Vec<Named>,
    /// Makers of that name.
    pub makers: Vec<Named>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rank(asked: &str, name: &str, rest: &str) -> Rank {
        Question::read(asked).rank(name, &exact(&format!("{name} {rest}")))
    }

    #[test]
    fn exact_accents_come_before_folded_ones() {
        assert!(rank("mâm", "Mâm gỗ", "") < rank("mâm", "Mắm tôm", ""));
        assert!(rank("mắm", "Mắm tôm", "") < rank("mắm", "Mâm gỗ", ""));
        assert_eq!(rank("mam", "Mâm gỗ", ""), rank("mam", "Mắm tôm", ""));
        assert_eq!(rank("hoà", "Hòa", ""), rank("hòa", "Hoà", ""));
    }

    #[test]
    fn a_word_of_the_name_counts_more_than_one_of_the_maker() {
        assert!(rank("lụa", "Khăn lụa", "Cơ sở Bà Na") < rank("lụa", "Khăn tay", "Cơ sở Bà Lụa"));
    }

    #[test]
    fn words_are_found_by_their_beginnings() {
        let question = Question::read("cuong la");
        assert!(question.finds("Nước mắm Cường Là") && question.finds("Cường Làng"));
        assert!(!question.finds("Mai Cương Hóa") && !Question::read("a").finds("Là"));
        assert!(!Question::read("%").finds("100%"));
    }

    #[test]
    fn a_question_is_cut_to_what_can_be_searched() {
        let long = Question::read(&"nước mắm ".repeat(2000));
        assert!(long.text.chars().count() <= CHARS_MAX && long.words.len() == WORDS_MAX);
        assert_eq!(Question::read(" % _ \\ ' \" ").words, Vec::<String>::new());
        assert_eq!(Question::read("50%_mắm'\\").words, ["50", "mam"]);
    }

    proptest! {
        #[test]
        fn words_hold_nothing_that_a_database_could_take_for_a_wildcard(typed in ".{0,200}") {
            let question = Question::read(&typed);
            prop_assert!(question.words.iter().all(|word| word.chars().all(char::is_alphanumeric)));
            prop_assert!(question.words.iter().all(|word| !word.is_empty()));
            let _ = question.rank(&typed, &typed);
        }
    }
}
