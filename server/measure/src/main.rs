//! Measures a running market: purchases and bank messages through HTTP, and the bare rows of a purchase on the same
//! database, in turn. `cargo xtask bench checkout` and `cargo xtask bench webhooks` call it for each database.
#![allow(clippy::print_stdout, reason = "what was measured is told to the terminal")]

mod bare_store;
mod carts_store;
mod checkout;
mod fill_store;
mod load;
mod program;
mod webhooks;

use std::{error::Error, path::PathBuf, sync::Arc, time::Duration};

use clap::{Parser, ValueEnum};
use server::{clock::SystemClock, database::Database, random::SystemRandomness, settings::Settings, state::Market};

use self::{carts_store::Shelf, program::Program};

pub type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// How often each thing is measured; the median is told.
const ROUNDS: usize = 5;
/// What is there before anything is measured.
const PRODUCTS: i64 = 100_000;
const ORDERS: i64 = 50_000;

#[derive(Clone, Copy, ValueEnum)]
enum What {
    Checkout,
    Webhooks,
}

#[derive(Parser)]
struct Arguments {
    what: What,
    /// An empty database.
    #[arg(long)]
    database: String,
    /// The program `cho-lang`.
    #[arg(long)]
    program: PathBuf,
    /// An empty folder.
    #[arg(long)]
    folder: PathBuf,
}

/// What is measured with.
pub struct Bench {
    pub program: Program,
    /// The same database in this process, for what stands in no browser's way.
    pub market: Market,
    pub shelf: Shelf,
    pub name: &'static str,
}

#[tokio::main]
async fn main() -> Done<()> {
    let asked = Arguments::parse();
    let mut program = Program::new(asked.program, asked.folder.clone(), asked.database.clone())?;
    program.run("migrate")?;
    program.run("demo")?;
    let settings = Settings::read(|name| match name {
        "DATABASE_URL" => Some(asked.database.clone()),
        "DATA_DIR" => asked.folder.to_str().map(str::to_owned),
        _ => None,
    })?;
    let name = if asked.database.starts_with("sqlite:") { "SQLite" } else { "PostgreSQL" };
    let database = Database::open(&asked.database).await?;
    fill_store::fill(database.writer(), PRODUCTS, ORDERS).await?;
    let shelf = Shelf::read(database.read()).await?;
    program.serve().await?;
    let market = Market::new(settings, database, Arc::new(SystemClock), Arc::new(SystemRandomness));
    let bench = Bench { program, market, shelf, name };
    match asked.what {
        What::Checkout => checkout::measure(&bench).await,
        What::Webhooks => webhooks::measure(&bench).await,
    }
}

/// The middle one; nothing measured is nothing.
pub fn median(mut measured: Vec<f64>) -> f64 {
    measured.sort_by(f64::total_cmp);
    measured.get(measured.len() / 2).copied().unwrap_or_default()
}

/// So many a second.
pub fn rate(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

/// The time within which this share of them was done, in milliseconds.
pub fn within(share: f64, times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    let last = times.len().saturating_sub(1);
    let place = ((times.len() as f64 * share).ceil() as usize).saturating_sub(1).min(last);
    times.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
