//! Normal forms of Vietnamese text: what is stored, what is searched, what stands in a URL.
//!
//! Source of the rules: `domain.md`, section *Vietnamese, done right*.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug, in characters (all ASCII).
pub const SLUG_CHARS_MAX: usize = 80;

/// Canonical composition without control characters (line feeds and tabs stay), `\r\n` as `\n`.
///
/// Marks that turn the writing direction and zero-width spaces go too: with them two equal-looking names differ.
#[must_use]
pub fn nfc(text: &str) -> String {
    text.replace("\r\n", "\n").nfc().filter(|c| matches!(c, '\n' | '\t') || !is_invisible(*c)).collect()
}

fn is_invisible(c: char) -> bool {
    // U+200D stays: it joins the parts of an emoji.
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{2060}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One line as stored: [`nfc`], every run of white space one space, trimmed.
#[must_use]
pub fn tidy_line(text: &str) -> String {
    let mut text = nfc(text);
    // They turn around how a name or a number reads to someone else.
    text.retain(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several lines as stored: each as in [`tidy_line`], at most one empty line in a row, none at the ends.
#[must_use]
pub fn tidy_text(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut pending = 0;
    // A lone carriage return is an old line end; `nfc` would drop it and glue two lines.
    for line in text.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}']).map(tidy_line) {
        if line.is_empty() {
            pending += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if pending > 0 { "\n\n" } else { "\n" });
        }
        tidy.push_str(&line);
        pending = 0;
    }
    tidy
}

/// The form for searching: no marks, `đ` as `d`, lower-case, everything but letters and digits one space, trimmed.
#[must_use]
pub fn fold(text: &str) -> String {
    separated(text, ' ', char::is_alphanumeric)
}

/// The form for URLs: [`fold`] in ASCII with hyphens, at most [`SLUG_CHARS_MAX`], cut between words where possible.
///
/// Empty when the text has no Latin letter or digit; the caller then uses a code.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = separated(text, '-', |c| c.is_ascii_alphanumeric());
    if slug.len() > SLUG_CHARS_MAX {
        let ends_between_words = slug.as_bytes()[SLUG_CHARS_MAX] == b'-';
        slug.truncate(SLUG_CHARS_MAX);
        if !ends_between_words && let Some(end) = slug.rfind('-') {
            slug.truncate(end);
        }
    }
    slug
}

/// Whether a text may be a slug: small Latin letters, digits and hyphens. What is not needs no look into a database.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && (1..=2 * SLUG_CHARS_MAX).contains(&text.len())
}

fn separated(text: &str, separator: char, keep: impl Fn(char) -> bool) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    let letters = text.nfd().filter(|c| !is_combining_mark(*c) && !is_invisible(*c) || c.is_whitespace());
    // Lower-casing may itself yield a mark (İ), so marks are dropped again.
    for c in letters.flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)) {
        let c = if c == 'đ' { 'd' } else { c };
        if !keep(c) {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(separator);
        }
        gap = false;
        folded.push(c);
    }
    folded
}

/// The form for comparing with accents: NFC, lower-case, the old and the new way of placing a tone made one.
///
/// `hoà` = `hòa`, `thuỷ` = `thủy`: open `oa oe uy` bear the tone on the first vowel, closed ones on the second, and
/// `quý` always on the `y` because its `u` belongs to the consonant.
#[must_use]
pub fn exact(text: &str) -> String {
    let mut letters: Vec<(char, Option<char>)> = nfc(text).to_lowercase().nfc().map(split_tone).collect();
    for second in 1..letters.len() {
        let first = second - 1;
        let pair = (letters[first].0, letters[second].0);
        if !matches!(pair, ('o', 'a' | 'e') | ('u', 'y')) {
            continue;
        }
        // With a tone on neither or on both it is no matter of old and new.
        let ((None, Some(tone)) | (Some(tone), None)) = (letters[first].1, letters[second].1) else { continue };
        let closed = letters.get(second + 1).is_some_and(|next| next.0.is_alphabetic());
        let after_q = first > 0 && letters[first - 1].0 == 'q';
        let bearer = if closed || after_q { second } else { first };
        letters[first].1 = None;
        letters[second].1 = None;
        letters[bearer].1 = Some(tone);
    }
    letters.into_iter().flat_map(|(letter, tone)| std::iter::once(letter).chain(tone)).nfc().collect()
}

