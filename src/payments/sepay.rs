//! SePay's webhook: its JSON fields as a typed event, and what makes one transfer one transfer.
//!
//! The signature is checked by the server before anything is read. Source of the rules: `domain.md`, *Cashless
//! payment*; the field names are SePay's.

use std::fmt;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, de};
use thiserror::Error;
use time::format_description::BorrowedFormatItem;
use time::macros::{format_description, offset};
use time::{OffsetDateTime, PrimitiveDateTime, UtcOffset};

use super::matching::{Direction, Transfer};
use super::vietqr::AccountNumber;
use crate::money::Money;

const LOCAL: UtcOffset = offset!(+7);
const LOCAL_TIME: &[BorrowedFormatItem<'_>] = format_description!("[year]-[month]-[day] [hour]:[minute]:[second]");

/// How much of a text goes into an identity, in characters; it stands in a unique key.
const IDENTITY_TEXT_CHARS_MAX: usize = 200;

/// The body of a SePay webhook. Unknown fields are ignored; values are checked by [`SepayEvent::into_transfer`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SepayEvent {
    /// SePay's number of the event; the same event comes again with the same number.
    pub id: i64,
    /// The bank's name.
    #[serde(default)]
    pub gateway: Option<String>,
    /// When the bank booked it, `YYYY-MM-DD HH:MM:SS` in Asia/Ho_Chi_Minh.
    pub transaction_date: String,
    /// The account it was booked on.
    pub account_number: String,
    /// The virtual account, empty or absent where there is none.
    #[serde(default)]
    pub sub_account: Option<String>,
    /// `in` or `out`.
    pub transfer_type: String,
    /// The amount as given.
    pub transfer_amount: RawAmount,
    /// The payment code SePay found in the text, if it was set up to look for one.
    #[serde(default)]
    pub code: Option<String>,
    /// The free text of the transfer.
    #[serde(default)]
    pub content: Option<String>,
    /// The bank's reference.
    #[serde(default)]
    pub reference_code: Option<String>,
    /// The whole message of the bank.
    #[serde(default)]
    pub description: Option<String>,
}

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
pub enum SepayError {
    /// The amount has a fraction or an exponent; đồng has none.
    #[error("the amount is not whole")]
    FractionalAmount,
    /// The amount is zero or below.
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

impl SepayEvent {
    /// Checks the fields and makes the event a transfer.
    pub fn into_transfer(self) -> Result<Transfer, SepayError> {
        let amount = match self.transfer_amount {
            RawAmount::Whole(dong) if dong > 0 => Money::dong(dong),
            RawAmount::Whole(_) => return Err(SepayError::NotPositive),
            RawAmount::TooLarge => return Err(SepayError::AmountTooLarge),
            RawAmount::Fraction => return Err(SepayError::FractionalAmount),
        };
        let direction = match self.transfer_type.as_str() {
            "in" => Direction::In,
            "out" => Direction::Out,
            _ => return Err(SepayError::Direction),
        };
        let local = PrimitiveDateTime::parse(self.transaction_date.trim(), LOCAL_TIME).map_err(|_| SepayError::Time)?;
        let account = |number: &str| AccountNumber::parse(number).map_err(|_| SepayError::Account);
        Ok(Transfer {
            account: account(&self.account_number)?,
            sub_account: given(self.sub_account).as_deref().map(account).transpose()?,
            direction,
            amount,
            at: local.assume_offset(LOCAL),
            bank_reference: given(self.reference_code),
            text: given(self.content).or_else(|| given(self.description)).unwrap_or_default(),
        })
    }
}

/// A text that says something, without control characters: PostgreSQL keeps no NUL, and no bank means one.
fn given(text: Option<String>) -> Option<String> {
    let text: String = text?.chars().filter(|c| !c.is_control()).collect();
    Some(text).filter(|text| !text.trim().is_empty())
}

/// The identity of a transfer across all sources: equal texts, one transfer (`domain.md`, *One transfer is one
/// transfer*).
///
/// Account + bank reference + amount + direction; where the source has no reference, minute and text stand for it.
/// Sources differ in case, spaces and punctuation, so only letters and digits count.
#[must_use]
pub fn identity(
    account: &AccountNumber,
    bank_reference: Option<&str>,
    amount: Money,
    direction: Direction,
    at: OffsetDateTime,
    text: &str,
) -> String {
    let reference = bank_reference.map(plain).filter(|reference| !reference.is_empty());
    let mark = reference.map_or_else(
        || format!("at:{}:{}", at.unix_timestamp().div_euclid(60), plain(text)),
        |reference| format!("ref:{reference}"),
    );
    format!("{account}|{mark}|{}|{}", amount.get(), direction.as_str())
}

impl Transfer {
    /// The [`identity`] of this transfer.
    #[must_use]
    pub fn identity(&self) -> String {
        identity(&self.account, self.bank_reference.as_deref(), self.amount, self.direction, self.at, &self.text)
    }
}

fn plain(text: &str) -> String {
    let folded = crate::text::fold(text).to_uppercase();
    folded.chars().filter(|c| *c != ' ').take(IDENTITY_TEXT_CHARS_MAX).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const EVENT: &str = r#"{"id":92704,"gateway":"Vietcombank","transactionDate":"2026-11-24 14:02:37",
        "accountNumber":"0123499999","code":null,"content":"chuyen tien mua CLAB2C3D4E","transferType":"in",
        "transferAmount":2277000,"accumulated":19077000,"subAccount":null,"referenceCode":"MBVCB.3278907687",
        "description":""}"#;

