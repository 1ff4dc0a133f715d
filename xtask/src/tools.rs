//! What the machine must have: found, else installed where we may, else named in an error. Never skipped.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{
    process::{output, run, say},
    workspace::{root, target},
};

const WASM: &str = "wasm32-unknown-unknown";
/// What Playwright asks for, and what is fetched from npm when the system's is older.
const NODE_AT_LEAST: u32 = 20;
const NODE_FETCHED: &str = "22";

/// A program in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

pub fn ensure_wasm_target() -> Result<()> {
    let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    if find("rustup").is_none() {
        bail!("Rust's {WASM} target is missing, and there is no rustup to add it");
    }
    run(Command::new("rustup").args(["target", "add", WASM]).current_dir(root()))
}

/// Installs Debian packages as root or through a `sudo` that asks nothing.
pub fn apt_install(why: &str, packages: &[&str]) -> Result<()> {
    let hint = format!("apt-get install -y {}", packages.join(" "));
    let prefix: &[&str] = if nix::unistd::geteuid().is_root() {
        &[]
    } else if output(Command::new("sudo").args(["-n", "true"])).is_ok() {
        &["sudo", "-n"]
    } else {
        bail!("{why} is missing. Install it: sudo {hint}");
    };
    if find("apt-get").is_none() {
        bail!("{why} is missing, and this system has no apt-get. On Debian: {hint}");
    }
    say(&format!("{why} is missing: {hint}"));
    let environment = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"];
    let apt = |arguments: &[&str]| {
        let words: Vec<&str> = [prefix, &environment, arguments].concat();
        run(Command::new(words[0]).args(&words[1..])).with_context(|| format!("{why} is missing. Install it: {hint}"))
    };
    apt(&["update"])?;
    apt(&[&["install", "--no-install-recommends"], packages].concat())
}

pub fn chromium() -> Result<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    if let Some(path) = &named
        && !path.is_file()
    {
        bail!("CHROMIUM names {}, which does not exist", path.display());
    }
    let look = || ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(find);
    if let Some(path) = named.or_else(look) {
        return Ok(path);
    }
    apt_install("Chromium", &["chromium", "fonts-noto-core"])?;
    look().context("Chromium is not in PATH even after its installation")
}

/// The folder of PostgreSQL's server programs: the newest that Debian keeps, or that of `PATH`.
pub fn postgres() -> Result<PathBuf> {
    let look =
        || newest_postgres(Path::new("/usr/lib/postgresql")).or_else(|| find("initdb")?.parent().map(Path::to_owned));
    if let Some(folder) = look() {
        return Ok(folder);
    }
    apt_install("PostgreSQL", &["postgresql"])?;
    look().context("PostgreSQL's initdb is not found even after its installation")
}

fn newest_postgres(versions: &Path) -> Option<PathBuf> {
    let found = fs::read_dir(versions).ok()?.flatten().filter_map(|version| {
        let number: u32 = version.file_name().to_str()?.parse().ok()?;
        let folder = version.path().join("bin");
        folder.join("initdb").is_file().then_some((number, folder))
    });
    found.max().map(|(_, folder)| folder)
}

/// The browser stories' packages. Returns the `PATH` under which a Node new enough is found.
pub fn browser_packages() -> Result<std::ffi::OsString> {
    if find("npm").is_none() {
        apt_install("Node.js", &["nodejs", "npm"])?;
    }
    let path = node_path()?;
    let folder = root().join("end2end");
    let changed = |file: &str| fs::metadata(folder.join(file)).and_then(|about| about.modified()).ok();
    if changed("node_modules/.package-lock.json") < changed("package-lock.json") {
        run(Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .env("PATH", &path)
            .current_dir(&folder))?;
    }
    Ok(path)
}

/// Debian 12 ships Node 18; the npm registry holds newer ones as packages.
fn node_path() -> Result<std::ffi::OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let version = output(Command::new("node").arg("--version"))?;
    let major: Option<u32> =
        version.trim().trim_start_matches('v').split('.').next().and_then(|text| text.parse().ok());
    if major.is_some_and(|major| major >= NODE_AT_LEAST) {
        return Ok(path);
    }
    let machine = match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => bail!("Node.js {NODE_AT_LEAST} or newer is needed; there is {} for {other}", version.trim()),
    };
    let package = format!("node-linux-{machine}");
    let home = target().join("node");
    let folder = home.join("node_modules").join(&package).join("bin");
    if !folder.join("node").is_file() {
        fs::create_dir_all(&home)?;
        run(Command::new("npm")
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"])
            .arg(&home)
            .arg(format!("{package}@{NODE_FETCHED}")))?;
    }
    Ok(env::join_paths(std::iter::once(folder).chain(env::split_paths(&path)))?)
}
