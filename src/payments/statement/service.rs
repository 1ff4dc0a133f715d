//! The port of bank statements: a producer uploads a file, says which column is what, sees what each row would do, and
//! takes it in.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;
use time::OffsetDateTime;

use super::layout::{Layout, LayoutFault};
use super::outlook::{Effect, Forecast};
use super::sheet::FileFault;
use crate::failure::{Failure, Missing};
use crate::identity::party::ProducerStaff;
use crate::page::{Page, Window};
use crate::payments::vietqr::{AccountNumber, BankBin};

/// An account that a statement can be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementAccount {
    /// Its bank.
    pub bank: BankBin,
    /// Its number.
    pub number: AccountNumber,
    /// Whether new orders are paid on it.
    pub current: bool,
}

/// A file as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementFile {
    /// The account it is of, as chosen.
    pub account: String,
    /// Its name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Why a file was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UploadRefusal {
    /// The account is none of the producer's.
    #[error("the account is wrong")]
    Account,
    /// The file is no statement.
    #[error("the file is wrong: {0}")]
    File(FileFault),
}

/// Which of the rows to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Only those with this effect ([`Effect::as_str`]).
    pub effect: Option<String>,
    /// Which page of them.
    pub window: Window,
}

/// A statement that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// When.
    pub at: OffsetDateTime,
    /// How many rows were new.
    pub rows: u64,
    /// How many of them wait to be worked on.
    pub waiting: u64,
}

/// A row to show: what it would do, and its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    /// What it would do.
    pub forecast: Forecast,
    /// Its cells, word for word.
    pub cells: Vec<String>,
}

/// An uploaded statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its number.
    pub id: i64,
    /// The file's name.
    pub name: String,
    /// The account it is of.
    pub account: String,
    /// The first rows of the file, each with its number, of which one names the columns.
    pub heads: Vec<(u32, String)>,
    /// The columns, by what the header row calls them.
    pub columns: Vec<String>,
    /// Which column is what.
    pub layout: Layout,
    /// What is wrong with that; with faults nothing is foreseen.
    pub faults: Vec<LayoutFault>,
    /// How many rows have which effect, the commonest first.
    pub counts: Vec<(Effect, u64)>,
    /// The wanted rows.
    pub rows: Page<ShownRow>,
    /// Set once it was taken in.
    pub taken: Option<Taken>,
}

impl Statement {
    /// How many rows would be written.
    #[must_use]
    pub fn new_rows(&self) -> u64 {
        self.counts.iter().filter(|(effect, _)| effect.is_new()).map(|(_, count)| count).sum()
    }
}

/// Why columns were not chosen.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ArrangeRefusal {
    /// No such statement, or someone else's.
    #[error("not found")]
    NotFound,
    /// It was taken in already.
    #[error("taken in already")]
    Taken,
    /// The choice has faults.
    #[error("the choice has faults")]
    Faulty(Vec<LayoutFault>),
}

/// Why a statement was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TakeRefusal {
    /// No such statement, or someone else's.
    #[error("not found")]
    NotFound,
    /// It is not known which column is what.
    #[error("columns are missing")]
    Columns,
}

/// Bank statements.
#[async_trait]
pub trait Statements: Send + Sync {
    /// The accounts that are or were the producer's, the current one first.
    async fn accounts(&self, who: &ProducerStaff) -> Result<Vec<StatementAccount>, Failure<Infallible>>;

    /// Keeps a file for a day and gives its number; which column is what is guessed.
    async fn upload(&self, who: &ProducerStaff, file: StatementFile) -> Result<i64, Failure<UploadRefusal>>;

    /// An uploaded statement with what its rows would do.
    async fn statement(&self, who: &ProducerStaff, id: i64, wanted: &Wanted) -> Result<Statement, Failure<Missing>>;

    /// Says which column is what.
    async fn arrange(&self, who: &ProducerStaff, id: i64, layout: Layout) -> Result<(), Failure<ArrangeRefusal>>;

    /// Takes in what is new; done also when it was taken in before, which changes nothing.
    async fn take(&self, who: &ProducerStaff, id: i64) -> Result<(), Failure<TakeRefusal>>;
}
