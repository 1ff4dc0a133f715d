//! How much is in a packing, and what a litre or a kilogram of it costs, so that sizes can be compared.

use std::str::FromStr;

use crate::money::Money;

/// What the content of a packing is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentUnit {
    /// Liquids, in millilitres.
    Millilitre,
    /// Everything that is weighed, in grams.
    Gram,
}

impl ContentUnit {
    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Millilitre => "ml",
            Self::Gram => "g",
        }
    }

    /// The unit that prices are compared by: a thousand of these.
    #[must_use]
    pub const fn thousand(self) -> &'static str {
        match self {
            Self::Millilitre => "l",
            Self::Gram => "kg",
        }
    }
}

/// The text names no unit of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such unit")]
pub struct UnknownUnit;

impl FromStr for ContentUnit {
    type Err = UnknownUnit;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Millilitre, Self::Gram].into_iter().find(|unit| unit.as_str() == text).ok_or(UnknownUnit)
    }
}

/// The net content of one packing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// How many; more than 0.
    pub amount: i64,
    /// Of what.
    pub unit: ContentUnit,
}

impl Content {
    /// What a litre or a kilogram costs at this price of the packing, to the nearest đồng (half a đồng rounds up).
    /// `None` when the packing holds exactly that much (nothing to compare) or no amount at all.
    #[must_use]
    pub fn price_per_thousand(self, price: Money) -> Option<Money> {
        if self.amount <= 0 || self.amount == 1000 {
            return None;
        }
        let amount = i128::from(self.amount);
        let doubled = i128::from(price.get()) * 2000 + amount;
        i64::try_from(doubled.div_euclid(amount * 2)).ok().map(Money::dong)
    }

    /// `500 ml`, `1,5 l`, `250 g`, `5 kg`: in the larger unit from a thousand on, with a decimal comma.
    #[must_use]
    pub fn shown(self) -> String {
        show_thousandths(self.amount, self.unit.as_str(), self.unit.thousand())
    }
}

/// A weight in grams as people read it: `850 g`, `1,2 kg`.
#[must_use]
pub fn show_weight(grams: i64) -> String {
    show_thousandths(grams, ContentUnit::Gram.as_str(), ContentUnit::Gram.thousand())
}

fn show_thousandths(amount: i64, small: &str, large: &str) -> String {
    if amount < 1000 {
        return format!("{amount}\u{a0}{small}");
    }
    let (whole, rest) = (amount / 1000, amount % 1000);
    if rest == 0 {
        return format!("{whole}\u{a0}{large}");
    }
    let decimals = format!("{rest:03}");
    format!("{whole},{}\u{a0}{large}", decimals.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn content(amount: i64, unit: ContentUnit) -> Content {
        Content { amount, unit }
    }

    #[test]
    fn a_price_is_compared_by_the_litre_and_the_kilogram() {
        let bottle = content(500, ContentUnit::Millilitre);
        assert_eq!(bottle.price_per_thousand(Money::dong(95_000)), Some(Money::dong(190_000)));
        assert_eq!(content(5000, ContentUnit::Gram).price_per_thousand(Money::dong(7)), Some(Money::dong(1)));
        assert_eq!(
            content(3000, ContentUnit::Gram).price_per_thousand(Money::dong(100_000)),
            Some(Money::dong(33_333))
        );
        assert_eq!(content(1000, ContentUnit::Gram).price_per_thousand(Money::dong(100)), None);
        assert_eq!(content(0, ContentUnit::Gram).price_per_thousand(Money::dong(100)), None);
        assert_eq!(content(1, ContentUnit::Gram).price_per_thousand(Money::dong(i64::MAX)), None);
    }

    #[test]
    fn amounts_are_shown_in_the_unit_people_use() {
        assert_eq!(content(500, ContentUnit::Millilitre).shown(), "500\u{a0}ml");
        assert_eq!(content(5000, ContentUnit::Millilitre).shown(), "5\u{a0}l");
        assert_eq!(content(1250, ContentUnit::Gram).shown(), "1,25\u{a0}kg");
        assert_eq!(show_weight(1050), "1,05\u{a0}kg");
    }

    #[test]
    fn a_unit_is_read_as_it_is_stored() {
        for unit in [ContentUnit::Millilitre, ContentUnit::Gram] {
            assert_eq!(unit.as_str().parse(), Ok(unit));
        }
        assert_eq!("l".parse::<ContentUnit>(), Err(UnknownUnit));
    }

    proptest! {
        #[test]
        fn the_compared_price_is_within_half_a_dong(price in 0..10_000_000_000_i64, amount in 1..100_000_i64) {
            prop_assume!(amount != 1000);
            let per = content(amount, ContentUnit::Gram).price_per_thousand(Money::dong(price)).unwrap().get();
            let difference = i128::from(per) * i128::from(amount) - i128::from(price) * 1000;
            prop_assert!(difference.abs() * 2 <= i128::from(amount));
        }
    }
}
