//! How many units: what people type, and how many may be wanted at once.

use thiserror::Error;

/// The most units of one line of a cart. Whoever wants more asks the maker.
pub const LINE_UNITS_MAX: i64 = 99;

/// The most units that one visitor or one phone number may hold without having paid, over all purchases, so that one
/// guest cannot empty the shop (`domain.md`, *Stock*).
pub const UNPAID_UNITS_MAX: i64 = 100;

/// A number of units from 1 to [`LINE_UNITS_MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i64);

/// Why a text is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuantityError {
    /// Nothing, or something that is no whole number.
    #[error("not a whole number")]
    NotANumber,
    /// Zero or less.
    #[error("less than one")]
    TooSmall,
    /// More than [`LINE_UNITS_MAX`].
    #[error("too many")]
    TooLarge,
}

impl Quantity {
    /// One unit.
    pub const ONE: Quantity = Quantity(1);

    /// Reads a whole number; spaces around it are dropped.
    pub fn parse(typed: &str) -> Result<Quantity, QuantityError> {
        let typed = typed.trim();
        let (negative, digits) = match typed.strip_prefix(['-', '−']) {
            Some(digits) => (true, digits),
            None => (false, typed),
        };
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(QuantityError::NotANumber);
        }
        // Only digits: the one way to fail is too many of them.
        let number: i64 = digits.parse().unwrap_or(i64::MAX);
        match number {
            _ if negative => Err(QuantityError::TooSmall),
            0 => Err(QuantityError::TooSmall),
            1..=LINE_UNITS_MAX => Ok(Quantity(number)),
            _ => Err(QuantityError::TooLarge),
        }
    }

    /// The number of units.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// Whether so many units may be held beside those that are held and not paid.
#[must_use]
pub const fn may_hold(unpaid_units: i64, wanted_units: i64) -> bool {
    wanted_units <= UNPAID_UNITS_MAX.saturating_sub(unpaid_units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_ninety_nine_is_a_quantity() {
        assert_eq!(Quantity::parse(" 2 "), Ok(Quantity(2)));
        assert_eq!(Quantity::parse("99").map(Quantity::get), Ok(LINE_UNITS_MAX));
        for typed in ["", "abc", "1.5", "1e9", "+3", "٣", "2 chai"] {
            assert_eq!(Quantity::parse(typed), Err(QuantityError::NotANumber), "{typed}");
        }
        for typed in ["0", "-1", "−1", "000", "-99999999999999999999"] {
            assert_eq!(Quantity::parse(typed), Err(QuantityError::TooSmall), "{typed}");
        }
        for typed in ["100", "1000000000", "99999999999999999999"] {
            assert_eq!(Quantity::parse(typed), Err(QuantityError::TooLarge), "{typed}");
        }
    }

    #[test]
    fn a_guest_may_hold_only_so_much_unpaid() {
        assert!(may_hold(0, UNPAID_UNITS_MAX));
        assert!(may_hold(UNPAID_UNITS_MAX - 1, 1));
        assert!(!may_hold(UNPAID_UNITS_MAX, 1));
        assert!(!may_hold(i64::MAX, 1));
    }
}
