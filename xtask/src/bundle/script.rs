//! The islands: wasm, and the script that binds it to the page.

use std::{fs, path::Path, time::UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{
    part,
    site::{Entries, Site},
};
use crate::{
    process::run,
    tools::ensure_wasm_target,
    workspace::{Profile, cargo, locked_version, target},
};

pub fn build(site: &Site) -> Result<Entries> {
    same_bindgen()?;
    ensure_wasm_target()?;
    let (profile, folder) = site.profile.wasm();
    run(&mut cargo(["build", "-p", "hydrate", "--target", "wasm32-unknown-unknown", "--profile", profile]))?;
    let wasm = target().join("wasm32-unknown-unknown").join(folder).join("hydrate.wasm");
    let about = fs::metadata(&wasm).with_context(|| format!("reading {}", wasm.display()))?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    let sources = format!("{} {} {changed}", wasm.display(), about.len());
    part::build(site, "script", sources.as_bytes(), || bind(site, &wasm))
}

/// The loader hands the wasm's address to the script, so that both may carry their hashes.
fn bind(site: &Site, wasm: &Path) -> Result<Entries> {
    let release = site.profile == Profile::Release;
    let folder = target().join("bundle/script");
    let _ = fs::remove_dir_all(&folder);
    Bindgen::new()
        .input_path(wasm)
        .out_name("shop")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .demangle(!release)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(&folder)
        .context("wasm-bindgen")?;
    if folder.join("snippets").exists() {
        bail!("a crate of the browser bundle brings JavaScript files of its own; the bundle is one script");
    }
    let mut entries = Entries::new();
    for name in ["shop.js", "shop_bg.wasm"] {
        let content = fs::read(folder.join(name)).with_context(|| format!("reading {name}"))?;
        entries.insert(name.into(), site.add(name, &content)?);
    }
    Ok(entries)
}

/// wasm-bindgen's two halves understand each other only in the same version.
fn same_bindgen() -> Result<()> {
    let (library, tool) = (locked_version("wasm-bindgen")?, locked_version("wasm-bindgen-cli-support")?);
    if library != tool {
        bail!("Cargo.lock has wasm-bindgen {library}: set wasm-bindgen-cli-support to ={library} in xtask/Cargo.toml");
    }
    Ok(())
}
