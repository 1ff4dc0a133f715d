//! Words typed for an input method that was switched off: raw Telex (`nuocws mawms`) and VNI (`nu7o71c`).
//!
//! Used only when a search found nothing, and only where the result is a possible Vietnamese syllable, so that
//! foreign words and codes stay what they are.

use unicode_normalization::UnicodeNormalization;

use super::fold::split_tone;

const SAC: char = '\u{301}';
const HUYEN: char = '\u{300}';
const HOI: char = '\u{309}';
const NGA: char = '\u{303}';
const NANG: char = '\u{323}';

const INITIALS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x",
];

/// Vowels as they stand in a syllable, without tones.
const NUCLEI: &str = " a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi ôi ơi oo ua uâ uê ui uô uơ \
    uy ưa ưi ươ ưu yê iêu yêu oai oao oay oeo uao uây uôi uya uyê uyu ươi ươu ";

const FINALS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Decodes raw Telex or VNI word by word; `None` when no word changed.
#[must_use]
pub fn decode_typing(text: &str) -> Option<String> {
    let mut decoded = String::with_capacity(text.len());
    let mut changed = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = first.is_alphanumeric();
        let end = rest.find(|c: char| c.is_alphanumeric() != is_word).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        match decode_word(part).filter(|_| is_word) {
            Some(word) => {
                changed |= word != part;
                decoded.push_str(&word);
            }
            None => decoded.push_str(part),
        }
    }
    changed.then_some(decoded)
}

/// The longest syllable (`nghiêng`) has seven letters; its keys are fewer than this.
const KEYS_MAX: usize = 16;

fn decode_word(word: &str) -> Option<String> {
    if word.len() > KEYS_MAX || !word.is_ascii() {
        return None;
    }
    let mut syllable = Syllable::default();
    let vni = word.bytes().any(|byte| byte.is_ascii_digit());
    for key in word.chars() {
        if vni { syllable.press_vni(key)? } else { syllable.press_telex(key)? }
    }
    syllable.finish()
}

#[derive(Default)]
struct Syllable {
    /// Letters without tone, lower-case; with whether they were typed as capitals.
    letters: Vec<(char, bool)>,
    tone: Option<char>,
}

impl Syllable {
    fn press_telex(&mut self, key: char) -> Option<()> {
        let lower = key.to_ascii_lowercase();
        let has_vowel = self.letters.iter().any(|(letter, _)| is_vowel(*letter));
        match lower {
            's' | 'f' | 'r' | 'x' | 'j' if has_vowel => self.set_tone(match lower {
                's' => SAC,
                'f' => HUYEN,
                'r' => HOI,
                'x' => NGA,
                _ => NANG,
            }),
            'w' if has_vowel && self.horn_or_breve() => Some(()),
            'w' => {
                self.letters.push(('ư', key.is_uppercase()));
                Some(())
            }
            'd' if self.stroke() => Some(()),
            'a' | 'e' | 'o' if self.circumflex(&[lower]) => Some(()),
            _ => self.letter(key),
        }
    }

    fn press_vni(&mut self, key: char) -> Option<()> {
        match key {
            '1' => self.set_tone(SAC),
            '2' => self.set_tone(HUYEN),
            '3' => self.set_tone(HOI),
            '4' => self.set_tone(NGA),
            '5' => self.set_tone(NANG),
            '6' => self.circumflex(&['a', 'e', 'o']).then_some(()),
            '7' => self.horn().then_some(()),
            '8' => self.change_last(&[('a', 'ă')]).then_some(()),
            '9' => self.stroke().then_some(()),
            _ => self.letter(key),
        }
    }

    fn letter(&mut self, key: char) -> Option<()> {
        key.is_ascii_alphabetic().then(|| self.letters.push((key.to_ascii_lowercase(), key.is_uppercase())))
    }

    /// A second tone, or one before any vowel, means that the keys were meant as letters.
    fn set_tone(&mut self, tone: char) -> Option<()> {
        let free = self.tone.is_none() && self.letters.iter().any(|(letter, _)| is_vowel(*letter));
        free.then(|| self.tone = Some(tone))
    }

    fn stroke(&mut self) -> bool {
        match self.letters.first_mut() {
            Some((first, _)) if *first == 'd' => {
                *first = 'đ';
                true
            }
            _ => false,
        }
    }

    fn circumflex(&mut self, of: &[char]) -> bool {
        let all = [('a', 'â'), ('e', 'ê'), ('o', 'ô')];
        let wanted: Vec<_> = all.into_iter().filter(|(plain, _)| of.contains(plain)).collect();
        self.change_last(&wanted)
    }

    fn horn_or_breve(&mut self) -> bool {
        // `mua` + w is mưa, but `qua` + w is quă: there the u belongs to the consonant.
        self.horn_pair() || self.horn_before_a() || self.change_last(&[('a', 'ă'), ('o', 'ơ'), ('u', 'ư')])
    }

    fn horn(&mut self) -> bool {
        self.horn_pair() || self.change_last(&[('o', 'ơ'), ('u', 'ư')])
    }

    /// One modifier makes both letters of `uo` horned, wherever in the word it is typed.
    fn horn_pair(&mut self) -> bool {
        let Some(u) = self.pair('u', 'o') else { return false };
        if u > 0 && self.letters[u - 1].0 == 'q' {
            return false;
        }
        self.letters[u].0 = 'ư';
        self.letters[u + 1].0 = 'ơ';
        true
    }

