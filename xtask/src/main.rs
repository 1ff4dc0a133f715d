//! `cargo xtask`: builds, serves, tests and measures Chợ Làng. It fetches nothing but crates, npm and apt packages.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a developer's tool talks to its terminal and reads its environment and clock"
)]

mod bench;
mod build;
mod bundle;
mod market;
mod process;
mod serve;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::{test::Group, workspace::Profile};

/// Builds, serves, tests and measures Chợ Làng.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything, fill an empty database with the demo market and serve it until Ctrl-C.
    Serve {
        #[arg(long)]
        release: bool,
        #[arg(long, default_value_t = 3000)]
        port: u16,
    },
    /// Build what browsers load (script, wasm, styles, fonts, icons) into `target/site`.
    Bundle {
        #[arg(long)]
        release: bool,
    },
    /// Build the server with the site's assets inside: `target/release/cho-lang`.
    Build {
        #[arg(long)]
        release: bool,
    },
    /// Run every test: rules, stores on SQLite and PostgreSQL, HTTP, browser.
    Test {
        /// Only one of the groups.
        #[arg(long)]
        only: Option<Group>,
        /// Handed to the test runner: a filter of names for cargo, or Playwright's arguments after `--only browser`.
        #[arg(last = true)]
        filter: Vec<String>,
    },
    /// Measure; without a name, everything.
    Bench { name: Option<String> },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            process::complain(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<ExitCode> {
    process::listen_for_interrupts()?;
    match task {
        Task::Serve { release, port } => serve::serve(Profile::of(release), port)?,
        Task::Bundle { release } => bundle::bundle(Profile::of(release))?.print(),
        Task::Build { release } => build::build(Profile::of(release))?,
        Task::Test { only, filter } => return test::test(only, &filter),
        Task::Bench { name } => bench::bench(name.as_deref())?,
    }
    Ok(ExitCode::SUCCESS)
}
