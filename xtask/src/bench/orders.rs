//! Buying and paying, on both databases, each as durable as people's orders must be.

use std::path::Path;

use anyhow::Result;

use super::Scratch;
use crate::{
    build,
    bundle::bundle,
    process::{bound_to_us, run},
    test::postgres::{Cluster, Durability},
    workspace::{Profile, cargo, server, site, target},
};

pub fn checkout() -> Result<()> {
    on_both("checkout")
}

pub fn webhooks() -> Result<()> {
    on_both("webhooks")
}

fn on_both(what: &str) -> Result<()> {
    // Nothing of the site is measured: one that was built before will do.
    if !site().join("manifest.json").exists() {
        bundle(Profile::Release)?;
    }
    build::compile(Profile::Release)?;
    run(&mut cargo(["build", "--release", "-p", "measure"]))?;
    let scratch = Scratch::make(what)?;
    let folder = |name: &str| {
        let folder = scratch.path().join(name);
        std::fs::create_dir_all(&folder).map(|()| folder)
    };
    let sqlite = folder("sqlite")?;
    measure(what, &format!("sqlite://{}?mode=rwc", sqlite.join("cho-lang.db").display()), &sqlite)?;
    let cluster = Cluster::start(Durability::Full)?;
    measure(what, &cluster.url(), &folder("postgres")?)
}

fn measure(what: &str, database: &str, folder: &Path) -> Result<()> {
    let mut command = bound_to_us(target().join(Profile::Release.folder()).join("measure"), None);
    command.arg(what).args(["--database", database]).arg("--program").arg(server(Profile::Release));
    run(command.arg("--folder").arg(folder))
}
