//! When two sources tell of one transfer: its identity, and what makes them the same where one of them says less.
//!
//! Source of the rule: `domain.md`, *One transfer is one transfer*. Identity is account + bank reference (where the
//! source has none: minute and text) + amount + direction. A bank statement often has neither the reference nor the
//! minute that the webhook had, so equal identities are not enough: [`is_same`] decides the rest.

use std::fmt;

use time::{Duration, OffsetDateTime, Time};

use super::matching::{Direction, Transfer};
use super::reference::Reference;
use super::vietqr::AccountNumber;
use crate::clock::{VIETNAM, day_in_vietnam};
use crate::money::Money;

/// How much of a text goes into an identity, in characters; it stands in a unique key.
const IDENTITY_TEXT_CHARS_MAX: usize = 200;

/// Two sources that both tell the time of one booking differ by less.
const CLOCKS_APART_MAX: Duration = Duration::hours(1);

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

    /// How well the source tells this transfer from others.
    #[must_use]
    pub fn clarity(&self) -> Clarity {
        clarity(self.bank_reference.as_deref(), self.at)
    }
}

fn plain(text: &str) -> String {
    let folded = crate::text::fold(text).to_uppercase();
    folded.chars().filter(|c| *c != ' ').take(IDENTITY_TEXT_CHARS_MAX).collect()
}

/// How well a source tells one transfer from another, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clarity {
    /// By the bank's own reference.
    Reference,
    /// By its minute.
    Minute,
    /// By its day alone: statements without times. Their rows stand at the day's first moment.
    Day,
}

/// How clear a telling with this reference and moment is. Midnight to the second is a day without a time.
#[must_use]
pub fn clarity(bank_reference: Option<&str>, at: OffsetDateTime) -> Clarity {
    match bank_reference.map(plain) {
        Some(reference) if !reference.is_empty() => Clarity::Reference,
        _ if has_time(at) => Clarity::Minute,
        _ => Clarity::Day,
    }
}

/// Whether a moment says more than its day: statements without times stand at midnight in Vietnam.
#[must_use]
pub fn has_time(at: OffsetDateTime) -> bool {
    at.to_offset(VIETNAM).time() != Time::MIDNIGHT
}

/// Who tells of transfers: each teller tells of each transfer once. A webhook is one teller, every statement file is
/// one of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Teller(String);

impl Teller {
    /// A webhook, and the payee whose own address it came to.
    #[must_use]
    pub fn feed(name: &str, payee: Option<i64>) -> Teller {
        Teller(payee.map_or_else(|| name.to_owned(), |payee| format!("{name}:{payee}")))
    }

    /// A statement file by the number of its upload.
    #[must_use]
    pub fn statement(upload: i64) -> Teller {
        Teller(format!("statement:{upload}"))
    }

    /// The name as stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Teller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A transfer that is known already, of the same account, amount and direction as the one it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its row.
    pub id: i64,
    /// When the bank booked it.
    pub at: OffsetDateTime,
    /// The bank's reference, as far as a teller gave it.
    pub bank_reference: Option<String>,
    /// Its free text.
    pub text: String,
    /// Who told of it.
    pub tellers: Vec<String>,
}

/// Whether what is told is a transfer that is known already though their identities differ.
///
/// One of them lacks the bank's reference; they were booked on the same day in Vietnam, and within an hour where both
/// tell the time; and their texts name the same payment, or are the same. Each teller tells of each transfer once: who
/// told of it already tells of another one now.
#[must_use]
pub fn is_same(told: &Transfer, teller: &Teller, known: &Known) -> bool {
    let clear = |reference: Option<&str>| reference.map(plain).is_some_and(|reference| !reference.is_empty());
    let references_tell = clear(told.bank_reference.as_deref()) && clear(known.bank_reference.as_deref());
    let once = !known.tellers.iter().any(|name| name == teller.as_str());
    !references_tell && once && is_near(told.at, known.at) && says_the_same(&told.text, &known.text)
}

fn is_near(one: OffsetDateTime, other: OffsetDateTime) -> bool {
    let both_timed = has_time(one) && has_time(other);
    day_in_vietnam(one) == day_in_vietnam(other) && (!both_timed || (one - other).abs() <= CLOCKS_APART_MAX)
}

