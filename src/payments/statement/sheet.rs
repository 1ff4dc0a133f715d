//! A statement as rows of texts, whatever kind of file it was, and why a file is none.

use thiserror::Error;

/// The largest file, in bytes.
pub const FILE_BYTES_MAX: usize = 5 * 1024 * 1024;
/// The most rows that say something.
pub const ROWS_MAX: usize = 20_000;
/// The most columns.
pub const COLUMNS_MAX: usize = 60;
/// The longest text of a cell, in characters; what is longer is cut, no bank writes it.
pub const CELL_CHARS_MAX: usize = 2_000;

/// One row that says something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number in the file, from 1, as spreadsheets count.
    pub number: u32,
    /// Its cells; missing ones at the end are empty.
    pub cells: Vec<String>,
}

impl SheetRow {
    /// The text of a cell without spaces around it.
    #[must_use]
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map(|text| text.trim()).unwrap_or_default()
    }
}

/// The rows of a statement, without blank ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows in their order.
    pub rows: Vec<SheetRow>,
}

impl Sheet {
    /// How many columns the widest row has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

/// Why a file is no statement that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FileFault {
    /// No file was chosen.
    #[error("no file")]
    Missing,
    /// It has no rows.
    #[error("the file is empty")]
    Empty,
    /// More than [`FILE_BYTES_MAX`], or it would unfold to far more than that.
    #[error("the file is too large")]
    TooLarge,
    /// More than [`ROWS_MAX`] rows.
    #[error("too many rows")]
    TooManyRows,
    /// More than [`COLUMNS_MAX`] columns.
    #[error("too many columns")]
    TooWide,
    /// Text in another encoding than UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// The format of Excel before 2007, or a page of HTML with that ending.
    #[error("an old spreadsheet")]
    OldSpreadsheet,
    /// Anything else: a picture, a PDF, a broken spreadsheet.
    #[error("not a statement")]
    Unreadable,
}
