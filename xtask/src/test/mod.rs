//! Every test of the market, and what the tests need around them.

mod browser;
mod cargo;
pub mod postgres;
mod tally;

use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

use self::{postgres::Durability, tally::Tally};
use crate::{
    bundle::bundle,
    process::{interrupted, say},
    workspace::Profile,
};

/// What a test is about. Ordered as the tests run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Group {
    /// Unit tests: types, rules, state machines, words.
    Rules,
    /// Stores, on SQLite and PostgreSQL.
    Stores,
    /// The real router, on SQLite and PostgreSQL.
    Http,
    /// Stories in Chromium.
    Browser,
}

/// Runs the tests and ends with `N passed, M failed`.
pub fn test(only: Option<Group>, filter: &[String]) -> Result<ExitCode> {
    let mut tally = Tally::default();
    // A filter names cargo's tests unless the browser's were asked for.
    let in_cargo = only != Some(Group::Browser);
    let in_browser = only == Some(Group::Browser) || (only.is_none() && filter.is_empty());
    // Asked first, so that nobody waits for a build only to read that something is missing.
    let browser = in_browser.then(browser::Needs::find).transpose()?;
    let postgres = in_cargo.then(|| postgres::Cluster::start(Durability::None)).transpose()?;

    if browser.is_some() || only == Some(Group::Http) {
        bundle(Profile::Debug)?;
    }
    if let Some(postgres) = &postgres {
        cargo::run(only, filter, &postgres.url(), &mut tally)?;
    }
    drop(postgres);
    match browser {
        Some(needs) if !interrupted() => browser::run(&needs, filter, in_cargo, &mut tally)?,
        None if only.is_none() => say("\nA filter was given: the browser stories were not run."),
        _ => {}
    }
    if interrupted() {
        anyhow::bail!("interrupted");
    }
    tally.print();
    Ok(if tally.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
