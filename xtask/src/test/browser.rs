//! Stories in Chromium, by Playwright. Each starts a market of its own (`end2end/support/market.ts`).

use std::{ffi::OsString, fs, path::PathBuf, process::Command, time::Instant};

use anyhow::Result;
use serde_json::Value;

use super::{
    Group,
    tally::{Counts, Tally},
};
use crate::{
    build,
    process::{Running, say},
    tools,
    workspace::{Profile, root, server, target},
};

pub struct Needs {
    path: OsString,
    chromium: PathBuf,
}

impl Needs {
    pub fn find() -> Result<Self> {
        Ok(Self { path: tools::browser_packages()?, chromium: tools::chromium()? })
    }
}

/// `built`: the run of cargo's tests has left the server already.
pub fn run(needs: &Needs, filter: &[String], built: bool, tally: &mut Tally) -> Result<()> {
    let start = Instant::now();
    if !built && let Err(error) = build::compile(Profile::Debug) {
        tally.lost(Group::Browser, &format!("{error:#}"));
        return Ok(());
    }
    tally.building += start.elapsed();

    let start = Instant::now();
    let report = target().join("browser-report.json");
    let _ = fs::remove_file(&report);
    let folder = root().join("end2end");
    let mut command = Command::new(folder.join("node_modules/.bin/playwright"));
    command
        .args(["test", "--reporter=list,json"])
        .args(filter)
        .env("PATH", &needs.path)
        .env("CHROMIUM", &needs.chromium)
        .env("CHO_LANG", server(Profile::Debug))
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env_remove("BASE_URL")
        .current_dir(folder);
    say("\nBrowser stories");
    let status = Running::start(&mut command)?.wait()?;
    let mut counts = fs::read(&report).ok().and_then(|text| read(&text)).unwrap_or_default();
    counts.time = start.elapsed();
    let lost = !status.success() && counts.failed == 0;
    tally.add(Group::Browser, counts);
    if lost {
        tally.lost(Group::Browser, &format!("the browser stories could not be run: {status}"));
    }
    Ok(())
}

/// A story that passed only when tried again has failed.
fn read(report: &[u8]) -> Option<Counts> {
    let report: Value = serde_json::from_slice(report).ok()?;
    let number = |name: &str| report["stats"][name].as_u64().and_then(|number| usize::try_from(number).ok());
    Some(Counts {
        passed: number("expected")?,
        failed: number("unexpected")? + number("flaky")?,
        ignored: number("skipped")?,
        ..Counts::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_counted_from_playwrights_report() {
        let report = br#"{"stats":{"expected":5,"unexpected":1,"flaky":1,"skipped":2}}"#;
        assert_eq!(read(report), Some(Counts { passed: 5, failed: 2, ignored: 2, ..Counts::default() }));
    }
}
