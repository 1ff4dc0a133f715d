//! Measurements. Each prints ratios of things measured side by side in the same run: times alone depend on the
//! machine and on what else it does.

mod build;

use anyhow::{Result, bail};

use crate::process::say;

type Bench = (&'static str, fn() -> Result<()>);

/// Every measurement by its name.
const BENCHES: &[Bench] = &[("build", build::measure)];

/// Runs the named measurement, or all.
pub fn bench(name: Option<&str>) -> Result<()> {
    let chosen: Vec<&Bench> = BENCHES.iter().filter(|(known, _)| name.is_none_or(|name| name == *known)).collect();
    if chosen.is_empty() {
        let known: Vec<&str> = BENCHES.iter().map(|(known, _)| *known).collect();
        bail!("no such measurement; there are: {}", known.join(", "));
    }
    for (known, measure) in chosen {
        say(&format!("── {known}"));
        measure()?;
    }
    Ok(())
}
