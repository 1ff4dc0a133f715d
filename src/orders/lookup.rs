//! Finding an order again with what its shopper remembers: a code and the phone number.

use std::net::IpAddr;

use thiserror::Error;

use crate::identity::phone::Phone;

/// The longest code that is looked for, in characters.
pub const CODE_MAX: usize = 40;

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

/// A code as it is stored: upper-case, without the spaces people put in. `None` for what cannot be one.
#[must_use]
pub fn tidy_code(typed: &str) -> Option<String> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let plain = code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (plain && !code.is_empty() && code.len() <= CODE_MAX).then_some(code)
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
        assert_eq!(tidy_code(" ab2c 3d4e-1 ").as_deref(), Some("AB2C3D4E-1"));
        for typed in ["", "   ", "đơn 1", "a'b", &"A".repeat(CODE_MAX + 1)] {
            assert_eq!(tidy_code(typed), None, "{typed}");
        }
    }
}
