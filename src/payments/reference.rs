//! The reference of a payment: what the payer's bank text must carry so that the money finds its order.
//!
//! Source of the rules: `domain.md`, *Cashless payment* (8–10 characters of `[A-Z2-9]` without 0 O 1 I).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// 32 characters that cannot be taken for one another; a power of two, so random bytes map without bias.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const PREFIX: &str = "CL";
const LENGTH: usize = 10;
/// So many references are looked for in one text; people write one.
const CANDIDATES_MAX: usize = 16;

/// How much of a bank text is searched, in bytes; real texts have some 200.
pub const TEXT_BYTES_MAX: usize = 4096;

/// A payment reference: `CL` and eight characters, upper-case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

/// The text is no payment reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a payment reference")]
pub struct InvalidReference;

impl Reference {
    /// A new reference of eight random bytes; the caller draws them and sees to uniqueness.
    #[must_use]
    pub fn from_random(random: [u8; 8]) -> Reference {
        let body = random.into_iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
        Reference(PREFIX.chars().chain(body).collect())
    }

    /// Reads one reference in either case, with the spaces, hyphens and dots people put in.
    pub fn parse(typed: &str) -> Result<Reference, InvalidReference> {
        let dense: Vec<u8> = dense(typed).take(LENGTH + 1).collect();
        Reference::of_window(&dense).ok_or(InvalidReference)
    }

    /// The ten characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everything in a bank's free text that may be a reference: in order, overlaps included, each once.
    ///
    /// Banks change case, add words around it and break it with spaces, `-` and `.`. Only the first
    /// [`TEXT_BYTES_MAX`] are searched.
    #[must_use]
    pub fn candidates(text: &str) -> Vec<Reference> {
        let dense: Vec<u8> = dense(text).collect();
        let mut found: Vec<Reference> = Vec::new();
        for candidate in dense.windows(LENGTH).filter_map(Reference::of_window) {
            if found.len() == CANDIDATES_MAX {
                break;
            }
            if !found.contains(&candidate) {
                found.push(candidate);
            }
        }
        found
    }

    fn of_window(window: &[u8]) -> Option<Reference> {
        let valid = window.len() == LENGTH
            && window.starts_with(PREFIX.as_bytes())
            && window.iter().all(|byte| ALPHABET.contains(byte));
        valid.then(|| Reference(window.iter().copied().map(char::from).collect()))
    }
}

/// Upper-case bytes without separators; a letter beyond ASCII stays as one byte that fits no reference.
fn dense(text: &str) -> impl Iterator<Item = u8> {
    let head = &text[..text.floor_char_boundary(TEXT_BYTES_MAX)];
    let separator = |c: char| c.is_whitespace() || matches!(c, '-' | '.');
    head.chars().filter(move |c| !separator(*c)).map(|c| u8::try_from(c.to_ascii_uppercase()).unwrap_or(b'?'))
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Reference {
    type Err = InvalidReference;

    fn from_str(typed: &str) -> Result<Reference, InvalidReference> {
        Reference::parse(typed)
    }
}

impl TryFrom<String> for Reference {
    type Error = InvalidReference;

    fn try_from(typed: String) -> Result<Reference, InvalidReference> {
        Reference::parse(&typed)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> String {
        reference.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn candidates(text: &str) -> Vec<String> {
        Reference::candidates(text).into_iter().map(String::from).collect()
    }

    #[test]
    fn the_reference_is_found_in_whatever_banks_make_of_it() {
        for text in [
            "CLAB2C3D4E",
            "clab2c3d4e",
            "MBVCB.4412.CLAB2C3D4E.CT tu 0011 toi 0022",
            "Nguyen Van A chuyen tien CL AB2C-3D4E",
            "MBVCBCLAB2C3D4EGD123",
            "khách trả CLAB2C3D4E đã nhận",
        ] {
            assert_eq!(candidates(text), ["CLAB2C3D4E"], "{text}");
        }
    }

    #[test]
    fn overlapping_and_repeated_candidates_come_in_order_and_once() {
        assert_eq!(candidates("CLCLAB2C3D4E CLAB2C3D4E"), ["CLCLAB2C3D", "CLAB2C3D4E"]);
    }

    #[test]
    fn characters_that_can_be_mistaken_are_no_reference() {
        assert!(candidates("CLAB2C3D40 CLAB2C3D4O CLAB2C3D41 CLAB2C3D4I CLĐAB2C3D4").is_empty());
        assert_eq!(Reference::parse("CLAB2C3D4E5"), Err(InvalidReference));
        assert_eq!(Reference::parse("CLAB2C3D4"), Err(InvalidReference));
        assert_eq!(Reference::parse("XLAB2C3D4E"), Err(InvalidReference));
    }

    #[test]
    fn only_the_head_of_a_huge_text_is_searched() {
        let huge = format!("{} CLAB2C3D4E", "ắ".repeat(1_000_000));
        assert!(candidates(&huge).is_empty());
    }

    proptest! {
        #[test]
        fn a_new_reference_is_found_again(random: [u8; 8], before in "[^A-Za-z0-9]{0,9}", after in "[^A-Za-z0-9]{0,9}") {
            let reference = Reference::from_random(random);
            prop_assert_eq!(Reference::parse(reference.as_str()), Ok(reference.clone()));
            let text = format!("{before}{}{after}", reference.as_str().to_lowercase());
            prop_assert!(Reference::candidates(&text).contains(&reference));
        }

        #[test]
        fn any_text_can_be_searched(text in ".*") {
            let _ = Reference::candidates(&text);
        }
    }
}
