//! Bank statements.

use std::convert::Infallible;

use async_trait::async_trait;
use shop::{
    failure::{Failure, Missing},
    identity::party::ProducerStaff,
    page::Page,
    payments::{
        identity::Teller,
        statement::{
            guess::guess,
            layout::{Layout, LayoutFault},
            line::Line,
            outlook::{Effect, Forecast, foresee},
            row::read_rows,
            service::{
                ArrangeRefusal, ShownRow, Statement, StatementAccount, StatementFile, Statements, TakeRefusal, Taken,
                UploadRefusal, Wanted,
            },
            sheet::{FileFault, Sheet},
        },
    },
    text::tidy_line,
};

use super::{
    jobs,
    sealing::Seal,
    service::work,
    statement_file,
    statement_store::{self, NewUpload, account_of, layout_of},
};
use crate::{
    clock::from_ms,
    entity::statement_upload,
    fault::{Fault, failed},
    state::Parts,
};

/// Rows of which one can be chosen as the one that names the columns.
const HEADS_MAX: usize = 40;
/// How much of such a row is shown, in characters.
const HEAD_CHARS_MAX: usize = 90;
/// The longest name of a file that is kept, in characters.
const NAME_CHARS_MAX: usize = 120;
/// So many rows are worked on before the answer; the rest while the producer reads it.
const AT_ONCE: u64 = 300;

pub struct StatementsService {
    parts: Parts,
}

/// An upload as it was read again.
struct Opened {
    row: statement_upload::Model,
    sheet: Sheet,
    layout: Layout,
    faults: Vec<LayoutFault>,
}

impl StatementsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }

    async fn open(&self, who: &ProducerStaff, id: i64) -> Result<Option<Opened>, Fault> {
        let Some(mut row) = statement_store::one(&self.parts.database, who, id).await? else { return Ok(None) };
        let sealed = std::mem::take(&mut row.body);
        let body = Seal::of(&self.parts.settings)?.open(&bound(who, &row.account_number), &sealed)?;
        // It was read when it came.
        let sheet = read(body).await?;
        let sheet = sheet.map_err(|_| Fault::inconsistency("statement_upload", "body", id))?;
        let layout = layout_of(&row)?;
        let faults = layout.faults(sheet.width(), last_number(&sheet));
        Ok(Some(Opened { row, sheet, layout, faults }))
    }

    async fn outlook(&self, who: &ProducerStaff, opened: &Opened) -> Result<Vec<Forecast>, Fault> {
        if !opened.faults.is_empty() {
            return Ok(Vec::new());
        }
        let account = account_of(&opened.row)?;
        let rows = read_rows(&opened.sheet, &opened.layout, &account, self.parts.clock.now());
        let ground = statement_store::ground(&self.parts.database, who, &account, &rows).await?;
        Ok(foresee(rows, ground, &Teller::statement(opened.row.id)))
    }

    async fn taken(&self, who: &ProducerStaff, row: &statement_upload::Model) -> Result<Option<Taken>, Fault> {
        let Some(at) = row.taken_at else { return Ok(None) };
        let waiting = statement_store::waiting(&self.parts.database, who, row.id).await?;
        let rows = u64::try_from(row.taken_rows.unwrap_or(0)).unwrap_or(0);
        Ok(Some(Taken { at: from_ms(at), rows, waiting }))
    }

    async fn shown(&self, who: &ProducerStaff, opened: Opened, wanted: &Wanted) -> Result<Statement, Fault> {
        let forecasts = self.outlook(who, &opened).await?;
        let taken = self.taken(who, &opened.row).await?;
        let Opened { row, sheet, layout, faults } = opened;
        let counts = counted(&forecasts);
        let is_wanted = |forecast: &&Forecast| match &wanted.effect {
            Some(effect) => forecast.effect.as_str() == effect,
            None => true,
        };
        let total = forecasts.iter().filter(is_wanted).count();
        let first = usize::try_from(wanted.window.offset()).unwrap_or(usize::MAX);
        let page = forecasts.iter().filter(is_wanted).skip(first).take(wanted.window.size as usize);
        let rows =
            page.map(|forecast| ShownRow { cells: cells(&sheet, forecast.row.number), forecast: forecast.clone() });
        let total = u64::try_from(total).unwrap_or(u64::MAX);
        let header = sheet.rows.iter().find(|row| row.number == layout.header);
        let columns = (0..sheet.width()).map(|column| {
            let named = header.map(|row| row.cell(column)).unwrap_or_default();
            tidy_line(named)
        });
        Ok(Statement {
            id: row.id,
            name: row.name,
            account: row.account_number,
            heads: heads(&sheet),
            columns: columns.collect(),
            counts,
            rows: Page::new(rows.collect(), wanted.window, total),
            layout,
            faults,
            taken,
        })
    }
}

#[async_trait]
impl Statements for StatementsService {
    async fn accounts(&self, who: &ProducerStaff) -> Result<Vec<StatementAccount>, Failure<Infallible>> {
        statement_store::accounts(&self.parts.database, who).await.map_err(failed)
    }

