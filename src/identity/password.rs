//! What a new password must be. Long and not guessable; no rules about digits and signs, which only make people write
//! passwords on paper (NIST SP 800-63B, 5.1.1.2).

use thiserror::Error;

use crate::text::{fold, nfc};

/// The fewest characters of a new password.
pub const PASSWORD_CHARS_MIN: usize = 10;
/// The most characters; more would only make hashing slow.
pub const PASSWORD_CHARS_MAX: usize = 200;

/// What everyone tries first, folded: letters without marks, digits, nothing else.
const COMMON: &[&str] = &[
    "0123456789",
    "0987654321",
    "1234567890",
    "12345678910",
    "123456789a",
    "1q2w3e4r5t",
    "abcdefghij",
    "anhyeuem123",
    "cholang123",
    "cholang2026",
    "democholang",
    "emyeuanh123",
    "iloveyou123",
    "khongbiet123",
    "matkhau123",
    "matkhau1234",
    "matkhaucuatoi",
    "passwordpassword",
    "password123",
    "password1234",
    "qwertyuiop",
    "vietnam123",
    "vietnamvodich",
];

/// Why a password will not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PasswordFault {
    /// Fewer than [`PASSWORD_CHARS_MIN`] characters.
    #[error("password is too short")]
    TooShort,
    /// More than [`PASSWORD_CHARS_MAX`] characters.
    #[error("password is too long")]
    TooLong,
    /// The account's own e-mail address, or what stands before its `@`.
    #[error("password is the e-mail address")]
    Email,
    /// One that everyone tries first, or the same character again and again.
    #[error("password is too common")]
    Common,
}

/// A password that may be chosen. Not for logs.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

impl NewPassword {
    /// Reads a password typed for the account of `email`.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn parse(typed: &str, email: &str) -> Result<Self, PasswordFault> {
        let password = nfc(typed);
        let length = password.chars().count();
        if length < PASSWORD_CHARS_MIN {
            return Err(PasswordFault::TooShort);
        }
        if length > PASSWORD_CHARS_MAX {
            return Err(PasswordFault::TooLong);
        }
        let plain = letters_and_digits(&password);
        let name = email.split('@').next().unwrap_or_default();
        if plain == letters_and_digits(email) || plain == letters_and_digits(name) {
            return Err(PasswordFault::Email);
        }
        let mut characters = password.chars();
        let first = characters.next();
        if characters.all(|character| Some(character) == first) || COMMON.contains(&plain.as_str()) {
            return Err(PasswordFault::Common);
        }
        Ok(Self(password))
    }

    /// The password, to be hashed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn letters_and_digits(text: &str) -> String {
    fold(text).chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(typed: &str) -> Option<PasswordFault> {
        NewPassword::parse(typed, "lan.nguyen.hai@example.vn").err()
    }

    #[test]
    fn a_long_sentence_will_do_and_guesses_will_not() {
        assert_eq!(fault("mắm ngon nhất làng"), None);
        assert_eq!(fault("mắm ngon"), Some(PasswordFault::TooShort));
        assert_eq!(fault(&"á".repeat(201)), Some(PasswordFault::TooLong));
        for typed in ["lan.nguyen.hai@example.vn", "Lan.Nguyen.Hai", "lannguyenhai"] {
            assert_eq!(fault(typed), Some(PasswordFault::Email), "{typed}");
        }
        for typed in ["1234567890", "MẬT KHẨU 123", "demo-cho-lang", "Password123!", "          ", "kkkkkkkkkkkk"] {
            assert_eq!(fault(typed), Some(PasswordFault::Common), "{typed}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_and_the_same_text_is_the_same_password() {
        // Ten characters, typed with combining marks as some keyboards do.
        let typed =
            NewPassword::parse("a\u{302}\u{301}bcdefghik", "a@b.vn").map(|password| password.as_str().to_owned());
        assert_eq!(typed.as_deref(), Ok("ấbcdefghik"));
    }
}
