//! A row of a statement as it is kept to be worked on, like the message of a feed: what it says, and the row itself.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::money::Money;
use crate::payments::identity::Teller;
use crate::payments::matching::{Direction, Transfer};
use crate::payments::vietqr::AccountNumber;

/// A row that was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The upload it came with.
    pub upload: i64,
    /// Its number in the file.
    pub number: u32,
    /// The account the statement is of.
    pub account: String,
    /// Which way the money went.
    pub direction: Direction,
    /// How much; above zero.
    pub amount: i64,
    /// When the bank booked it, in seconds since 1970 in UTC.
    pub at: i64,
    /// The bank's reference.
    pub reference: Option<String>,
    /// The free text.
    pub text: String,
    /// See [`super::row::ReadRow::ordinal`].
    pub ordinal: u32,
    /// Known transfers that other rows of the file tell of.
    pub others: Vec<i64>,
    /// The row, word for word.
    pub cells: Vec<String>,
}

impl Line {
    /// The transfer it tells of; `None` for what no code of ours has written.
    #[must_use]
    pub fn transfer(&self) -> Option<Transfer> {
        Some(Transfer {
            account: AccountNumber::parse(&self.account).ok()?,
            sub_account: None,
            direction: self.direction,
            amount: Some(Money::dong(self.amount)).filter(|amount| amount.is_positive())?,
            at: OffsetDateTime::from_unix_timestamp(self.at).ok()?,
            bank_reference: self.reference.clone(),
            text: self.text.clone(),
        })
    }

    /// Who tells of it.
    #[must_use]
    pub fn teller(&self) -> Teller {
        Teller::statement(self.upload)
    }

    /// What tells one row from another.
    #[must_use]
    pub fn external_id(&self) -> String {
        format!("{}{}", Line::external_ids(self.upload), self.number)
    }

    /// What the names of all rows of an upload begin with.
    #[must_use]
    pub fn external_ids(upload: i64) -> String {
        format!("{upload}/")
    }
}