    fn event(replace: &str, by: &str) -> Result<Transfer, SepayError> {
        assert!(EVENT.contains(replace));
        serde_json::from_str::<SepayEvent>(&EVENT.replace(replace, by)).unwrap().into_transfer()
    }

    #[test]
    fn a_published_event_becomes_a_transfer() {
        let transfer = event("", "").unwrap();
        assert_eq!(transfer.at, datetime!(2026-11-24 07:02:37 UTC));
        assert_eq!((transfer.amount, transfer.direction), (Money::dong(2_277_000), Direction::In));
        assert_eq!((transfer.account.as_str(), transfer.sub_account), ("0123499999", None));
        assert_eq!(transfer.bank_reference.as_deref(), Some("MBVCB.3278907687"));
        assert_eq!(transfer.text, "chuyen tien mua CLAB2C3D4E");
    }

    #[test]
    fn wrong_values_are_refused_with_their_reason() {
        use SepayError::*;
        for amount in ["2277000.5", "2277000.0", "1e6"] {
            assert_eq!(event("2277000", amount), Err(FractionalAmount), "{amount}");
        }
        assert_eq!(event("2277000", "-1"), Err(NotPositive));
        assert_eq!(event("2277000", "0"), Err(NotPositive));
        assert_eq!(event("2277000", "9223372036854775808"), Err(AmountTooLarge));
        assert_eq!(event("\"in\"", "\"both\""), Err(Direction));
        assert_eq!(event("2026-11-24 14", "2026-02-30 14"), Err(Time));
        assert_eq!(event("0123499999", ""), Err(Account));
    }

    #[test]
    fn one_transfer_has_one_identity_across_sources() {
        let feed = event("", "").unwrap();
        let statement = Transfer { bank_reference: Some("mbvcb 3278907687".to_owned()), ..feed.clone() };
        let retold = Transfer { text: "other words".to_owned(), at: datetime!(2026-11-24 07:05 UTC), ..feed.clone() };
        assert_eq!(feed.identity(), statement.identity());
        assert_eq!(feed.identity(), retold.identity());
        assert_ne!(feed.identity(), Transfer { amount: Money::dong(1), ..feed.clone() }.identity());
        let identity = feed.identity();
        assert_ne!(identity, Transfer { direction: Direction::Out, ..feed }.identity());
    }

    #[test]
    fn without_a_bank_reference_minute_and_text_tell_transfers_apart() {
        let bare = Transfer { bank_reference: None, ..event("", "").unwrap() };
        let same_minute = Transfer { at: datetime!(2026-11-24 14:02:00 +7), ..bare.clone() };
        let spaced = Transfer { text: "Chuyển tiền mua CL AB2C-3D4E".to_owned(), ..bare.clone() };
        let next_minute = Transfer { at: datetime!(2026-11-24 14:03:00 +7), ..bare.clone() };
        let other_text = Transfer { text: "khac".to_owned(), ..bare.clone() };
        assert_eq!(bare.identity(), same_minute.identity());
        assert_eq!(bare.identity(), spaced.identity());
        assert_ne!(bare.identity(), next_minute.identity());
        assert_ne!(bare.identity(), other_text.identity());
        assert_eq!(Transfer { bank_reference: Some(" . ".to_owned()), ..bare.clone() }.identity(), bare.identity());
    }
}