fn says_the_same(one: &str, other: &str) -> bool {
    let (first, second) = (Reference::candidates(one), Reference::candidates(other));
    if first.is_empty() && second.is_empty() {
        let one = plain(one);
        return !one.is_empty() && one == plain(other);
    }
    first.iter().any(|reference| second.contains(reference))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use time::macros::datetime;

    use super::*;

    fn transfer() -> Transfer {
        Transfer {
            account: AccountNumber::parse("0123499999").unwrap(),
            sub_account: None,
            direction: Direction::In,
            amount: Money::dong(2_277_000),
            at: datetime!(2026-11-24 14:02:37 +7),
            bank_reference: Some("MBVCB.3278907687".to_owned()),
            text: "chuyen tien mua CLAB2C3D4E".to_owned(),
        }
    }

    fn known(transfer: &Transfer, teller: &str) -> Known {
        Known {
            id: 1,
            at: transfer.at,
            bank_reference: transfer.bank_reference.clone(),
            text: transfer.text.clone(),
            tellers: vec![teller.to_owned()],
        }
    }

    #[test]
    fn one_transfer_has_one_identity_across_sources() {
        let feed = transfer();
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
        let bare = Transfer { bank_reference: None, ..transfer() };
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

    #[test]
    fn a_statement_row_without_time_and_reference_is_the_transfer_a_webhook_told_of() {
        let row = Transfer {
            at: datetime!(2026-11-24 0:00 +7),
            bank_reference: None,
            text: "MBVCB.3278907687.CL AB2C3D4E.CT tu 0011".to_owned(),
            ..transfer()
        };
        let teller = Teller::statement(4);
        assert!(is_same(&row, &teller, &known(&transfer(), "sepay")));
        assert!(is_same(&transfer(), &Teller::feed("sepay", None), &known(&row, "statement:4")), "the other way round");
        assert!(!is_same(&row, &teller, &known(&transfer(), "statement:4")), "one file tells of it once");
        for other in [
            Transfer { at: datetime!(2026-11-25 0:00 +7), ..row.clone() },
            Transfer { text: "CLAB2C3D4F".to_owned(), ..row.clone() },
            Transfer { text: String::new(), ..row.clone() },
            Transfer { bank_reference: Some("FT1".to_owned()), ..row },
        ] {
            assert!(!is_same(&other, &teller, &known(&transfer(), "sepay")), "{other:?}");
        }
    }

    #[test]
    fn where_both_tell_the_time_an_hour_is_the_most() {
        let bare = |at| Transfer { at, bank_reference: None, ..transfer() };
        let teller = Teller::feed("casso", Some(3));
        assert!(is_same(&bare(datetime!(2026-11-24 14:40 +7)), &teller, &known(&transfer(), "sepay")));
        assert!(!is_same(&bare(datetime!(2026-11-24 15:40 +7)), &teller, &known(&transfer(), "sepay")));
    }

    #[test]
    fn without_a_payment_reference_the_same_words_make_the_same_transfer() {
        let words = |text: &str| Transfer { text: text.to_owned(), bank_reference: None, ..transfer() };
        let teller = Teller::feed("casso", None);
        let thanks = known(&words("Cảm ơn cô Lúa"), "sepay");
        assert!(is_same(&words("CAM ON CO LUA"), &teller, &thanks));
        assert!(!is_same(&words("cam on"), &teller, &thanks));
        assert!(!is_same(&words(""), &teller, &known(&words(""), "sepay")), "saying nothing is not saying the same");
    }

    #[test]
    fn the_bank_reference_is_clearer_than_the_minute_and_the_minute_than_the_day() {
        let bare = Transfer { bank_reference: None, ..transfer() };
        let day = Transfer { at: datetime!(2026-11-24 0:00 +7), ..bare.clone() };
        assert!(transfer().clarity() < bare.clarity() && bare.clarity() < day.clarity());
        assert_eq!(Transfer { bank_reference: Some("-".to_owned()), ..day }.clarity(), Clarity::Day);
    }
}