/// A letter without its tone (but with breve, circumflex, horn), and the tone as a combining mark.
pub(super) fn split_tone(letter: char) -> (char, Option<char>) {
    let mut tone = None;
    let mut rest = String::new();
    for part in std::iter::once(letter).nfd() {
        if matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') {
            tone = Some(part);
        } else {
            rest.push(part);
        }
    }
    let mut composed = rest.nfc();
    match (composed.next(), composed.next()) {
        (Some(base), None) => (base, tone),
        _ => (letter, None),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_turns_a_line_around() {
        assert_eq!(tidy_line("a\u{202e}b\u{2066}c\u{2069} d"), "abc d");
    }

    #[test]
    fn folding_keeps_every_vietnamese_letter() {
        assert_eq!(fold("  Nước mắm ĐẶC BIỆT — Hải Hậu (500ml)! "), "nuoc mam dac biet hai hau 500ml");
        assert_eq!(fold("Nu\u{31b}o\u{31b}\u{301}c"), "nuoc");
        assert_eq!(slug("Nước mắm Hải Hậu"), "nuoc-mam-hai-hau");
        assert_eq!(slug("漁港 ĐỎ"), "do");
        assert_eq!(slug("漁港"), "");
    }

    #[test]
    fn a_slug_is_told_from_what_is_none() {
        assert!(is_slug(&slug("Nước mắm 30°N")) && is_slug("a-2"));
        for text in ["", "A", "nước", "a b", "a\u{0}", "a/b", "%", &"a".repeat(161)] {
            assert!(!is_slug(text), "{text}");
        }
    }

    #[test]
    fn a_long_slug_ends_between_words() {
        let long = slug(&"làng nghề ".repeat(20));
        assert!(long.len() <= SLUG_CHARS_MAX && long.ends_with("-nghe"), "{long}");
        assert_eq!(slug(&"a".repeat(200)).len(), SLUG_CHARS_MAX);
    }

    #[test]
    fn old_and_new_tone_placement_are_one() {
        for (old, new) in [("hòa", "hoà"), ("thủy", "thuỷ"), ("khỏe", "khoẻ"), ("Hòa Bình", "hoà bình")] {
            assert_eq!(exact(old), exact(new));
        }
        assert_eq!(exact("qúy"), "quý");
        assert_eq!(exact("hòan"), "hoàn");
        assert_eq!(exact("hoà"), "hòa");
        assert_eq!(exact("Nguyễn Huỳnh ngoài"), "nguyễn huỳnh ngoài");
        assert_ne!(exact("hóa"), exact("hòa"));
    }

    #[test]
    fn stored_text_has_no_control_characters_and_no_idle_space() {
        assert_eq!(tidy_line(" Nước\u{0} \t\u{a0} mắm\r\nngon\u{202e} "), "Nước mắm ngon");
        assert_eq!(tidy_line("me\u{302}\u{323}t"), "mệt");
        assert_eq!(tidy_text("\n một  hai \r\n\r\n\r\nba\nbốn \n"), "một hai\n\nba\nbốn");
    }

    proptest! {
        #[test]
        fn every_normal_form_is_its_own_normal_form(text in "\\PC{0,40}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(slug(&slug(&text)), slug(&text));
            prop_assert_eq!(tidy_line(&tidy_line(&text)), tidy_line(&text));
            prop_assert_eq!(tidy_text(&tidy_text(&text)), tidy_text(&text));
        }

        #[test]
        fn composition_does_not_change_what_is_found(text in "[a-zàáảãạăằâầđèêềìòôồơờùưừỳ ]{0,20}") {
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&decomposed), fold(&text));
            prop_assert_eq!(exact(&decomposed), exact(&text));
        }
    }
}
