//! How many units: what people type, and how many may be wanted at once.

use thiserror::Error;

/// The most units of one line of a cart. Whoever wants more asks the maker.
pub const LINE_UNITS_MAX: i64 = 99;

/// The most units that one visitor, one phone number or one delivery address may hold without having paid, over all
/// purchases, so that one guest cannot empty the shop (`domain.md`, *Stock*).
pub const UNPAID_UNITS_MAX: i64 = 100;

/// The most units that one household may hold without having paid. A mobile network shows hundreds of phones as one
/// household: this is no limit of people, it stops a machine that makes up people.
pub const HOUSEHOLD_UNITS_MAX: i64 = 1_000;

/// So many units a visitor may hold whatever others hold under the same phone number or address: they may have typed it
/// to keep her from buying.
pub const OWN_UNITS: i64 = 10;

/// How many units are held without having been paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnpaidUnits {
    /// By the visitor.
    pub visitor: i64,
    /// Under the phone number.
    pub phone: i64,
    /// For the delivery address.
    pub address: i64,
    /// From the household (an IPv4 address, an IPv6 /64).
    pub household: i64,
}

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
pub const fn may_hold(unpaid: UnpaidUnits, wanted_units: i64) -> bool {
    let own = fits(unpaid.visitor, wanted_units, OWN_UNITS);
    let named =
        fits(unpaid.phone, wanted_units, UNPAID_UNITS_MAX) && fits(unpaid.address, wanted_units, UNPAID_UNITS_MAX);
    fits(unpaid.visitor, wanted_units, UNPAID_UNITS_MAX)
        && fits(unpaid.household, wanted_units, HOUSEHOLD_UNITS_MAX)
        && (own || named)
}

const fn fits(held: i64, wanted: i64, most: i64) -> bool {
    wanted <= most.saturating_sub(held)
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
        let visitor = |visitor| UnpaidUnits { visitor, ..UnpaidUnits::default() };
        assert!(may_hold(visitor(0), UNPAID_UNITS_MAX));
        assert!(may_hold(visitor(UNPAID_UNITS_MAX - 1), 1));
        assert!(!may_hold(visitor(UNPAID_UNITS_MAX), 1));
        assert!(!may_hold(visitor(i64::MAX), 1));
        assert!(!may_hold(UnpaidUnits { household: HOUSEHOLD_UNITS_MAX, ..visitor(0) }, 1));
    }

    #[test]
    fn whoever_types_another_persons_phone_or_address_does_not_lock_her_out() {
        let none = UnpaidUnits::default();
        for unpaid in [
            UnpaidUnits { phone: UNPAID_UNITS_MAX, ..none },
            UnpaidUnits { address: UNPAID_UNITS_MAX, ..none },
            UnpaidUnits { phone: i64::MAX, address: i64::MAX, ..none },
        ] {
            assert!(may_hold(unpaid, OWN_UNITS));
            assert!(!may_hold(unpaid, OWN_UNITS + 1));
            assert!(may_hold(UnpaidUnits { visitor: OWN_UNITS - 1, ..unpaid }, 1));
            assert!(!may_hold(UnpaidUnits { visitor: OWN_UNITS, ..unpaid }, 1));
            assert!(!may_hold(UnpaidUnits { household: HOUSEHOLD_UNITS_MAX, ..unpaid }, 1));
        }
    }
}
