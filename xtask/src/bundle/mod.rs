//! What browsers load: fonts and icons, then the styles that name them, then the script and its wasm. Each part is
//! made again only when its sources changed.

mod part;
mod script;
mod site;
mod styles;

use std::fs::{self, File};

use anyhow::{Context, Result};

pub use self::site::Manifest;
use self::site::Site;
use crate::workspace::{Profile, target};

/// Brings `target/site` up to date and says what is in it.
pub fn bundle(profile: Profile) -> Result<Manifest> {
    let folder = target().join("bundle");
    fs::create_dir_all(&folder)?;
    // Two bundles at once (a test beside `serve`) take turns.
    let lock = File::create(folder.join("lock"))?;
    lock.lock().context("waiting for another bundle")?;

    let site = Site::open(profile)?;
    let mut manifest = styles::build(&site).context("styles")?;
    manifest.extend(script::build(&site).context("script")?);
    site.finish(manifest)
}
