//! The deployable file.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::{
    bundle::{Manifest, bundle},
    process::{run, say},
    workspace::{Profile, cargo, server},
};

/// Bundles, then builds the server around the bundle.
pub fn build(profile: Profile) -> Result<()> {
    let manifest = bundle(profile)?;
    compile(profile)?;
    if profile == Profile::Release && !holds(&manifest)? {
        // Cargo does not see files that are new in the embedded folder; build the server's own code again.
        run(&mut cargo(["clean", "--release", "-p", "server"]))?;
        compile(profile)?;
        if !holds(&manifest)? {
            bail!("the site's assets are not inside the built server");
        }
    }
    let path = server(profile);
    let bytes = fs::metadata(&path).with_context(|| format!("reading {}", path.display()))?.len();
    say(&format!("{} {:.1} MB", path.display(), bytes as f64 / 1e6));
    Ok(())
}

pub fn compile(profile: Profile) -> Result<()> {
    let mut command = cargo(["build", "-p", "server", "--bin", "cho-lang"]);
    if profile == Profile::Release {
        command.arg("--release");
    }
    run(&mut command)
}

/// Whether the release holds every file of the bundle, by their names: they carry the contents' hashes.
fn holds(manifest: &Manifest) -> Result<bool> {
    let binary = fs::read(server(Profile::Release))?;
    let text = String::from_utf8_lossy(&binary);
    Ok(manifest.0.values().all(|built| text.contains(&built.file)))
}
