//! Vietnamese alphabetical order; people are ordered by given name.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The Vietnamese alphabet with the four letters of foreign words at their Latin places.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Order of two texts: letters first, then tones (ngang huyền hỏi ngã sắc nặng), then lower-case before capitals.
///
/// Spaces and punctuation come before digits, digits before letters, letters of other scripts last. Texts that differ
/// in nothing but their bytes are ordered by those, so that the order is total.
#[must_use]
pub fn compare(left: &str, right: &str) -> Ordering {
    let (left_key, right_key) = (Key::of(left), Key::of(right));
    left_key.cmp(&right_key).then_with(|| left.cmp(right))
}

/// Order of two people: by given name, then by the whole name.
#[must_use]
pub fn compare_people(left: &str, right: &str) -> Ordering {
    compare(given_name(left), given_name(right)).then_with(|| compare(left, right))
}

/// The given name: in Vietnamese the last word. Empty for an empty name.
#[must_use]
pub fn given_name(full_name: &str) -> &str {
    full_name.split_whitespace().next_back().unwrap_or_default()
}

/// The fields are compared in this order.
#[derive(PartialEq, Eq, PartialOrd, Ord, Default)]
struct Key {
    letters: Vec<u32>,
    tones: Vec<u8>,
    capitals: Vec<bool>,
}

impl Key {
    fn of(text: &str) -> Key {
        let mut key = Key::default();
        let mut parts = text.trim().nfd().peekable();
        while let Some(base) = parts.next() {
            let mut letter = base.to_lowercase().next().unwrap_or(base);
            let mut tone = 0;
            while let Some(mark) = parts.next_if(|c| is_combining_mark(*c)) {
                letter = with_quality(letter, mark);
                tone = tone_rank(mark).unwrap_or(tone);
            }
            let rank = letter_rank(letter);
            // One gap however wide: "Hải  Hậu" stands beside "Hải Hậu".
            if rank == 0 && key.letters.last() == Some(&0) {
                continue;
            }
            key.letters.push(rank);
            key.tones.push(tone);
            key.capitals.push(base.is_uppercase());
        }
        key
    }
}

fn with_quality(letter: char, mark: char) -> char {
    match (letter, mark) {
        ('a', '\u{306}') => 'ă',
        ('a', '\u{302}') => 'â',
        ('e', '\u{302}') => 'ê',
        ('o', '\u{302}') => 'ô',
        ('o', '\u{31b}') => 'ơ',
        ('u', '\u{31b}') => 'ư',
        _ => letter,
    }
}

fn tone_rank(mark: char) -> Option<u8> {
    match mark {
        '\u{300}' => Some(1),
        '\u{309}' => Some(2),
        '\u{303}' => Some(3),
        '\u{301}' => Some(4),
        '\u{323}' => Some(5),
        _ => None,
    }
}

fn letter_rank(letter: char) -> u32 {
    const FIRST_LETTER: u32 = 20;
    const OTHER_SCRIPTS: u32 = 1_000;
    if let Some(digit) = letter.to_digit(10) {
        return 1 + digit;
    }
    if let Some(place) = (FIRST_LETTER..).zip(ALPHABET.chars()).find(|(_, c)| *c == letter) {
        return place.0;
    }
    if letter.is_alphanumeric() { OTHER_SCRIPTS + u32::from(letter) } else { 0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted(mut words: Vec<&str>) -> Vec<&str> {
        words.sort_by(|left, right| compare(left, right));
        words
    }

    #[test]
    fn letters_follow_the_vietnamese_alphabet() {
        let words = vec!["đa", "da", "ân", "ăn", "an", "ơn", "ôn", "on", "ưa", "ua", "ê", "e", "dz"];
        assert_eq!(sorted(words), ["an", "ăn", "ân", "da", "dz", "đa", "e", "ê", "on", "ôn", "ơn", "ua", "ưa"]);
    }

    #[test]
    fn tones_decide_only_between_equal_letters() {
        assert_eq!(sorted(vec!["mạ", "má", "mã", "mả", "mà", "ma"]), ["ma", "mà", "mả", "mã", "má", "mạ"]);
        assert_eq!(sorted(vec!["mạ", "man", "ma"]), ["ma", "mạ", "man"]);
        let places = vec!["Hải Phòng", "Hải", "hai", "Hà Nội", "2 chai"];
        // A space comes before every letter.
        assert_eq!(sorted(places), ["2 chai", "Hà Nội", "hai", "Hải", "Hải Phòng"]);
    }

    #[test]
    fn people_are_ordered_by_given_name() {
        assert_eq!(given_name(" Trần Thị  Ánh "), "Ánh");
        assert_eq!(given_name(""), "");
        let mut people = ["Nguyễn Văn Bình", "Vũ Ân", "Trần Thị Ánh", "Lê Văn Bình"];
        people.sort_by(|left, right| compare_people(left, right));
        assert_eq!(people, ["Trần Thị Ánh", "Vũ Ân", "Lê Văn Bình", "Nguyễn Văn Bình"]);
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[aăâáàdđ ]{0,6}", b in "[aăâáàdđ ]{0,6}", c in "[aăâáàdđ ]{0,6}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
            if compare(&a, &b).is_le() && compare(&b, &c).is_le() {
                prop_assert!(compare(&a, &c).is_le());
            }
        }
    }
}
