//! A part of the bundle and the stamp that says from what it was made.

use std::fs;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::site::{Entries, Site, hash};
use crate::workspace::target;

#[derive(Serialize, Deserialize)]
struct Stamp {
    sources: String,
    entries: Entries,
}

/// The code that makes the bundle belongs to its sources.
const MAKER: &str = concat!(include_str!("site.rs"), include_str!("styles.rs"), include_str!("script.rs"));

/// Makes a part, or returns what was made from the same sources before.
pub fn build(site: &Site, name: &str, sources: &[u8], make: impl FnOnce() -> Result<Entries>) -> Result<Entries> {
    let sources = hash([MAKER.as_bytes(), site.profile.folder().as_bytes(), sources]);
    let path = target().join("bundle").join(format!("{name}.json"));
    let before = fs::read(&path).ok().and_then(|text| serde_json::from_slice::<Stamp>(&text).ok());
    if let Some(stamp) = before
        && stamp.sources == sources
        && site.has(&stamp.entries)
    {
        return Ok(stamp.entries);
    }
    let stamp = Stamp { sources, entries: make()? };
    fs::write(path, serde_json::to_vec(&stamp)?)?;
    Ok(stamp.entries)
}
