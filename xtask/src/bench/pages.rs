//! How many pages a second, against a file of about the same size from the same server in the same run.

use std::{collections::BTreeMap, fs, process::Command};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{ROUNDS, Scratch, median};
use crate::{
    build,
    market::{self, Market},
    process::{output, say},
    tools,
    workspace::{Profile, site},
};

const SECONDS: &str = "3s";
const PAGES: &[(&str, &str)] = &[("product", "/san-pham/nuoc-mam-nguyen-chat-30n"), ("category", "/danh-muc/nuoc-mam")];
/// A session that is none still keeps a visit away from the kept pages.
const UNCACHED: &str = "Cookie: phien=none";

/// The file and the pages are asked for in turn, so that what else the machine does meets all of them alike.
pub fn measure() -> Result<()> {
    let wrk = wrk()?;
    build::build(Profile::Release)?;
    let scratch = Scratch::make("pages")?;
    let market = Market::open(Profile::Release, market::address(0)?, Some(scratch.path()))?;
    let at = |path: &str| format!("http://{}{path}", market.address);
    for (name, path) in PAGES {
        let bytes = size(&at(path))?;
        let (file, file_bytes) = nearest_asset(bytes)?;
        let mut rates: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for _ in 0..ROUNDS {
            rates.entry("file").or_default().push(wrk.rate(&at(&format!("/{file}")), None)?);
            rates.entry("cached").or_default().push(wrk.rate(&at(path), None)?);
            rates.entry("uncached").or_default().push(wrk.rate(&at(path), Some(UNCACHED))?);
        }
        let rates: BTreeMap<&str, f64> = rates.into_iter().map(|(of, rates)| (of, median(rates))).collect();
        say(&format!("{name} page {bytes} bytes, file {file_bytes} bytes"));
        for (of, rate) in &rates {
            say(&format!("  {of:<9} {rate:>9.0} requests/s   {:>5.2} × file", rate / rates["file"]));
        }
    }
    Ok(())
}

/// The load generator of Debian's package `wrk`.
struct Wrk(std::path::PathBuf);

fn wrk() -> Result<Wrk> {
    if tools::find("wrk").is_none() {
        tools::apt_install("the load generator wrk", &["wrk"])?;
    }
    tools::find("wrk").map(Wrk).context("wrk is not in PATH even after its installation")
}

impl Wrk {
    /// Requests a second over 16 kept connections from one thread; any answer but 2xx spoils the measurement.
    fn rate(&self, url: &str, header: Option<&str>) -> Result<f64> {
        let mut command = Command::new(&self.0);
        command.args(["-t1", "-c16", "-d", SECONDS]);
        if let Some(header) = header {
            command.args(["-H", header]);
        }
        let told = output(command.arg(url))?;
        if told.contains("Non-2xx") || told.contains("Socket errors") {
            bail!("{url} did not answer well:\n{told}");
        }
        let rate = told.lines().find_map(|line| line.strip_prefix("Requests/sec:"));
        rate.and_then(|rate| rate.trim().parse().ok()).with_context(|| format!("wrk told no rate:\n{told}"))
    }
}

fn size(url: &str) -> Result<u64> {
    let told = output(Command::new("curl").args(["-sS", "-f", "-o", "/dev/null", "-w", "%{size_download}", url]))?;
    told.trim().parse().with_context(|| format!("curl told {told}"))
}

/// The built file whose size is nearest.
fn nearest_asset(bytes: u64) -> Result<(String, u64)> {
    let manifest: BTreeMap<String, Value> = serde_json::from_slice(&fs::read(site().join("manifest.json"))?)?;
    let sizes =
        manifest.values().filter_map(|built| Some((built["file"].as_str()?.to_owned(), built["bytes"].as_u64()?)));
    sizes.min_by_key(|(_, size)| size.abs_diff(bytes)).context("the bundle is empty")
}
