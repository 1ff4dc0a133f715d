//! Finding an order again with what its shopper remembers: a code and the phone number.

use std::net::IpAddr;

use thiserror::Error;

use crate::identity::phone::Phone;

/// The longest code that is looked for, in characters.
const CODE_MAX: usize = 40;

/// What a shopper remembers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// The code of an order or of a purchase, as [`tidy_code`] gives it.
    pub code: String,
    /// The phone number given when buying.
    pub phone: Phone,
    /// Where the question comes from, to count questions; `None` where that is not known.
    pub from: Option<IpAddr>,
}

/// A code as it is stored: upper-case, with the hyphen after its first two letters (`CL-7K2M9QPX`) and without the
/// spaces and dots people put in. `None` for what cannot be a code.
#[must_use]
pub fn tidy_code(typed: &str) -> Option<String> {
    const PREFIX: usize = 2;
    let separator = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '.');
    let dense: String = typed.chars().filter(|c| !separator(*c)).take(CODE_MAX + 1).collect();
    let plain = dense.chars().all(|c| c.is_ascii_alphanumeric());
    let fits = plain && (PREFIX + 1..=CODE_MAX).contains(&dense.len());
    fits.then(|| {
        let (prefix, rest) = dense.split_at(PREFIX);
        format!("{prefix}-{rest}").to_uppercase()
    })
}

/// Why nothing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LookupRefusal {
    /// No such code, or another phone number; the two must look alike.
    #[error("no order with this code and phone number")]
    NotFound,
    /// Too many questions from this address or about this code; wait.
    #[error("too many questions")]
    TooMany,
}

/// The way to what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The order's code; of several of a purchase, the first.
    pub code: String,
    /// A new key that opens it, and the other orders when a purchase was asked for.
    pub key: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_write_it() {
        for typed in ["CL-7K2M9QPX", " cl-7k2m 9qpx ", "CL7K2M9QPX", "cl.7k2m.9qpx", "CL – 7K2M9QPX"] {
            assert_eq!(tidy_code(typed).as_deref(), Some("CL-7K2M9QPX"), "{typed}");
        }
        for typed in ["", "   ", "CL", "đơn 1", "a'bc", &"A".repeat(CODE_MAX + 1)] {
            assert_eq!(tidy_code(typed), None, "{typed}");
        }
    }
}
