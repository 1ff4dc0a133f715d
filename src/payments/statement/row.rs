//! What a row of a statement says.

use std::collections::HashMap;

use thiserror::Error;
use time::{Duration, OffsetDateTime};

use super::amount::{AmountFault, read_amount};
use super::layout::Layout;
use super::moment::read_moment;
use super::sheet::{Sheet, SheetRow};
use crate::money::Money;
use crate::payments::identity::Clarity;
use crate::payments::matching::{Direction, Transfer};
use crate::payments::vietqr::AccountNumber;
use crate::text::tidy_line;

/// Banks book nothing later than tomorrow; a later day is one whose month was taken for its day.
const AHEAD_MAX: Duration = Duration::days(1);

/// Why a row cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum RowFault {
    /// The date is missing, as in rows of totals.
    #[error("the date is missing")]
    DateMissing,
    /// The date cannot be read.
    #[error("the date is wrong")]
    DateWrong,
    /// The date lies in the future.
    #[error("the date lies in the future")]
    DateAhead,
    /// No money moved.
    #[error("the amount is missing")]
    AmountMissing,
    /// Money both arrived and left.
    #[error("two amounts")]
    AmountTwice,
    /// What arrived is below zero.
    #[error("the amount is negative")]
    AmountNegative,
    /// The amount cannot be read.
    #[error("the amount is wrong: {0}")]
    Amount(AmountFault),
}

/// A row as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// Its number in the file, from 1.
    pub number: u32,
    /// The transfer it tells of.
    pub transfer: Result<Transfer, RowFault>,
    /// 1 for the first of rows that no reference tells apart, 2 for the second, and so on: a statement lists each
    /// transfer once, so equal rows are several.
    pub ordinal: u32,
}

impl ReadRow {
    /// The identity of the transfer; of rows that are alike each has its own.
    #[must_use]
    pub fn identity(&self) -> Option<String> {
        self.transfer.as_ref().ok().map(|transfer| numbered(transfer.identity(), self.ordinal))
    }
}

/// An identity with the ordinal of rows that are alike.
#[must_use]
pub fn numbered(identity: String, ordinal: u32) -> String {
    if ordinal > 1 { format!("{identity}#{ordinal}") } else { identity }
}

/// Reads the rows below the header as what happened on an account.
#[must_use]
pub fn read_rows(sheet: &Sheet, layout: &Layout, account: &AccountNumber, now: OffsetDateTime) -> Vec<ReadRow> {
    let mut alike: HashMap<String, u32> = HashMap::new();
    let below = sheet.rows.iter().filter(|row| row.number > layout.header);
    let read = below.map(|row| {
        let transfer = read_row(row, layout, account, now);
        let ordinal = match &transfer {
            Ok(transfer) if transfer.clarity() != Clarity::Reference => {
                let count = alike.entry(transfer.identity()).or_default();
                *count += 1;
                *count
            }
            _ => 1,
        };
        ReadRow { number: row.number, transfer, ordinal }
    });
    read.collect()
}

fn read_row(
    row: &SheetRow,
    layout: &Layout,
    account: &AccountNumber,
    now: OffsetDateTime,
) -> Result<Transfer, RowFault> {
    let cell = |column: Option<usize>| column.map(|column| row.cell(column)).unwrap_or_default();
    let date = cell(layout.date);
    if date.is_empty() {
        return Err(RowFault::DateMissing);
    }
    let at = read_moment(date).ok_or(RowFault::DateWrong)?;
    if at > now + AHEAD_MAX {
        return Err(RowFault::DateAhead);
    }
    let amount = |column| read_amount(cell(column)).map_err(RowFault::Amount);
    let (direction, dong) = match layout.amount {
        Some(_) => match amount(layout.amount)? {
            below if below < 0 => (Direction::Out, below),
            above => (Direction::In, above),
        },
        None => match (amount(layout.incoming)?, amount(layout.outgoing)?) {
            (0, out) => (Direction::Out, out),
            (below, 0) if below < 0 => return Err(RowFault::AmountNegative),
            (arrived, 0) => (Direction::In, arrived),
            _ => return Err(RowFault::AmountTwice),
        },
    };
    let dong = dong.checked_abs().ok_or(RowFault::Amount(AmountFault::TooLarge))?;
    if dong == 0 {
        return Err(RowFault::AmountMissing);
    }
    Ok(Transfer {
        account: account.clone(),
        sub_account: None,
        direction,
        amount: Money::dong(dong),
        at,
        bank_reference: Some(tidy_line(cell(layout.reference))).filter(|reference| !reference.is_empty()),
        text: tidy_line(cell(layout.text)),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "row_tests.rs"]
mod tests;