    fn horn_before_a(&mut self) -> bool {
        let Some(u) = self.pair('u', 'a').filter(|u| *u == 0 || self.letters[*u - 1].0 != 'q') else { return false };
        self.letters[u].0 = 'ư';
        true
    }

    fn pair(&self, first: char, second: char) -> Option<usize> {
        self.letters.windows(2).position(|pair| pair[0].0 == first && pair[1].0 == second)
    }

    fn change_last(&mut self, changes: &[(char, char)]) -> bool {
        for (letter, _) in self.letters.iter_mut().rev() {
            if let Some((_, changed)) = changes.iter().find(|(plain, _)| plain == letter) {
                *letter = *changed;
                return true;
            }
        }
        false
    }

    /// The word if it is a possible syllable.
    fn finish(mut self) -> Option<String> {
        // `nuwocs`: before another letter half a pair means the whole pair (but `thuở` stands alone).
        for (half, other) in [('ư', 'o'), ('u', 'ơ')] {
            if let Some(first) = self.pair(half, other).filter(|first| first + 2 < self.letters.len()) {
                self.letters[first].0 = 'ư';
                self.letters[first + 1].0 = 'ơ';
            }
        }
        let (start, end) = self.nucleus()?;
        let bearer = start + self.bearer(start, end);
        let mut word = String::new();
        for (index, (letter, capital)) in self.letters.iter().enumerate() {
            if *capital {
                word.extend(letter.to_uppercase());
            } else {
                word.push(*letter);
            }
            if index == bearer {
                word.extend(self.tone);
            }
        }
        Some(word.nfc().collect())
    }

    /// Where the vowels stand; `None` if this is no Vietnamese syllable.
    fn nucleus(&self) -> Option<(usize, usize)> {
        let plain: Vec<char> = self.letters.iter().map(|(letter, _)| *letter).collect();
        let mut start = plain.iter().position(|letter| is_vowel(*letter))?;
        let glides = matches!(plain[..=start], ['q', 'u'] | ['g', 'i']);
        if glides && plain.get(start + 1).is_some_and(|next| is_vowel(*next)) {
            start += 1;
        }
        let length = plain[start..].iter().take_while(|letter| is_vowel(**letter)).count();
        let end = start + length;
        let of = |letters: &[char]| letters.iter().collect::<String>();
        let (initial, vowels, last) = (of(&plain[..start]), of(&plain[start..end]), of(&plain[end..]));
        let stopped = matches!(last.as_str(), "c" | "ch" | "p" | "t");
        let possible = INITIALS.contains(&initial.as_str())
            && NUCLEI.contains(&format!(" {vowels} "))
            && FINALS.contains(&last.as_str())
            && !(stopped && matches!(self.tone, Some(HUYEN | HOI | NGA)));
        possible.then_some((start, end))
    }

    /// Which vowel of the nucleus bears the tone (old placement, `hòa`, as in [`super::exact`]).
    fn bearer(&self, start: usize, end: usize) -> usize {
        let vowels: Vec<char> = self.letters[start..end].iter().map(|(letter, _)| *letter).collect();
        let closed = end < self.letters.len();
        match vowels.iter().rposition(|vowel| "ăâêôơư".contains(*vowel)) {
            Some(marked) => marked,
            None => usize::from(vowels.len() == 3 || (vowels.len() == 2 && closed)),
        }
    }
}

fn is_vowel(letter: char) -> bool {
    "aăâeêioôơuưy".contains(split_tone(letter).0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(typed: &str) -> String {
        decode_typing(typed).unwrap_or_else(|| typed.to_owned())
    }

    #[test]
    fn raw_telex_becomes_vietnamese() {
        assert_eq!(decoded("nuocws mawms"), "nước mắm");
        for typed in ["nuocws", "nuowcs", "nuwocs", "nuwowcs", "nuocsw", "nwowcs"] {
            assert_eq!(decoded(typed), "nước", "{typed}");
        }
        assert_eq!(decoded("ddawcj bieetj Hair Haauj"), "đặc biệt Hải Hậu");
        assert_eq!(decoded("tieens chuyeenj quaf quys giaf hoaf thuyr"), "tiến chuyện quà quý già hòa thủy");
        assert_eq!(decoded("muwa muaw cuar dduocwj hoanf ruowuj"), "mưa mưa của được hoàn rượu");
    }

    #[test]
    fn raw_vni_becomes_vietnamese() {
        assert_eq!(decoded("nu7o71c ma81m"), "nước mắm");
        for typed in ["nuoc71", "nuo71c", "nu7oc1", "nuo7c1"] {
            assert_eq!(decoded(typed), "nước", "{typed}");
        }
        assert_eq!(decoded("d9a85c bie65t"), "đặc biệt");
    }

    #[test]
    fn what_is_no_vietnamese_stays() {
        for typed in ["", "nuoc mam", "soft", "500ml", "iphone15", "server", "facebook", "nước mắm", "OCOP", "2024"]
        {
            assert_eq!(decode_typing(typed), None, "{typed}");
        }
    }

    #[test]
    fn capitals_and_punctuation_are_kept() {
        assert_eq!(decoded("Nuowcs-MAWMS, x2"), "Nước-MẮM, x2");
    }

    proptest! {
        #[test]
        fn any_typing_is_decoded_or_left(text in ".{0,60}") {
            let _ = decode_typing(&text);
        }

        #[test]
        fn any_keys_are_decoded_or_left(text in "[a-zA-Z1-9]{0,12}") {
            let _ = decode_typing(&text);
        }
    }
}
