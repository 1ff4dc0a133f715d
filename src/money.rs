//! Money in đồng. VND has no minor unit, so an amount is a whole number and no float appears anywhere.
//!
//! Source of the rules: `domain.md`, section *Money*.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text::nfc;

/// An amount of Vietnamese đồng; may be negative (a reversal, a difference).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

/// Why an amount cannot be computed or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// The result does not fit into 64 bits.
    #[error("amount overflows")]
    Overflow,
    /// Nothing was typed.
    #[error("amount is empty")]
    Empty,
    /// What was typed is not an amount.
    #[error("not an amount")]
    NotANumber,
    /// A part of a đồng was typed; there is no such coin.
    #[error("đồng has no decimals")]
    Fraction,
    /// A price below zero was typed.
    #[error("amount is negative")]
    Negative,
    /// Two readings differ by a factor (`1.250k`, `1tr50`): people are asked to write it out.
    #[error("amount can be read in two ways")]
    Ambiguous,
    /// More than [`Money::MAX_PRICE`].
    #[error("amount is too large")]
    TooLarge,
}

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);

    /// The highest amount that may be typed: 10 tỷ (10,000,000,000 ₫).
    pub const MAX_PRICE: Money = Money(10_000_000_000);

    /// The most that one movement on a bank account may be, in đồng, so that no sum of them overflows.
    pub const MAX_MOVEMENT: Money = Money(Self::MAX_PRICE.0 * 1_000);

    /// Whether so many đồng, in or out, may be one movement on a bank account.
    #[must_use]
    pub const fn is_movement(dong: i64) -> bool {
        dong.unsigned_abs() <= Self::MAX_MOVEMENT.0.unsigned_abs()
    }

    /// An amount of so many đồng.
    #[must_use]
    pub const fn dong(dong: i64) -> Money {
        Money(dong)
    }

    /// The amount in đồng.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether the amount is more than nothing.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// Adds; `Overflow` if the sum does not fit.
    pub fn checked_add(self, other: Money) -> Result<Money, MoneyError> {
        self.0.checked_add(other.0).map(Money).ok_or(MoneyError::Overflow)
    }

    /// Subtracts; `Overflow` if the difference does not fit.
    pub fn checked_sub(self, other: Money) -> Result<Money, MoneyError> {
        self.0.checked_sub(other.0).map(Money).ok_or(MoneyError::Overflow)
    }

    /// Unit price times quantity; `Overflow` if the product does not fit.
    pub fn checked_mul(self, quantity: i64) -> Result<Money, MoneyError> {
        self.0.checked_mul(quantity).map(Money).ok_or(MoneyError::Overflow)
    }

    /// Adds up; nothing is [`Money::ZERO`]; `Overflow` if the sum does not fit.
    pub fn sum(amounts: impl IntoIterator<Item = Money>) -> Result<Money, MoneyError> {
        amounts.into_iter().try_fold(Money::ZERO, Money::checked_add)
    }

    /// Divides the amount by weights with the largest remainder, so that the parts add up to the whole.
    ///
    /// Weights below zero count as zero; if all are zero the parts are equal. Of equal remainders the earlier part
    /// gets the đồng, so the same input always gives the same parts. No weights, no parts.
    #[must_use]
    pub fn share(self, weights: &[i64]) -> Vec<Money> {
        // 128 bits: amount × weight of two 64-bit numbers always fits.
        let mut weights: Vec<i128> = weights.iter().map(|weight| i128::from(*weight).max(0)).collect();
        if weights.iter().all(|weight| *weight == 0) {
            weights.fill(1);
        }
        let total: i128 = weights.iter().sum();
        let whole = i128::from(self.0.unsigned_abs());
        let mut parts: Vec<i128> = weights.iter().map(|weight| whole * weight / total).collect();
        let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
        by_remainder.sort_by_key(|part| std::cmp::Reverse(whole * weights[*part] % total));
        let mut left = whole - parts.iter().sum::<i128>();
        for part in by_remainder {
            if left == 0 {
                break;
            }
            parts[part] += 1;
            left -= 1;
        }
        let sign = i128::from(self.0.signum());
        // A part is never larger than the whole, so the conversion cannot fail.
        parts.into_iter().map(|part| Money(i64::try_from(part * sign).unwrap_or(self.0))).collect()
    }

    /// Reads what a producer types: `125000`, `125.000 ₫`, `125 000`, `125k`, `1,2 tr`, `1tr2`, `1tr250`.
    ///
    /// Refuses decimals of a đồng, negatives, more than [`Money::MAX_PRICE`], and short forms with two readings.
    /// Zero is an amount; whether it may be a price is for the caller.
    pub fn parse(typed: &str) -> Result<Money, MoneyError> {
        let text = nfc(typed).to_lowercase();
        let text = without_currency(text.trim());
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        if text.starts_with(['-', '−']) {
            return Err(MoneyError::Negative);
        }
        let dong = match split_unit(text) {
            None => whole(text)?,
            Some((number, unit, "")) => scaled(number.trim(), unit)?,
            Some((number, MILLION, tail)) => millions_and(number.trim(), tail.trim())?,
            Some(_) => return Err(MoneyError::NotANumber),
        };
        if dong > Money::MAX_PRICE.0 { Err(MoneyError::TooLarge) } else { Ok(Money(dong)) }
    }
}

