//! The counts, read from what the test runner prints.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use super::Group;
use crate::process::say;

#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub ignored: usize,
    pub time: Duration,
}

#[derive(Default)]
pub struct Tally {
    groups: BTreeMap<Group, Counts>,
    failures: Vec<String>,
    pub building: Duration,
}

impl Tally {
    pub fn add(&mut self, group: Group, counts: Counts) {
        let sum = self.groups.entry(group).or_default();
        sum.passed += counts.passed;
        sum.failed += counts.failed;
        sum.ignored += counts.ignored;
        sum.time += counts.time;
    }

    /// Something that could not be run at all counts as one failure.
    pub fn lost(&mut self, group: Group, what: &str) {
        self.failures.push(what.to_owned());
        self.add(group, Counts { failed: 1, ..Counts::default() });
    }

    pub fn failed(&self) -> usize {
        self.groups.values().map(|counts| counts.failed).sum()
    }

    pub fn print(&self) {
        if !self.failures.is_empty() {
            say("\nFailed:");
            self.failures.iter().for_each(|name| say(&format!("  {name}")));
        }
        say(&format!("\n{:<10} {:>7} {:>7} {:>8} {:>9}", "", "passed", "failed", "ignored", "time"));
        say(&format!("{:<10} {:>34}", "build", seconds(self.building)));
        for (group, counts) in &self.groups {
            let Counts { passed, failed, ignored, time } = counts;
            let name = format!("{group:?}").to_lowercase();
            // Tests of stores run among others, in the same program.
            let time = if time.is_zero() { "shared".to_owned() } else { seconds(*time) };
            say(&format!("{name:<10} {passed:>7} {failed:>7} {ignored:>8} {time:>9}"));
        }
        let passed: usize = self.groups.values().map(|counts| counts.passed).sum();
        say(&format!("\n{passed} passed, {} failed", self.failed()));
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Reads cargo's output line by line: headings say which program runs, lines name tests, a summary ends a program.
pub struct Reader<'a> {
    tally: &'a mut Tally,
    /// Names of the test programs that drive the whole market.
    whole: &'a [String],
    group: Group,
    program: String,
    since: Instant,
    stores: Counts,
}

impl<'a> Reader<'a> {
    pub fn new(tally: &'a mut Tally, whole: &'a [String]) -> Self {
        let (group, stores) = (Group::Rules, Counts::default());
        Self { tally, whole, group, program: String::new(), since: Instant::now(), stores }
    }

    pub fn read(&mut self, line: &str) {
        let text = line.trim();
        if let Some(program) = heading(text) {
            self.begin(program);
        } else if let Some(counts) = summary(text) {
            self.end(counts);
        } else if let Some((name, outcome)) = text.strip_prefix("test ").and_then(|rest| rest.rsplit_once(" ... ")) {
            self.count(name, outcome);
        }
    }

    fn begin(&mut self, program: &str) {
        let whole = self.whole.iter().any(|name| program.starts_with(&format!("tests/{name}")));
        self.group = if whole && !program.contains("architecture") { Group::Http } else { Group::Rules };
        program.clone_into(&mut self.program);
        self.since = Instant::now();
        self.stores = Counts::default();
    }

    fn count(&mut self, name: &str, outcome: &str) {
        let of_store = name.split("::").any(|part| matches!(part, "store" | "stores"));
        match outcome {
            "FAILED" => {
                self.tally.failures.push(format!("{name}  ({})", self.program));
                self.stores.failed += usize::from(of_store);
            }
            "ok" => self.stores.passed += usize::from(of_store),
            outcome if outcome.starts_with("ignored") => self.stores.ignored += usize::from(of_store),
            _ => {}
        }
    }

    /// The summary counts everything; the tests of stores among it were counted by name.
    fn end(&mut self, all: Counts) {
        let stores = self.stores;
        let rest = Counts {
            passed: all.passed.saturating_sub(stores.passed),
            failed: all.failed.saturating_sub(stores.failed),
            ignored: all.ignored.saturating_sub(stores.ignored),
            time: self.since.elapsed(),
        };
        self.tally.add(self.group, rest);
        if stores != Counts::default() {
            self.tally.add(Group::Stores, stores);
        }
        self.since = Instant::now();
        self.stores = Counts::default();
    }
}

fn heading(text: &str) -> Option<&str> {
    let unit = text.strip_prefix("Running ").filter(|rest| rest.ends_with(')'));
    unit.map(|rest| rest.trim_start_matches("unittests ")).or_else(|| text.strip_prefix("Doc-tests "))
}

fn summary(text: &str) -> Option<Counts> {
    let (_, numbers) = text.strip_prefix("test result: ")?.split_once(". ")?;
    let mut counts = Counts::default();
    for part in numbers.split("; ") {
        match part.split_once(' ') {
            Some((number, "passed")) => counts.passed = number.parse().ok()?,
            Some((number, "failed")) => counts.failed = number.parse().ok()?,
            Some((number, "ignored")) => counts.ignored = number.parse().ok()?,
            _ => {}
        }
    }
    Some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_counted_by_what_they_are_about() {
        let printed = "     Running unittests src/lib.rs (target/debug/deps/shop-1)\ntest money::stored_sums ... ok\n\
            test result: ok. 1 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s\n\
                 Running tests/market/main.rs (target/debug/deps/market-1)\n\
            test orders::store::sqlite ... ok\ntest orders::places::sqlite ... FAILED\ntest orders::x::postgres ... ok\n\
            test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s\n";
        let mut tally = Tally::default();
        let whole = ["market".to_owned()];
        let mut reader = Reader::new(&mut tally, &whole);
        printed.lines().for_each(|line| reader.read(line));
        let counts = |group| tally.groups.get(&group).map(|counts| (counts.passed, counts.failed, counts.ignored));
        assert_eq!(counts(Group::Rules), Some((1, 0, 2)));
        assert_eq!(counts(Group::Stores), Some((1, 0, 0)));
        assert_eq!(counts(Group::Http), Some((1, 1, 0)));
        assert_eq!(tally.failures, ["orders::places::sqlite  (tests/market/main.rs (target/debug/deps/market-1))"]);
    }
}
