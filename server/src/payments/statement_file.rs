//! The file of a statement as rows of texts: CSV in UTF-8 or XLSX, told apart by what is in it and not by its name.
//! Everything is bounded before it is unfolded, because anyone can send a file.

use std::io::{Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx};
use shop::payments::statement::sheet::{
    CELL_CHARS_MAX, COLUMNS_MAX, FILE_BYTES_MAX, FileFault, ROWS_MAX, Sheet, SheetRow,
};
use time::{Date, Duration, Month, Time};

const ZIP: &[u8] = b"PK\x03\x04";
/// The container of Excel before 2007.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
const UTF16_MARKS: [&[u8]; 2] = [b"\xff\xfe", b"\xfe\xff"];

/// How large a spreadsheet may become when it is unzipped; real statements of 20,000 rows have 15 MB.
const UNZIPPED_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// How many files may be in a spreadsheet.
const ZIPPED_FILES_MAX: usize = 500;
/// How much text the cells may hold together: one long text can stand in many cells.
const TEXT_BYTES_MAX: usize = 32 * 1024 * 1024;
/// How many sheets are looked at for rows.
const SHEETS_MAX: usize = 20;
/// From how many records the separator is guessed.
const SAMPLE_RECORDS: usize = 200;
/// How far a spreadsheet's number may be from a whole one to be it.
const NEARLY: f64 = 1e-6;

/// Reads a file. It takes a while: not on a thread that serves others.
pub fn read(bytes: &[u8]) -> Result<Sheet, FileFault> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(FileFault::TooLarge);
    }
    let sheet = match bytes {
        [] => return Err(FileFault::Missing),
        zip if zip.starts_with(ZIP) => spreadsheet(zip)?,
        old if old.starts_with(OLE) => return Err(FileFault::OldSpreadsheet),
        other => separated(other)?,
    };
    if sheet.rows.is_empty() { Err(FileFault::Empty) } else { Ok(sheet) }
}

/// Rows as they come, within bounds.
#[derive(Default)]
struct Gathering {
    sheet: Sheet,
    text_bytes: usize,
}

impl Gathering {
    fn add(&mut self, number: u32, cells: &[String]) -> Result<(), FileFault> {
        let mut cells: Vec<String> = cells.iter().map(|cell| clean(cell)).collect();
        cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        self.text_bytes += cells.iter().map(String::len).sum::<usize>();
        match () {
            () if cells.is_empty() => return Ok(()),
            () if cells.len() > COLUMNS_MAX => return Err(FileFault::TooWide),
            () if self.sheet.rows.len() >= ROWS_MAX => return Err(FileFault::TooManyRows),
            () if self.text_bytes > TEXT_BYTES_MAX => return Err(FileFault::TooLarge),
            // Rows are known by their numbers.
            () if self.sheet.rows.last().is_some_and(|last| last.number >= number) => {
                return Err(FileFault::Unreadable);
            }
            () => {}
        }
        self.sheet.rows.push(SheetRow { number, cells });
        Ok(())
    }
}

/// A cell's text without what no database keeps, and not endless.
fn clean(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.take(CELL_CHARS_MAX).collect::<String>().trim().to_owned()
}

/// Text with separators.
fn separated(bytes: &[u8]) -> Result<Sheet, FileFault> {
    if UTF16_MARKS.iter().any(|mark| bytes.starts_with(mark)) {
        return Err(FileFault::NotUtf8);
    }
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    if bytes.contains(&0) {
        return Err(FileFault::Unreadable);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FileFault::NotUtf8)?;
    if text.trim_start().starts_with('<') {
        return Err(FileFault::OldSpreadsheet);
    }
    if text.starts_with("%PDF") {
        return Err(FileFault::Unreadable);
    }
    // Excel writes its separator into the first line when asked to.
    let (told, rest) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((separator, rest)) => (separator.trim_end_matches('\r').bytes().next(), rest),
        None => (None, text),
    };
    let skipped = u32::from(rest.len() < text.len());
    let separator = told.unwrap_or_else(|| guess_separator(rest));
    let mut gathering = Gathering::default();
    let (mut number, mut counted) = (skipped + 1, 0);
    for record in reader(rest, separator).records() {
        let record = record.map_err(|_| FileFault::Unreadable)?;
        // The reader stands before the end of the last line and before empty ones.
        let at = record.position().map_or(0, csv::Position::byte);
        let at = usize::try_from(at).map_err(|_| FileFault::TooLarge)?;
        let lines = rest.get(at..).map_or(0, |left| left.len() - left.trim_start_matches(['\r', '\n']).len());
        let passed = rest.as_bytes().get(counted..at + lines).unwrap_or_default();
        number += u32::try_from(passed.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX);
        counted = at + lines;
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        gathering.add(number, &cells)?;
    }
    Ok(gathering.sheet)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes())
}

