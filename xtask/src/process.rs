//! Other programs: each runs in its own process group, so that Ctrl-C reaches all of it and never outruns our own
//! clean-up.

use std::{
    ffi::OsStr,
    io::Write,
    os::unix::process::CommandExt,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};

static GROUPS: Mutex<Vec<i32>> = Mutex::new(Vec::new());
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Ctrl-C (or a TERM) is passed on to what runs; asked twice, it kills. We ourselves go on to clean up.
pub fn listen_for_interrupts() -> Result<()> {
    let told = || {
        let signal = if INTERRUPTED.swap(true, Ordering::SeqCst) { Signal::SIGKILL } else { Signal::SIGINT };
        for group in GROUPS.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let _ = killpg(Pid::from_raw(*group), signal);
        }
    };
    ctrlc::set_handler(told).context("listening for Ctrl-C")
}

pub fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

#[allow(clippy::print_stderr, reason = "the last words of a task that failed")]
pub fn complain(words: &str) {
    eprintln!("xtask: {words}");
}

/// Prints a line; a reader that went away is no reason to panic.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// A program that runs beside us and ends with this value.
pub struct Running {
    child: Child,
    name: String,
}

impl Running {
    pub fn start(command: &mut Command) -> Result<Self> {
        if interrupted() {
            bail!("interrupted");
        }
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        let child = child.with_context(|| format!("starting {name}"))?;
        let running = Self { child, name };
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).push(running.group());
        Ok(running)
    }

    pub fn wait(mut self) -> Result<ExitStatus> {
        self.child.wait().with_context(|| format!("waiting for {}", self.name))
    }

    /// An error if it has ended already.
    pub fn still_runs(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(_) if interrupted() => bail!("interrupted"),
            Some(status) => bail!("{} ended: {status}", self.name),
        }
    }

    fn group(&self) -> i32 {
        i32::try_from(self.child.id()).unwrap_or(i32::MAX)
    }

    fn end(&mut self) -> std::io::Result<()> {
        let group = Pid::from_raw(self.group());
        let limit = Instant::now() + Duration::from_secs(10);
        let mut signal = Signal::SIGINT;
        while self.child.try_wait()?.is_none() {
            let _ = killpg(group, signal);
            // Asked once, politely; then only watched until patience ends.
            while self.child.try_wait()?.is_none() && (signal == Signal::SIGKILL || Instant::now() < limit) {
                sleep(Duration::from_millis(10));
            }
            signal = Signal::SIGKILL;
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.end();
        let group = self.group();
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).retain(|other| *other != group);
    }
}

/// Runs a program to its end; anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = Running::start(command)?.wait()?;
    if interrupted() {
        bail!("interrupted");
    }
    if !status.success() {
        bail!("`{shown}` failed: {status}");
    }
    Ok(())
}

/// What a short program prints.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("running `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A program that also ends when we are killed outright, where the system can do that.
pub fn bound_to_us(program: impl AsRef<OsStr>, user: Option<&str>) -> Command {
    if crate::tools::find("setpriv").is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    if let Some(user) = user {
        command.args(["--reuid", user, "--regid", user, "--clear-groups"]);
    }
    command.args(["--pdeathsig", "INT", "--"]).arg(program);
    command
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
