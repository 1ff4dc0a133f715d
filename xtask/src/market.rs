//! A market of ours on this machine: migrated, filled with the demo if empty, open.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::Path,
    process::Command,
    thread::sleep,
    time::Duration,
};

use anyhow::{Context, Result};

use crate::{
    process::{Running, bound_to_us, run},
    workspace::{Profile, root, server},
};

pub struct Market {
    pub address: SocketAddr,
    running: Running,
}

/// An address on loopback: the port if it is free, any free one for port 0.
pub fn address(port: u16) -> Result<SocketAddr> {
    let wanted = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let hint = || format!("{wanted} is taken; choose another with --port");
    Ok(TcpListener::bind(wanted).with_context(hint)?.local_addr()?)
}

impl Market {
    /// Opens the market that was built; `data` keeps its database elsewhere than the settings say.
    pub fn open(profile: Profile, address: SocketAddr, data: Option<&Path>) -> Result<Self> {
        let cho_lang = |word: &str| {
            let mut command = bound_to_us(server(profile), None);
            command.arg(word).env("LISTEN_ADDR", address.to_string()).current_dir(root());
            if let Some(folder) = data {
                of_its_own(&mut command, address, folder);
            }
            command
        };
        run(&mut cho_lang("migrate"))?;
        run(&mut cho_lang("demo"))?;
        let mut running = Running::start(&mut cho_lang("serve"))?;
        while TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_err() {
            running.still_runs()?;
            sleep(Duration::from_millis(50));
        }
        Ok(Self { address, running })
    }

    /// Stays open until it ends by itself or is interrupted.
    pub fn wait(self) -> Result<std::process::ExitStatus> {
        self.running.wait()
    }
}

/// Nothing of the developer's own settings: a measurement must not depend on them.
fn of_its_own(command: &mut Command, address: SocketAddr, folder: &Path) {
    command
        .env("PUBLIC_URL", format!("http://{address}"))
        .env("DATA_DIR", folder)
        .env("DATABASE_URL", format!("sqlite://{}?mode=rwc", folder.join("cho-lang.db").display()))
        .env("RATE_LIMITS", "off")
        .env("LOG", "warn")
        .current_dir(folder);
}