const THOUSAND: i64 = 1_000;
const MILLION: i64 = 1_000_000;
const BILLION: i64 = 1_000_000_000;

/// Longest first, so that `tr` is not taken out of `triệu`.
const UNITS: [(&str, i64); 9] = [
    ("triệu", MILLION),
    ("trieu", MILLION),
    ("nghìn", THOUSAND),
    ("ngàn", THOUSAND),
    ("tỷ", BILLION),
    ("tỉ", BILLION),
    ("ty", BILLION),
    ("tr", MILLION),
    ("k", THOUSAND),
];

fn without_currency(text: &str) -> &str {
    let sign = ["đồng", "dong", "vnđ", "vnd", "₫", "đ"].into_iter().find_map(|sign| text.strip_suffix(sign));
    sign.unwrap_or(text).trim_end()
}

/// The number before the unit, the unit in đồng, and what follows it.
fn split_unit(text: &str) -> Option<(&str, i64, &str)> {
    let (name, unit) = UNITS.into_iter().find(|(name, _)| text.contains(name))?;
    let (number, tail) = text.split_once(name)?;
    Some((number, unit, tail))
}

/// Whole đồng, plain or in groups of three with one kind of separator.
fn whole(text: &str) -> Result<i64, MoneyError> {
    let is_separator = |c: char| matches!(c, '.' | ',') || c.is_whitespace();
    let groups: Vec<&str> = text.split(is_separator).collect();
    if groups.iter().any(|group| group.is_empty() || !group.bytes().all(|byte| byte.is_ascii_digit())) {
        return Err(MoneyError::NotANumber);
    }
    let grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    let mut separators = text.chars().filter(|c| is_separator(*c));
    let first = separators.next();
    if !grouped || separators.any(|separator| Some(separator) != first) {
        return Err(MoneyError::Fraction);
    }
    digits(&groups.concat())
}

/// A number before a unit, with a decimal comma or point: `1,2` × million.
fn scaled(number: &str, unit: i64) -> Result<i64, MoneyError> {
    let (before, after) = number.split_once([',', '.']).unwrap_or((number, ""));
    if number.len() > before.len() && after.is_empty() {
        return Err(MoneyError::NotANumber);
    }
    if after.len() == 3 {
        // `1.250k`: 1,250 or 1,250,000? A price a thousand times off is worse than a question.
        return Err(MoneyError::Ambiguous);
    }
    let mut dong = digits(before)?.checked_mul(unit).ok_or(MoneyError::TooLarge)?;
    if !after.is_empty() {
        let parts = digits(after)?;
        let divisor = u32::try_from(after.len()).ok().and_then(|places| 10_i64.checked_pow(places));
        let divisor = divisor.filter(|divisor| unit % divisor == 0).ok_or(MoneyError::Fraction)?;
        dong = dong.checked_add(parts * (unit / divisor)).ok_or(MoneyError::TooLarge)?;
    }
    Ok(dong)
}

/// `1tr2` and `1tr250` and `1tr50k`; `1tr50` could be fifty thousand or half a million.
fn millions_and(number: &str, tail: &str) -> Result<i64, MoneyError> {
    let millions = digits(number)?.checked_mul(MILLION).ok_or(MoneyError::TooLarge)?;
    let rest = match (tail.strip_suffix('k'), tail.len()) {
        (Some(thousands), 2..=4) => digits(thousands.trim())? * THOUSAND,
        (None, 3) => digits(tail)? * THOUSAND,
        (None, 1) => digits(tail)? * 100 * THOUSAND,
        (None, 2) => return Err(MoneyError::Ambiguous),
        _ => return Err(MoneyError::NotANumber),
    };
    millions.checked_add(rest).ok_or(MoneyError::TooLarge)
}

fn digits(text: &str) -> Result<i64, MoneyError> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(MoneyError::NotANumber);
    }
    // Only digits: the one way to fail is too many of them.
    text.parse().map_err(|_| MoneyError::TooLarge)
}

impl fmt::Display for Money {
    /// `1.250.000 ₫` with dots and a no-break space.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut shown = String::with_capacity(digits.len() * 4 / 3 + 6);
        if self.0 < 0 {
            shown.push('-');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                shown.push('.');
            }
            shown.push(digit);
        }
        shown.push_str("\u{a0}₫");
        f.pad(&shown)
    }
}

#[cfg(test)]
#[path = "money_tests.rs"]
mod tests;
