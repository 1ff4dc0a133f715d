//! A PostgreSQL cluster for one run of the tests or of a measurement: nothing of it is left behind.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use nix::unistd::{User, geteuid};

use crate::{
    process::{Running, bound_to_us, output},
    tools,
    workspace::target,
};

/// The path of a Unix socket fits into 107 bytes.
const SOCKET_PATH: usize = 90;

/// What a cluster does so that nothing is lost when the power fails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As PostgreSQL comes: a commit waits for the disk.
    Full,
    /// Nothing: tests throw it away anyway.
    None,
}

/// What makes a cluster fast and careless.
const CARELESS: [&str; 3] = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

pub struct Cluster {
    // Dropped in this order: the server ends before its folder goes.
    _server: Running,
    _folder: Folder,
    port: u16,
}

impl Cluster {
    pub fn start(durability: Durability) -> Result<Self> {
        let programs = tools::postgres()?;
        let user = other_user()?;
        let user = user.as_deref();
        let folder = Folder::make(user)?;
        let data = folder.0.join("data");
        initialise(&programs, &data, user).context("initdb")?;

        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let log = fs::File::create(folder.0.join("log"))?;
        let short = folder.0.as_os_str().len() < SOCKET_PATH;
        let sockets = if short { folder.0.display().to_string() } else { String::new() };
        let mut command = bound_to_us(programs.join("postgres"), user);
        command.arg("-D").arg(&data).args(["-p", &port.to_string(), "-k", &sockets]);
        let careless = CARELESS.into_iter().filter(|_| durability == Durability::None);
        for setting in ["listen_addresses=127.0.0.1", "max_connections=200"].into_iter().chain(careless) {
            command.args(["-c", setting]);
        }
        command.current_dir(&folder.0).stdout(log.try_clone()?).stderr(log).env_remove("PGDATA");
        let mut server = Running::start(&mut command)?;
        if let Err(error) = wait_until_ready(&mut server, &data) {
            let log = fs::read_to_string(folder.0.join("log")).unwrap_or_default();
            bail!("PostgreSQL did not start: {error:#}\n{log}");
        }
        Ok(Self { _server: server, _folder: folder, port })
    }

    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

fn initialise(programs: &Path, data: &Path, user: Option<&str>) -> Result<()> {
    // With C.UTF-8 `lower` knows Vietnamese letters; only Linux has it everywhere.
    let locale = if cfg!(target_os = "linux") { "--locale=C.UTF-8" } else { "--locale=en_US.UTF-8" };
    let mut command = bound_to_us(programs.join("initdb"), user);
    command.arg("-D").arg(data).args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync", locale]);
    command.current_dir("/");
    output(&mut command).map(drop)
}

/// PostgreSQL writes its state into the eighth line of its lock file.
fn wait_until_ready(server: &mut Running, data: &Path) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(30) {
        server.still_runs()?;
        let state = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        if state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
            return Ok(());
        }
        sleep(Duration::from_millis(20));
    }
    bail!("it is not ready after 30 s")
}

/// PostgreSQL refuses to run as root: then it runs as a user who may do nothing else.
fn other_user() -> Result<Option<String>> {
    if !geteuid().is_root() {
        return Ok(None);
    }
    if tools::find("setpriv").is_none() {
        bail!("PostgreSQL does not run as root, and `setpriv` (util-linux) is missing to become another user");
    }
    for name in ["postgres", "nobody"] {
        if User::from_name(name)?.is_some() {
            return Ok(Some(name.to_owned()));
        }
    }
    bail!("PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody`")
}

struct Folder(PathBuf);

impl Folder {
    /// Below `target`, or where the other user may not go there (a home folder of root), below the system's own.
    fn make(user: Option<&str>) -> Result<Self> {
        let name = format!("cho-lang-postgres-{}", std::process::id());
        for parent in [target(), std::env::temp_dir()] {
            let folder = Self(parent.join(&name));
            fs::create_dir_all(&folder.0).with_context(|| format!("making {}", folder.0.display()))?;
            let Some(user) = user else {
                return Ok(folder);
            };
            let owner = User::from_name(user)?.context("the user is gone")?;
            std::os::unix::fs::chown(&folder.0, Some(owner.uid.as_raw()), Some(owner.gid.as_raw()))?;
            let mut reach: Command = bound_to_us("test", Some(user));
            let reached = reach.arg("-w").arg(&folder.0).stdin(Stdio::null()).status()?;
            if reached.success() {
                return Ok(folder);
            }
        }
        bail!("the user {} may write neither below target nor below the system's temporary folder", user.unwrap_or(""))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