    async fn upload(&self, who: &ProducerStaff, file: StatementFile) -> Result<i64, Failure<UploadRefusal>> {
        let accounts = statement_store::accounts(&self.parts.database, who).await.map_err(failed)?;
        let account = accounts.into_iter().find(|account| account.number.as_str() == file.account);
        let account = account.ok_or(Failure::Refused(UploadRefusal::Account))?.number;
        let seal = Seal::of(&self.parts.settings).map_err(failed)?;
        let body = seal.close(&*self.parts.random, &bound(who, account.as_str()), &file.bytes).map_err(failed)?;
        let sheet = read(file.bytes).await.map_err(failed)?;
        let sheet = sheet.map_err(|fault| Failure::Refused(UploadRefusal::File(fault)))?;
        let name = tidy_line(&file.name).chars().take(NAME_CHARS_MAX).collect();
        let upload = NewUpload { account, name, body, layout: guess(&sheet) };
        statement_store::keep(&self.parts.database, who, upload, self.parts.clock.now()).await.map_err(failed)
    }

    async fn statement(&self, who: &ProducerStaff, id: i64, wanted: &Wanted) -> Result<Statement, Failure<Missing>> {
        let opened = self.open(who, id).await.map_err(failed)?;
        let opened = opened.ok_or(Failure::Refused(Missing::NotFound))?;
        self.shown(who, opened, wanted).await.map_err(failed)
    }

    async fn arrange(&self, who: &ProducerStaff, id: i64, layout: Layout) -> Result<(), Failure<ArrangeRefusal>> {
        let opened = self.open(who, id).await.map_err(failed)?;
        let opened = opened.ok_or(Failure::Refused(ArrangeRefusal::NotFound))?;
        let faults = layout.faults(opened.sheet.width(), last_number(&opened.sheet));
        if !faults.is_empty() {
            return Err(Failure::Refused(ArrangeRefusal::Faulty(faults)));
        }
        let kept = statement_store::arrange(&self.parts.database, who, id, &layout).await.map_err(failed)?;
        if kept { Ok(()) } else { Err(Failure::Refused(ArrangeRefusal::Taken)) }
    }

    async fn take(&self, who: &ProducerStaff, id: i64) -> Result<(), Failure<TakeRefusal>> {
        let opened = self.open(who, id).await.map_err(failed)?;
        let opened = opened.ok_or(Failure::Refused(TakeRefusal::NotFound))?;
        if !opened.faults.is_empty() {
            return Err(Failure::Refused(TakeRefusal::Columns));
        }
        let forecasts = self.outlook(who, &opened).await.map_err(failed)?;
        let lines: Vec<Line> = forecasts.into_iter().filter_map(|forecast| line(&opened, forecast)).collect();
        let (database, now) = (&self.parts.database, self.parts.clock.now());
        statement_store::take(database, who, id, &lines, now).await.map_err(failed)?;
        let at_once = statement_store::to_work_on(database, who, id, AT_ONCE).await.map_err(failed)?;
        let more = lines.len() > at_once.len();
        for message in at_once {
            // What fails now is in the log, and the job tries again.
            let _ = work(&self.parts, message).await;
        }
        if more {
            let parts = self.parts.clone();
            tokio::spawn(async move { jobs::work_on_unfinished(&parts).await.map_err(|fault| fault.report()) });
        }
        Ok(())
    }
}

/// What a file is sealed for: nobody else's row can stand in for it.
fn bound(who: &ProducerStaff, account: &str) -> String {
    format!("statement:{}:{account}", who.producer)
}

/// Reads a file away from the threads that serve others. A library that panics over a file could not read it.
async fn read(bytes: Vec<u8>) -> Result<Result<Sheet, FileFault>, Fault> {
    match tokio::task::spawn_blocking(move || statement_file::read(&bytes)).await {
        Ok(sheet) => Ok(sheet),
        Err(error) if error.is_panic() => Ok(Err(FileFault::Unreadable)),
        Err(error) => Err(Fault::outside("reading a statement", error)),
    }
}

fn last_number(sheet: &Sheet) -> u32 {
    sheet.rows.last().map_or(0, |row| row.number)
}

fn cells(sheet: &Sheet, number: u32) -> Vec<String> {
    // Rows stand in the order of their numbers.
    let place = sheet.rows.binary_search_by_key(&number, |row| row.number);
    place.ok().and_then(|place| sheet.rows.get(place)).map(|row| row.cells.clone()).unwrap_or_default()
}

fn heads(sheet: &Sheet) -> Vec<(u32, String)> {
    let heads = sheet.rows.iter().take(HEADS_MAX).map(|row| {
        let told: Vec<String> = row.cells.iter().map(|cell| tidy_line(cell)).filter(|cell| !cell.is_empty()).collect();
        (row.number, told.join(" · ").chars().take(HEAD_CHARS_MAX).collect())
    });
    heads.collect()
}

/// How many rows have which effect, the commonest first.
fn counted(forecasts: &[Forecast]) -> Vec<(Effect, u64)> {
    let mut counts: Vec<(Effect, u64)> = Vec::new();
    for forecast in forecasts {
        match counts.iter_mut().find(|(effect, _)| effect.as_str() == forecast.effect.as_str()) {
            Some((_, count)) => *count += 1,
            None => counts.push((forecast.effect, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// A new row as it is kept to be worked on.
fn line(opened: &Opened, forecast: Forecast) -> Option<Line> {
    let transfer = forecast.row.transfer.ok().filter(|_| forecast.effect.is_new())?;
    Some(Line {
        upload: opened.row.id,
        number: forecast.row.number,
        account: opened.row.account_number.clone(),
        direction: transfer.direction,
        amount: transfer.amount.get(),
        at: transfer.at.unix_timestamp(),
        reference: transfer.bank_reference,
        text: transfer.text,
        ordinal: forecast.row.ordinal,
        others: forecast.others,
        cells: cells(&opened.sheet, forecast.row.number),
    })
}
