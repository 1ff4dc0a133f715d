//! The folder `target/site`: files whose names carry their content's hash, and the manifest that finds them.

use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{
    process::say,
    workspace::{self, Profile},
};

/// Text and wasm shrink; pictures and fonts are compressed already.
const SHRINKS: &[&str] = &["css", "js", "wasm", "svg", "json", "txt", "html", "xml", "webmanifest"];
/// How long a file of an earlier debug bundle stays: a server or test may be using it.
const KEPT: Duration = Duration::from_secs(3600);

/// One built file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Built {
    pub file: String,
    pub bytes: usize,
    pub br_bytes: Option<usize>,
}

/// Logical names (`shop.css`, `fonts/…`, `static/…`) and the files that hold them.
pub type Entries = BTreeMap<String, Built>;

pub struct Manifest(pub Entries);

impl Manifest {
    pub fn print(&self) {
        for (name, built) in &self.0 {
            let brotli = built.br_bytes.map_or_else(String::new, |bytes| format!("{bytes:>9} br"));
            say(&format!("{name:<50} {:>9} {brotli}", built.bytes));
        }
    }
}

pub struct Site {
    folder: PathBuf,
    pub profile: Profile,
}

impl Site {
    pub fn open(profile: Profile) -> Result<Self> {
        let folder = workspace::site();
        fs::create_dir_all(folder.join("assets")).context("making target/site")?;
        Ok(Self { folder, profile })
    }

    /// Adds a file. `logical` ends in the name and ending that the built one carries around its hash.
    pub fn add(&self, logical: &str, content: &[u8]) -> Result<Built> {
        let name = logical.rsplit('/').next().unwrap_or(logical);
        let (stem, ending) = name.rsplit_once('.').with_context(|| format!("{name} has no ending"))?;
        let file = format!("assets/{stem}-{}.{ending}", short_hash(content));
        self.write(&file, content)?;
        let br_bytes = if SHRINKS.contains(&ending) {
            let small = self.compress(content)?;
            self.write(&format!("{file}.br"), &small)?;
            Some(small.len())
        } else {
            None
        };
        Ok(Built { file, bytes: content.len(), br_bytes })
    }

    pub fn has(&self, entries: &Entries) -> bool {
        let exists = |file: &str| self.folder.join(file).is_file();
        entries
            .values()
            .all(|built| exists(&built.file) && (built.br_bytes.is_none() || exists(&format!("{}.br", built.file))))
    }

    /// Writes the manifest and removes what it no longer names.
    pub fn finish(&self, entries: Entries) -> Result<Manifest> {
        let text = serde_json::to_vec_pretty(&entries)?;
        let manifest = self.folder.join("manifest.json");
        if fs::read(&manifest).ok().as_ref() != Some(&text) {
            self.write("manifest.json", &text)?;
        }
        for found in fs::read_dir(self.folder.join("assets"))?.flatten() {
            let name = found.file_name();
            let file = format!("assets/{}", name.to_string_lossy().trim_end_matches(".br"));
            let named = entries.values().any(|built| built.file == file);
            if !named && (self.profile == Profile::Release || is_old(&found)) {
                fs::remove_file(found.path())?;
            }
        }
        Ok(Manifest(entries))
    }

    /// Whole or not at all: a running debug server reads this folder.
    fn write(&self, file: &str, content: &[u8]) -> Result<()> {
        let path = self.folder.join(file);
        let half = self.folder.join("unfinished");
        fs::write(&half, content).and_then(|()| fs::rename(&half, &path)).with_context(|| format!("writing {file}"))
    }

    fn compress(&self, content: &[u8]) -> Result<Vec<u8>> {
        let quality = if self.profile == Profile::Release { 11 } else { 1 };
        let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 22);
        writer.write_all(content)?;
        Ok(writer.into_inner())
    }
}

fn is_old(found: &fs::DirEntry) -> bool {
    let changed = found.metadata().and_then(|about| about.modified());
    changed.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > KEPT))
}

fn short_hash(content: &[u8]) -> String {
    hash([content])[..10].to_owned()
}

pub fn hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece.len().to_le_bytes());
        hasher.update(piece);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
