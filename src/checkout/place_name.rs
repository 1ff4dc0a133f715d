//! How people write the name of an administrative unit: with or without its type, the type spelled out or as a letter.

use crate::text::{exact, fold};

/// Types of units, folded, with their abbreviations. The longer come first, so that `thị trấn` is not read as `t`.
const KINDS: [(&str, &[&str]); 9] = [
    ("thanh pho", &["thanh pho", "tp"]),
    ("thi tran", &["thi tran", "tt"]),
    ("dac khu", &["dac khu", "dk"]),
    ("thi xa", &["thi xa", "tx"]),
    ("phuong", &["phuong", "p"]),
    ("huyen", &["huyen", "h"]),
    ("quan", &["quan", "q"]),
    ("tinh", &["tinh", "t"]),
    ("xa", &["xa", "x"]),
];

/// A name taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The type, folded and spelled out; `None` when none was written.
    pub kind: Option<&'static str>,
    /// The name without its type, folded.
    pub folded: String,
    /// The name without its type, for comparing with accents.
    pub exact: String,
}

impl Name {
    /// The name of a unit as the data has it: with its type.
    pub fn of_unit(full: &str) -> Name {
        Name::with_kind(full).unwrap_or_else(|| Name::without_kind(full))
    }

    /// Every way to read what was typed: as a name alone (`Phượng Dực` has no type), and with a type in front.
    pub fn readings(typed: &str) -> Vec<Name> {
        let typed = typed.replace('.', " ");
        std::iter::once(Name::without_kind(&typed)).chain(Name::with_kind(&typed)).collect()
    }

    /// Whether two names are the same but for accents and type.
    pub fn is_like(&self, other: &Name) -> bool {
        self.folded == other.folded
    }

    fn without_kind(text: &str) -> Name {
        Name { kind: None, folded: plain_number(fold(text)), exact: plain_number(exact(text.trim())) }
    }

    fn with_kind(text: &str) -> Option<Name> {
        let words: Vec<&str> = text.split_whitespace().collect();
        // Folded once: thousands of names are read when the market opens.
        let heads = [1, 2].map(|count| (words.len() > count).then(|| fold(&words[..count].join(" "))));
        let begins = |spelling: &&str| {
            let count = if spelling.contains(' ') { 2 } else { 1 };
            (heads[count - 1].as_deref() == Some(*spelling)).then_some(count)
        };
        let spelled = KINDS.iter().find_map(|(kind, spellings)| {
            spellings.iter().find_map(begins).map(|count| (*kind, words[count..].join(" ")))
        });
        let (kind, rest) = spelled.or_else(|| glued(&words))?;
        Some(Name { kind: Some(kind), ..Name::without_kind(&rest) })
    }
}

/// `P1`, `Q3`: the letter of a type stuck to a number.
fn glued(words: &[&str]) -> Option<(&'static str, String)> {
    let [word] = words else { return None };
    let digits = word.strip_prefix(['p', 'P', 'q', 'Q']).filter(|rest| !rest.is_empty())?;
    let kind = if word.starts_with(['p', 'P']) { "phuong" } else { "quan" };
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| (kind, digits.to_owned()))
}

/// `01` is `1`.
fn plain_number(text: String) -> String {
    let number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if number { text.trim_start_matches('0').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_read_however_it_is_written() {
        for typed in ["thị trấn Thịnh Long", "TT Thịnh Long", "TT. Thịnh Long", "Thi tran Thịnh Long"] {
            let name = Name::readings(typed).pop();
            assert_eq!(name.as_ref().and_then(|name| name.kind), Some("thi tran"), "{typed}");
            assert_eq!(name.map(|name| name.folded).as_deref(), Some("thinh long"), "{typed}");
        }
        for typed in ["Phường 1", "P.01", "p1", "P 1"] {
            let numbered = Name::readings(typed).into_iter().any(|name| name.folded == "1");
            assert!(numbered, "{typed}");
        }
    }

    #[test]
    fn a_name_that_begins_like_a_type_is_also_a_name() {
        let readings = Name::readings("Phượng Dực");
        assert!(readings.iter().any(|name| name.kind.is_none() && name.folded == "phuong duc"));
        assert!(Name::readings("xã").iter().all(|name| name.kind.is_none()), "a type alone is no type");
    }
}
