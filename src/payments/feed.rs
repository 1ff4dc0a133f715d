//! What the feeds of banks have in common: amounts and moments as they come in JSON, and why an event is no transfer.

use std::fmt;
use std::ops::RangeInclusive;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, de};
use thiserror::Error;
use time::format_description::BorrowedFormatItem;
use time::macros::format_description;
use time::{OffsetDateTime, PrimitiveDateTime};

use super::vietqr::AccountNumber;
use crate::clock::VIETNAM;
use crate::money::Money;

/// No feed tells of other years; reckoning with moments at the end of time would fail.
const YEARS: RangeInclusive<i32> = 2000..=2199;

const LOCAL_TIME: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");

/// An amount in JSON before it is checked, so that a wrong one has a typed reason and not the parser's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawAmount {
    /// A whole number of đồng.
    Whole(i64),
    /// A whole number beyond 64 bits.
    TooLarge,
    /// A number with a fraction or exponent.
    Fraction,
}

impl RawAmount {
    /// The amount in đồng, whatever its sign.
    pub fn whole(self) -> Result<i64, FeedError> {
        match self {
            RawAmount::Whole(dong) if !Money::is_movement(dong) => Err(FeedError::AmountTooLarge),
            RawAmount::Whole(dong) => Ok(dong),
            RawAmount::TooLarge => Err(FeedError::AmountTooLarge),
            RawAmount::Fraction => Err(FeedError::FractionalAmount),
        }
    }

    /// The amount, above zero.
    pub fn positive(self) -> Result<Money, FeedError> {
        match self.whole()? {
            dong if dong > 0 => Ok(Money::dong(dong)),
            _ => Err(FeedError::NotPositive),
        }
    }
}

impl<'de> Deserialize<'de> for RawAmount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawAmount, D::Error> {
        struct AmountVisitor;
        impl Visitor<'_> for AmountVisitor {
            type Value = RawAmount;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number of đồng")
            }
            fn visit_i64<E: de::Error>(self, amount: i64) -> Result<RawAmount, E> {
                Ok(RawAmount::Whole(amount))
            }
            fn visit_u64<E: de::Error>(self, amount: u64) -> Result<RawAmount, E> {
                Ok(i64::try_from(amount).map_or(RawAmount::TooLarge, RawAmount::Whole))
            }
            fn visit_f64<E: de::Error>(self, _: f64) -> Result<RawAmount, E> {
                Ok(RawAmount::Fraction)
            }
        }
        deserializer.deserialize_any(AmountVisitor)
    }
}

/// Why an authentic event is no transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FeedError {
    /// The amount has a fraction or an exponent; đồng has none.
    #[error("the amount is not whole")]
    FractionalAmount,
    /// The amount is zero, or below where a feed has no such amounts.
    #[error("the amount is not above zero")]
    NotPositive,
    /// The amount does not fit into 64 bits.
    #[error("the amount is too large")]
    AmountTooLarge,
    /// Neither `in` nor `out`.
    #[error("the direction is unknown")]
    Direction,
    /// Not `YYYY-MM-DD HH:MM:SS`, or no such moment.
    #[error("the time is wrong")]
    Time,
    /// An account number that no bank has.
    #[error("the account is wrong")]
    Account,
}

/// A moment as feeds write it, `YYYY-MM-DD HH:MM:SS` in Asia/Ho_Chi_Minh.
pub(super) fn local_moment(text: &str) -> Result<OffsetDateTime, FeedError> {
    let local = PrimitiveDateTime::parse(text.trim(), LOCAL_TIME).map_err(|_| FeedError::Time)?;
    if YEARS.contains(&local.year()) { Ok(local.assume_offset(VIETNAM)) } else { Err(FeedError::Time) }
}

/// An account as feeds write it.
pub(super) fn account(number: &str) -> Result<AccountNumber, FeedError> {
    AccountNumber::parse(number).map_err(|_| FeedError::Account)
}

/// A text that says something, without control characters: PostgreSQL keeps no NUL, and no bank means one.
pub(super) fn given(text: Option<String>) -> Option<String> {
    let text: String = text?.chars().filter(|c| !c.is_control()).collect();
    Some(text).filter(|text| !text.trim().is_empty())
}
