//! Which column of a statement is what: as chosen by a person or guessed, and checked before rows are read by it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// When the bank booked the row.
    Date,
    /// How much arrived.
    Incoming,
    /// How much left.
    Outgoing,
    /// How much, with a sign: below zero it left.
    Amount,
    /// The free text.
    Text,
    /// The bank's reference.
    Reference,
}

impl Role {
    /// All of them, in the order in which they are asked for.
    pub const ALL: [Role; 6] = [Role::Date, Role::Incoming, Role::Outgoing, Role::Amount, Role::Text, Role::Reference];

    /// The name of its field in forms.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Role::Date => "date",
            Role::Incoming => "incoming",
            Role::Outgoing => "outgoing",
            Role::Amount => "amount",
            Role::Text => "text",
            Role::Reference => "reference",
        }
    }
}

/// A choice of columns, counted from 0; it may lack what is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The number in the file of the row that names the columns; 0 when none does. What stands above it is no data.
    pub header: u32,
    /// See [`Role::Date`].
    pub date: Option<usize>,
    /// See [`Role::Incoming`].
    pub incoming: Option<usize>,
    /// See [`Role::Outgoing`].
    pub outgoing: Option<usize>,
    /// See [`Role::Amount`].
    pub amount: Option<usize>,
    /// See [`Role::Text`].
    pub text: Option<usize>,
    /// See [`Role::Reference`].
    pub reference: Option<usize>,
}

/// What is wrong with a choice of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LayoutFault {
    /// No column has the dates.
    #[error("the date's column is missing")]
    DateMissing,
    /// No column has the amounts that arrived.
    #[error("the amount's column is missing")]
    AmountMissing,
    /// Both one signed amount and separate columns were chosen.
    #[error("amounts were chosen twice")]
    AmountTwice,
    /// No column has the texts: no payment could be recognised.
    #[error("the text's column is missing")]
    TextMissing,
    /// One column was chosen for two things.
    #[error("a column was chosen twice")]
    ColumnTwice(Role),
    /// The file has no such column.
    #[error("there is no such column")]
    NoSuchColumn(Role),
    /// The file has no such row.
    #[error("there is no such row")]
    NoSuchRow,
}

impl LayoutFault {
    /// The field beside which the fault stands.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            LayoutFault::DateMissing => Role::Date.field(),
            LayoutFault::AmountMissing => Role::Incoming.field(),
            LayoutFault::AmountTwice => Role::Amount.field(),
            LayoutFault::TextMissing => Role::Text.field(),
            LayoutFault::ColumnTwice(role) | LayoutFault::NoSuchColumn(role) => role.field(),
            LayoutFault::NoSuchRow => "header",
        }
    }
}

impl Layout {
    /// The column of a role.
    #[must_use]
    pub const fn column(&self, role: Role) -> Option<usize> {
        match role {
            Role::Date => self.date,
            Role::Incoming => self.incoming,
            Role::Outgoing => self.outgoing,
            Role::Amount => self.amount,
            Role::Text => self.text,
            Role::Reference => self.reference,
        }
    }

    /// Chooses a column for a role.
    pub const fn choose(&mut self, role: Role, column: Option<usize>) {
        match role {
            Role::Date => self.date = column,
            Role::Incoming => self.incoming = column,
            Role::Outgoing => self.outgoing = column,
            Role::Amount => self.amount = column,
            Role::Text => self.text = column,
            Role::Reference => self.reference = column,
        }
    }

    /// All that is wrong with the choice for a sheet of so many columns whose last row has this number.
    #[must_use]
    pub fn faults(&self, width: usize, last_row: u32) -> Vec<LayoutFault> {
        let mut faults = Vec::new();
        let mut ask = |wrong: bool, fault: LayoutFault| {
            if wrong {
                faults.push(fault);
            }
        };
        ask(self.header >= last_row.max(1), LayoutFault::NoSuchRow);
        ask(self.date.is_none(), LayoutFault::DateMissing);
        let split = self.incoming.is_some() || self.outgoing.is_some();
        ask(self.amount.is_none() && self.incoming.is_none(), LayoutFault::AmountMissing);
        ask(self.amount.is_some() && split, LayoutFault::AmountTwice);
        ask(self.text.is_none(), LayoutFault::TextMissing);
        for (index, role) in Role::ALL.into_iter().enumerate() {
            let Some(column) = self.column(role) else { continue };
            ask(column >= width, LayoutFault::NoSuchColumn(role));
            let earlier = Role::ALL[..index].iter().any(|other| self.column(*other) == Some(column));
            ask(earlier, LayoutFault::ColumnTwice(role));
        }
        faults
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good() -> Layout {
        Layout { header: 3, date: Some(0), incoming: Some(2), outgoing: Some(1), text: Some(4), ..Layout::default() }
    }

    #[test]
    fn a_choice_has_a_date_amounts_in_one_way_and_a_text() {
        assert_eq!(good().faults(5, 10), []);
        assert_eq!(Layout { outgoing: None, ..good() }.faults(5, 10), []);
        let signed = Layout { incoming: None, outgoing: None, amount: Some(2), ..good() };
        assert_eq!(signed.faults(5, 10), []);
        assert_eq!(Layout { amount: Some(3), ..good() }.faults(5, 10), [LayoutFault::AmountTwice]);
        assert_eq!(Layout { incoming: None, ..good() }.faults(5, 10), [LayoutFault::AmountMissing]);
        let all = [LayoutFault::DateMissing, LayoutFault::AmountMissing, LayoutFault::TextMissing];
        assert_eq!(Layout::default().faults(5, 10), all);
    }

    #[test]
    fn columns_and_rows_are_those_of_the_file_and_stand_for_one_thing() {
        assert_eq!(good().faults(4, 10), [LayoutFault::NoSuchColumn(Role::Text)]);
        assert_eq!(Layout { text: Some(2), ..good() }.faults(5, 10), [LayoutFault::ColumnTwice(Role::Text)]);
        assert_eq!(good().faults(5, 3), [LayoutFault::NoSuchRow]);
    }
}
