//! How long a developer waits after editing one line.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use super::{ROUNDS, Scratch, median};
use crate::{
    build::compile,
    process::{run, say},
    workspace::{Profile, cargo, root},
};

/// Nothing, the pages and the server are edited in turn, so that what else the machine does meets all three alike.
pub fn after_edits() -> Result<()> {
    compile(Profile::Debug)?;
    let edits = [
        ("nothing", None),
        ("app/src/lib.rs", Some("app/src/lib.rs")),
        ("server/src/lib.rs", Some("server/src/lib.rs")),
    ];
    let mut times = edits.map(|_| Vec::with_capacity(ROUNDS));
    for round in 0..ROUNDS {
        for ((_, file), times) in edits.iter().zip(&mut times) {
            times.push(after_edit(*file, round)?);
        }
    }
    let medians = times.map(median);
    for ((name, _), time) in edits.iter().zip(medians) {
        let ratio = time.as_secs_f64() / medians[0].as_secs_f64();
        say(&format!(
            "cargo build -p server after editing {name:<18} {:>6.2} s   {ratio:>5.1} × nothing",
            time.as_secs_f64()
        ));
    }
    Ok(())
}

/// How long the first build takes. Once: five would take half an hour.
pub fn from_clean() -> Result<()> {
    let scratch = Scratch::make("clean")?;
    let start = Instant::now();
    run(cargo(["build", "-p", "server", "--bin", "cho-lang"]).env("CARGO_TARGET_DIR", scratch.path()))?;
    say(&format!(
        "cargo build -p server from clean            {:>6.0} s   (measured once)",
        start.elapsed().as_secs_f64()
    ));
    Ok(())
}

fn after_edit(file: Option<&str>, round: usize) -> Result<Duration> {
    let edit = file.map(|file| Edit::make(root().join(file), round)).transpose()?;
    let start = Instant::now();
    compile(Profile::Debug)?;
    let time = start.elapsed();
    // Taking the edit back is an edit too: it must not be counted for what is measured next.
    drop(edit);
    compile(Profile::Debug)?;
    Ok(time)
}

/// A comment at a file's end, taken away again whatever happens. What others wrote meanwhile stays.
struct Edit {
    path: PathBuf,
    line: String,
}

impl Edit {
    fn make(path: PathBuf, round: usize) -> Result<Self> {
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let edit = Self { line: format!("// measured, round {round}\n"), path };
        fs::write(&edit.path, text + &edit.line)?;
        Ok(edit)
    }
}

impl Drop for Edit {
    fn drop(&mut self) {
        if let Ok(text) = fs::read_to_string(&self.path) {
            let _ = fs::write(&self.path, text.replace(&self.line, ""));
        }
    }
}
