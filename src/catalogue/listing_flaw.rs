//! What can be wrong with what a producer or a reviewer typed, field by field, and the checks that fields share.

use crate::{identity::phone::PhoneError, money::Money, money::MoneyError};

/// Why a field was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Nothing was typed where something is needed.
    Missing,
    /// More characters than there is room for.
    TooLong {
        /// How many there may be.
        max: usize,
    },
    /// What was typed is no number, or none of those that the field takes.
    NotANumber,
    /// Less than can be.
    TooSmall {
        /// The least that can be.
        min: i64,
    },
    /// More than can be.
    TooLarge {
        /// The most that can be.
        max: i64,
    },
    /// It is no amount of money.
    Price(MoneyError),
    /// Nothing is sold for nothing.
    FreeOfCharge,
    /// None of the offered choices.
    UnknownChoice,
    /// An amount without its unit.
    UnitMissing,
    /// A unit without its amount.
    AmountMissing,
    /// An address needs at least one Latin letter or digit.
    AddressEmpty,
    /// Another product has this address.
    AddressTaken,
    /// A picture that is not the producer's.
    ForeignPicture,
    /// More pictures than a product may have.
    TooManyPictures {
        /// How many it may have.
        max: usize,
    },
    /// It is no Vietnamese phone number.
    Phone(PhoneError),
    /// It is no day of the calendar.
    NotADay,
    /// A day that is over.
    DayPast,
    /// A day more than a year ahead.
    DayTooFar,
    /// No way of delivery would be left.
    NoDelivery,
}

/// One line or several lines of text of at most `max` characters; `Missing` if there must be some.
pub fn text(typed: &str, needed: bool, max: usize) -> Result<String, Flaw> {
    if typed.chars().count() > max {
        return Err(Flaw::TooLong { max });
    }
    if needed && typed.is_empty() { Err(Flaw::Missing) } else { Ok(typed.to_owned()) }
}

/// A whole number from `min` to `max`; `1.200` and `1 200` are read as people here write them.
pub fn count(typed: &str, min: i64, max: i64) -> Result<i64, Flaw> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Flaw::Missing);
    }
    let (sign, digits) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, typed),
    };
    let groups: Vec<&str> = digits.split(['.', ' ']).collect();
    let whole = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    if !whole || !grouped {
        return Err(Flaw::NotANumber);
    }
    // Only digits: the one way to fail is too many of them.
    match groups.concat().parse::<i64>().unwrap_or(i64::MAX).saturating_mul(sign) {
        number if number < min => Err(Flaw::TooSmall { min }),
        number if number > max => Err(Flaw::TooLarge { max }),
        number => Ok(number),
    }
}

/// A price above zero, as [`Money::parse`] reads it.
pub fn price(typed: &str) -> Result<Money, Flaw> {
    match fee(typed)? {
        Money::ZERO => Err(Flaw::FreeOfCharge),
        price => Ok(price),
    }
}

/// A price that may be zero.
pub fn fee(typed: &str) -> Result<Money, Flaw> {
    Money::parse(typed).map_err(|error| if error == MoneyError::Empty { Flaw::Missing } else { Flaw::Price(error) })
}

/// The flaws of a form, by field, gathered while it is read.
#[derive(Debug)]
pub struct Flaws<F>(pub Vec<(F, Flaw)>);

impl<F> Flaws<F> {
    /// None yet.
    #[must_use]
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// What was read; a flaw is kept and stands in as nothing.
    pub fn take<T: Default>(&mut self, field: F, read: Result<T, Flaw>) -> T {
        read.unwrap_or_else(|flaw| {
            self.0.push((field, flaw));
            T::default()
        })
    }

    /// The whole form, unless it has a flaw.
    pub fn unless_any<T>(self, read: T) -> Result<T, Vec<(F, Flaw)>> {
        if self.0.is_empty() { Ok(read) } else { Err(self.0) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whole_numbers_are_read_as_people_write_them() {
        for (typed, number) in [("850", 850), ("1.200", 1_200), ("1 200", 1_200), ("12.000.000", 12_000_000), ("0", 0)]
        {
            assert_eq!(count(typed, 0, 20_000_000), Ok(number), "{typed}");
        }
        for typed in ["abc", "1,5", "1.20", "1..200", "1e9", "1234.567", "+5", "٣"] {
            assert_eq!(count(typed, 0, 20_000_000), Err(Flaw::NotANumber), "{typed}");
        }
        assert_eq!(count("", 0, 9), Err(Flaw::Missing));
        assert_eq!(count("-1", 0, 9), Err(Flaw::TooSmall { min: 0 }));
        assert_eq!(count("10", 0, 9), Err(Flaw::TooLarge { max: 9 }));
        assert_eq!(count(&"9".repeat(60), 0, 9), Err(Flaw::TooLarge { max: 9 }));
    }

    #[test]
    fn a_price_is_more_than_nothing_and_a_fee_may_be_nothing() {
        assert_eq!(price("125k"), Ok(Money::dong(125_000)));
        assert_eq!(price("1,2 tr"), Ok(Money::dong(1_200_000)));
        assert_eq!(price("0"), Err(Flaw::FreeOfCharge));
        assert_eq!(price(""), Err(Flaw::Missing));
        assert_eq!(price("-1"), Err(Flaw::Price(MoneyError::Negative)));
        assert_eq!(price("abc"), Err(Flaw::Price(MoneyError::NotANumber)));
        assert_eq!(price("10000000001"), Err(Flaw::Price(MoneyError::TooLarge)));
        assert_eq!(fee("0"), Ok(Money::ZERO));
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_within_bounds_or_refused(typed in "\\PC{0,24}") {
            if let Ok(number) = count(&typed, 1, 1_000) {
                prop_assert!((1..=1_000).contains(&number));
            }
        }

        #[test]
        fn every_number_within_bounds_is_read(number in 0_i64..1_000_000_000) {
            prop_assert_eq!(count(&number.to_string(), 0, 1_000_000_000), Ok(number));
        }
    }
}
