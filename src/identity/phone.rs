//! Vietnamese phone numbers: stored as E.164, shown `0912 345 678`.
//!
//! Source of the rules: `domain.md`, *Phones* (numbering plan since 2018: mobile `03 05 07 08 09`, landlines `02`).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A valid Vietnamese phone number, kept as E.164 (`+84912345678`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Why a text is no Vietnamese phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PhoneError {
    /// Nothing was typed.
    #[error("phone number is empty")]
    Empty,
    /// Something else than digits, a leading `+` and separators.
    #[error("phone number has characters that are no digits")]
    Characters,
    /// A country other than Vietnam, or neither `0` nor `84` in front.
    #[error("not a Vietnamese phone number")]
    Country,
    /// No network or province has this prefix.
    #[error("unknown prefix")]
    Prefix,
    /// Too few or too many digits for the prefix.
    #[error("wrong number of digits")]
    Length,
}

impl Phone {
    /// Reads `0912 345 678`, `+84 912…`, `84912…`, `+84 (0)912…`, with spaces, dots, hyphens or brackets.
    pub fn parse(typed: &str) -> Result<Phone, PhoneError> {
        let separator = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '–' | '(' | ')' | '/');
        let dense: String = typed.chars().filter(|c| !separator(*c)).collect();
        if dense.is_empty() {
            return Err(PhoneError::Empty);
        }
        let digits = dense.strip_prefix('+').unwrap_or(&dense);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PhoneError::Characters);
        }
        let international = dense.starts_with('+');
        let national = match digits.strip_prefix("84").or_else(|| digits.strip_prefix("0084")) {
            Some(rest) => rest.strip_prefix('0').unwrap_or(rest),
            None if international => return Err(PhoneError::Country),
            None => digits.strip_prefix('0').ok_or(PhoneError::Country)?,
        };
        let lengths = match national.as_bytes().first() {
            Some(b'3' | b'5' | b'7' | b'8' | b'9') => 9..=9,
            Some(b'2') => 9..=10,
            Some(_) => return Err(PhoneError::Prefix),
            None => return Err(PhoneError::Length),
        };
        if !lengths.contains(&national.len()) {
            return Err(PhoneError::Length);
        }
        Ok(Phone(format!("+84{national}")))
    }

    /// The number as E.164, for storage and `tel:` links.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as people in Vietnam write it: `0912 345 678`, a long landline `0228 3870 123`.
    #[must_use]
    pub fn shown(&self) -> String {
        let (head, middle, tail) = self.groups();
        format!("0{head} {middle} {tail}")
    }

    /// The number for everyone but the producer: `0912 *** 678`.
    #[must_use]
    pub fn masked(&self) -> String {
        let (head, middle, tail) = self.groups();
        format!("0{head} {} {tail}", "*".repeat(middle.len()))
    }

    /// Whether it is a mobile number, to which a text message can be sent.
    #[must_use]
    pub fn is_mobile(&self) -> bool {
        !self.0.starts_with("+842")
    }

    fn groups(&self) -> (&str, &str, &str) {
        // `+84`, then three digits, then the middle, then three: the constructor saw to the length.
        let tail = self.0.len() - 3;
        (&self.0[3..6], &self.0[6..tail], &self.0[tail..])
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.shown())
    }
}

impl FromStr for Phone {
    type Err = PhoneError;

    fn from_str(typed: &str) -> Result<Phone, PhoneError> {
        Phone::parse(typed)
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;

    fn try_from(typed: String) -> Result<Phone, PhoneError> {
        Phone::parse(&typed)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_usual_writing_gives_the_same_number() {
        let writings = ["0912345678", "0912 345 678", "0912.345.678", "+84 912-345-678", "84912345678"];
        for typed in writings.into_iter().chain(["+84 (0)912 345 678", "0084912345678", " 0912\u{a0}345\u{a0}678 "]) {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), "+84912345678", "{typed}");
        }
    }

    #[test]
    fn numbers_are_shown_in_groups_and_masked_in_the_middle() {
        let mobile = Phone::parse("0912345678").unwrap();
        assert_eq!((mobile.shown().as_str(), mobile.masked().as_str()), ("0912 345 678", "0912 *** 678"));
        let landline = Phone::parse("02283870123").unwrap();
        assert_eq!((landline.shown().as_str(), landline.masked().as_str()), ("0228 3870 123", "0228 **** 123"));
        assert!(mobile.is_mobile() && !landline.is_mobile());
    }

    #[test]
    fn wrong_numbers_are_refused_with_their_reason() {
        use PhoneError::*;
        let cases = [("", Empty), ("abc", Characters), ("0912 345 67x", Characters), ("+1 555 0100", Country)];
        let more = [("912345678", Country), ("0612345678", Prefix), ("091234567", Length), ("09123456789", Length)];
        for (typed, error) in cases.into_iter().chain(more).chain([("0", Length), ("+", Characters)]) {
            assert_eq!(Phone::parse(typed), Err(error), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_typed_again(typed in "0([35789][0-9]{8}|2[0-9]{8,9})") {
            let phone = Phone::parse(&typed).unwrap();
            prop_assert_eq!(&Phone::parse(&phone.shown()).unwrap(), &phone);
            prop_assert_eq!(&Phone::parse(phone.as_str()).unwrap(), &phone);
        }

        #[test]
        fn any_text_is_read_or_refused(typed in ".*") {
            let _ = Phone::parse(&typed);
        }
    }
}
