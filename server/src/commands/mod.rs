//! The product's own commands. Each ends with exit code 0 only when what it was asked for is done.

mod demo;
mod doctor;
mod migrate;
mod serve;
mod stock;
mod user;

use std::{io::IsTerminal, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{database::Database, settings::Settings};

/// The market of Vietnam's craft villages.
#[derive(Parser)]
#[command(name = "cho-lang", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the market.
    Serve,
    /// Load the demo market into an empty database.
    Demo,
    /// Bring the database's tables up to date.
    Migrate,
    /// Make accounts.
    #[command(subcommand)]
    User(user::User),
    /// Count a product's stock, or book a stock take.
    Stock(stock::Stock),
    /// Look whether entries of different tables agree; changes nothing. Exit code 0 only when nothing is found.
    Doctor(doctor::Doctor),
}

/// Why a command did not do what it was asked for.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// Reads the command line and the settings and does as told.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let done = Settings::load().map_err(CommandError::from).and_then(|settings| {
        start_log(&settings);
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(act(arguments.command, settings))
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell_error(&*error);
            ExitCode::FAILURE
        }
    }
}

async fn act(command: Command, settings: Settings) -> Result<(), CommandError> {
    match command {
        Command::Serve => serve::serve(settings).await,
        Command::Demo => demo::demo(settings).await,
        Command::Migrate => migrate::migrate(settings).await,
        Command::User(command) => user::user(settings, command).await,
        Command::Stock(asked) => stock::stock(&settings, asked).await,
        Command::Doctor(asked) => doctor::doctor(&settings, asked).await,
    }
}

/// Opens the database, making its folder first when it is a file.
async fn open_database(settings: &Settings) -> Result<Database, CommandError> {
    std::fs::create_dir_all(&settings.data_dir)?;
    if let Some(path) = settings.database_url.strip_prefix("sqlite://") {
        let file = std::path::Path::new(path.split('?').next().unwrap_or(path));
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
    }
    Ok(Database::open(&settings.database_url).await?)
}

/// Opens a database whose tables are up to date.
async fn migrated(settings: &Settings) -> Result<Database, CommandError> {
    let database = open_database(settings).await?;
    if !database.is_migrated().await? {
        return Err("the database's tables are not up to date: run `cho-lang migrate` first".into());
    }
    Ok(database)
}

fn start_log(settings: &Settings) {
    let filter = tracing_subscriber::EnvFilter::new(&settings.log);
    let coloured = std::io::stderr().is_terminal();
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(coloured).with_writer(std::io::stderr).init();
}

#[allow(clippy::print_stdout, reason = "what a command was asked for")]
fn tell(answer: &str) {
    println!("{answer}");
}

#[allow(clippy::print_stderr, reason = "the last words of a command that failed")]
fn tell_error(error: &dyn std::error::Error) {
    eprintln!("cho-lang: {error}");
}
