//! E-mail addresses, checked as far as a typing error can be told without sending a message.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The longest address, in bytes (RFC 5321, path limit).
pub const EMAIL_BYTES_MAX: usize = 254;

/// An address that may be written to; its domain is lower-case, its local part as typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// Why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("e-mail address is empty")]
    Empty,
    /// Longer than [`EMAIL_BYTES_MAX`], or the part before `@` longer than 64 bytes.
    #[error("e-mail address is too long")]
    TooLong,
    /// A space, control character, line break, non-ASCII letter or quoting; line breaks would forge mail headers.
    #[error("e-mail address has a character that is not allowed")]
    Characters,
    /// Not exactly one `@`, or nothing usable before it.
    #[error("e-mail address needs one @ with a name before it")]
    At,
    /// The part after `@` is no domain with a dot.
    #[error("e-mail address has no valid domain")]
    Domain,
}

impl Email {
    /// Reads an address; spaces around it are dropped, line breaks never.
    pub fn parse(typed: &str) -> Result<Email, EmailError> {
        if typed.chars().any(char::is_control) {
            return Err(EmailError::Characters);
        }
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(EmailError::Empty);
        }
        if typed.len() > EMAIL_BYTES_MAX {
            return Err(EmailError::TooLong);
        }
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"@.!#$%&'*+/=?^_`{|}~-".contains(&byte);
        if !typed.bytes().all(allowed) {
            return Err(EmailError::Characters);
        }
        let (local, domain) = typed.split_once('@').ok_or(EmailError::At)?;
        if local.is_empty() || domain.contains('@') || local.split('.').any(str::is_empty) {
            return Err(EmailError::At);
        }
        if local.len() > 64 {
            return Err(EmailError::TooLong);
        }
        if !is_domain(domain) {
            return Err(EmailError::Domain);
        }
        Ok(Email(format!("{local}@{}", domain.to_ascii_lowercase())))
    }

    /// The address to write to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address for finding an account: all lower-case, since no provider tells capitals apart.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // The last label has a letter: an address of digits is a network address, not a domain.
    let named = |last: &str| last.len() >= 2 && last.bytes().any(|byte| byte.is_ascii_alphabetic());
    domain.split('.').all(label) && domain.rsplit_once('.').is_some_and(|(_, last)| named(last))
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Email {
    type Err = EmailError;

    fn from_str(typed: &str) -> Result<Email, EmailError> {
        Email::parse(typed)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailError;

    fn try_from(typed: String) -> Result<Email, EmailError> {
        Email::parse(&typed)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> String {
        email.0
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_domain_is_lower_case_and_the_name_as_typed() {
        let email = Email::parse(" Lan.Nguyen+shop@Example.COM.vn ").unwrap();
        assert_eq!(email.as_str(), "Lan.Nguyen+shop@example.com.vn");
        assert_eq!(email.key(), "lan.nguyen+shop@example.com.vn");
        assert!(Email::parse("p01@demo.test").is_ok());
    }

    #[test]
    fn wrong_addresses_are_refused_with_their_reason() {
        use EmailError::*;
        let cases = [("", Empty), ("lan", At), ("@a.vn", At), ("a@b@c.vn", At), ("a..b@c.vn", At), ("lan@vn", Domain)];
        let more = [("a@-b.vn", Domain), ("a@b..vn", Domain), ("a@1.2.3.4", Domain), ("lan n@a.vn", Characters)];
        let last = [("a@b.vn\r\nBcc: c@d.vn", Characters), ("a@b.vn\n", Characters), ("lân@a.vn", Characters)];
        for (typed, error) in cases.into_iter().chain(more).chain(last) {
            assert_eq!(Email::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(Email::parse(&format!("a@{}.vn", "b".repeat(254))), Err(TooLong));
        assert_eq!(Email::parse(&format!("{}@b.vn", "a".repeat(65))), Err(TooLong));
    }

    proptest! {
        #[test]
        fn no_accepted_address_can_forge_a_header(typed in "(?s).{0,30}@.{0,30}") {
            if let Ok(email) = Email::parse(&typed) {
                prop_assert!(!email.as_str().chars().any(|c| c.is_control() || c.is_whitespace()));
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
        }
    }
}
