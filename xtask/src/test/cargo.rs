//! Tests that cargo runs: rules, stores, HTTP.

use std::{
    io::{BufRead, BufReader, pipe},
    time::Instant,
};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{
    Group,
    tally::{Reader, Tally},
};
use crate::{
    process::{Running, output, run as run_to_end, say},
    workspace::cargo,
};

/// Always the whole workspace: choosing packages would choose other features, and build everything again.
const WORKSPACE: [&str; 4] = ["test", "--workspace", "--exclude", "hydrate"];

/// Tests of stores live in modules of these names.
const OF_STORES: [&str; 2] = ["store::", "stores::"];

pub fn run(only: Option<Group>, filter: &[String], postgres: &str, tally: &mut Tally) -> Result<()> {
    let whole = server_tests()?;
    let targets = targets(only, &whole);
    let start = Instant::now();
    let built = run_to_end(cargo(WORKSPACE).args(&targets).arg("--no-run"));
    tally.building = start.elapsed();
    if let Err(error) = built {
        tally.lost(only.unwrap_or(Group::Rules), &format!("{error:#}"));
        return Ok(());
    }

    let mut command = cargo(WORKSPACE);
    command.args(&targets).arg("--no-fail-fast").arg("--").args(filter);
    if only == Some(Group::Stores) && filter.is_empty() {
        command.args(OF_STORES);
    }
    if only == Some(Group::Http) {
        command.args(OF_STORES.iter().flat_map(|name| ["--skip", name]));
    }
    command.env("TEST_POSTGRES_URL", postgres);

    // One pipe for both streams keeps cargo's headings between the tests they head.
    let (reader, writer) = pipe()?;
    command.stdout(writer.try_clone()?).stderr(writer);
    let running = Running::start(&mut command)?;
    // Our own ends of the pipe live in the command; the reading ends when all are closed.
    drop(command);
    let before = tally.failed();
    let mut counting = Reader::new(tally, &whole);
    for line in BufReader::new(reader).split(b'\n') {
        let line = line.context("reading what the tests print")?;
        let line = String::from_utf8_lossy(&line);
        say(&line);
        counting.read(&line);
    }
    let status = running.wait()?;
    if !status.success() && tally.failed() == before {
        tally.lost(only.unwrap_or(Group::Rules), &format!("cargo test ended without a count: {status}"));
    }
    Ok(())
}

fn targets(only: Option<Group>, whole: &[String]) -> Vec<String> {
    let named = |wanted: fn(&str) -> bool| {
        whole.iter().filter(move |name| wanted(name)).flat_map(|name| ["--test".to_owned(), name.clone()])
    };
    let units = ["--lib", "--bins"].map(str::to_owned);
    match only {
        None | Some(Group::Browser) => Vec::new(),
        Some(Group::Rules) => units.into_iter().chain(named(|name| name == "architecture")).collect(),
        Some(Group::Stores) => units.into_iter().chain(named(|_| true)).collect(),
        Some(Group::Http) => named(|name| name != "architecture").collect(),
    }
}

/// The server's test programs, as cargo knows them.
fn server_tests() -> Result<Vec<String>> {
    let text = output(&mut cargo(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().context("cargo metadata lists no packages")?;
    let server = packages.iter().find(|package| package["name"] == "server").context("there is no package `server`")?;
    let targets = server["targets"].as_array().into_iter().flatten();
    let tests = targets.filter(|target| target["kind"][0] == "test");
    Ok(tests.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect())
}