/// The separator that makes most records of one width, and wide ones.
fn guess_separator(text: &str) -> u8 {
    let weight = |separator: u8| {
        let mut widths = [0_usize; COLUMNS_MAX + 1];
        for record in reader(text, separator).records().take(SAMPLE_RECORDS).flatten() {
            widths[record.len().min(COLUMNS_MAX)] += 1;
        }
        widths.iter().enumerate().map(|(width, count)| width.saturating_sub(1) * count).max().unwrap_or(0)
    };
    // Of equals the last.
    [b'\t', b',', b';'].into_iter().max_by_key(|separator| weight(*separator)).unwrap_or(b',')
}

/// The first sheet with rows of a spreadsheet.
fn spreadsheet(bytes: &[u8]) -> Result<Sheet, FileFault> {
    refuse_bombs(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| FileFault::Unreadable)?;
    for name in book.sheet_names().into_iter().take(SHEETS_MAX) {
        let sheet = one_sheet(&mut book, &name)?;
        if !sheet.rows.is_empty() {
            return Ok(sheet);
        }
    }
    Err(FileFault::Empty)
}

/// Unzips everything once and throws it away: what a zip says of its own sizes is not to be believed.
fn refuse_bombs(bytes: &[u8]) -> Result<(), FileFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileFault::Unreadable)?;
    if archive.len() > ZIPPED_FILES_MAX {
        return Err(FileFault::TooLarge);
    }
    let mut left = UNZIPPED_BYTES_MAX;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| FileFault::Unreadable)?;
        let size = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).map_err(|_| FileFault::Unreadable)?;
        left = left.checked_sub(size).ok_or(FileFault::TooLarge)?;
    }
    Ok(())
}

/// Reads cell by cell: a sheet with one cell in its last row and column must not become a table of that size.
fn one_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, FileFault> {
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| FileFault::Unreadable)?;
    let mut gathering = Gathering::default();
    let (mut number, mut row) = (0, Vec::new());
    while let Some(cell) = cells.next_cell().map_err(|_| FileFault::Unreadable)? {
        let (at, column) = cell.get_position();
        let (at, column) = (at.saturating_add(1), usize::try_from(column).unwrap_or(usize::MAX));
        if at != number {
            gathering.add(number, &std::mem::take(&mut row))?;
            number = at;
        }
        let text = shown(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if column >= COLUMNS_MAX {
            return Err(FileFault::TooWide);
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    gathering.add(number, &row)?;
    Ok(gathering.sheet)
}

/// A cell as a person would have typed it.
fn shown(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::SharedString(text) => text.chars().take(CELL_CHARS_MAX).collect(),
        DataRef::String(text) | DataRef::DateTimeIso(text) => text.clone(),
        DataRef::Float(number) => number_shown(*number),
        DataRef::DateTime(moment) => moment_shown(moment).unwrap_or_else(|| number_shown(moment.as_f64())),
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(_) | DataRef::Bool(_) | DataRef::DurationIso(_) => Data::from(cell.clone()).to_string(),
    }
}

/// Spreadsheets know no whole numbers; amounts of đồng are whole all the same, and exact up to nine thousand million
/// million.
fn number_shown(number: f64) -> String {
    if (number - number.round()).abs() < NEARLY { format!("{number:.0}") } else { number.to_string() }
}

fn moment_shown(moment: &calamine::ExcelDateTime) -> Option<String> {
    if moment.is_duration() {
        return None;
    }
    let (year, month, day, hour, minute, second, millisecond) = moment.to_ymd_hms_milli();
    let date = Date::from_calendar_date(i32::from(year), Month::try_from(month).ok()?, day).ok()?;
    let time = Time::from_hms_milli(hour, minute, second, millisecond).ok()?;
    // Fractions of a day seldom hit the second; the nearest is meant.
    let at = date.with_time(time).checked_add(Duration::milliseconds(500))?;
    let (date, time) = (at.date(), at.time());
    let day = shop::clock::iso_day(date);
    Some(format!("{day} {:02}:{:02}:{:02}", time.hour(), time.minute(), time.second()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
#[path = "statement_file_tests.rs"]
mod tests;
