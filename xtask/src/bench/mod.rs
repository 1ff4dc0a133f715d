//! Measurements. Each prints ratios of things measured side by side in the same run: times alone depend on the
//! machine and on what else it does.

mod build;
mod bytes;
mod orders;
mod pages;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{process::say, workspace::target};

/// How often each thing is measured; the median is told.
const ROUNDS: usize = 5;

type Bench = (&'static str, fn() -> Result<()>);

/// Every measurement by its name.
const BENCHES: &[Bench] = &[
    ("pages", pages::measure),
    ("bytes", bytes::measure),
    ("checkout", orders::checkout),
    ("webhooks", orders::webhooks),
    ("clean-build", build::from_clean),
    ("edits", build::after_edits),
];

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

/// The middle one; nothing measured is nothing.
fn median<T: Copy + Default + PartialOrd>(mut measured: Vec<T>) -> T {
    measured.sort_by(|left, right| left.partial_cmp(right).unwrap_or(std::cmp::Ordering::Equal));
    measured.get(measured.len() / 2).copied().unwrap_or_default()
}

/// A folder for one measurement, empty at its begin and gone at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn make(name: &str) -> Result<Self> {
        let folder = target().join("bench").join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_one() {
        assert_eq!(median(vec![9, 1, 5]), 5);
        assert_eq!(median(Vec::<u8>::new()), 0);
    }
}
