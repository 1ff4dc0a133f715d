//! Encodes the demo market's illustrations: `data/illustrations/png/*.png` → `data/pictures/{name}/{width}.{avif,jpg}`
//! and `data/pictures/index.json`. What has not changed is left alone. `data/README.md` says when to run it.

use std::{collections::BTreeMap, error::Error, fs, path::Path};

use darkroom::{Quality, avif, develop, jpeg};
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Drawings are shipped up to this width: the wider file would take as much room as all the others.
const WIDTH_MAX: u32 = 960;

#[derive(Clone, Deserialize, Serialize)]
struct Drawn {
    hash: String,
    width: u32,
    height: u32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    let (drawings, pictures) = (data.join("illustrations/png"), data.join("pictures"));
    let index = pictures.join("index.json");
    let known: BTreeMap<String, Drawn> =
        fs::read(&index).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    let mut drawn = BTreeMap::new();
    for entry in fs::read_dir(drawings)? {
        let path = entry?.path();
        let Some(name) = path.file_stem().and_then(|name| name.to_str()) else { continue };
        let bytes = fs::read(&path)?;
        let hash = HEXLOWER.encode(&Sha256::digest(&bytes));
        let entry = match known.get(name) {
            Some(known) if known.hash == hash => known.clone(),
            _ => encode(&bytes, hash, &pictures.join(name))?,
        };
        drawn.insert(name.to_owned(), entry);
    }
    fs::write(index, serde_json::to_string_pretty(&drawn)? + "\n")?;
    Ok(())
}

#[allow(clippy::print_stderr, reason = "a tool that takes minutes says where it is")]
fn encode(bytes: &[u8], hash: String, folder: &Path) -> Result<Drawn, Box<dyn Error>> {
    eprintln!("{}", folder.display());
    let canvas = develop(bytes)?;
    fs::create_dir_all(folder)?;
    let mut drawn = Drawn { hash, width: 0, height: 0 };
    for rung in canvas.rungs()?.into_iter().filter(|rung| rung.width() <= WIDTH_MAX) {
        let width = rung.width();
        fs::write(folder.join(format!("{width}.jpg")), jpeg(&rung, Quality::SHIPPED)?)?;
        fs::write(folder.join(format!("{width}.avif")), avif(&rung, Quality::SHIPPED)?)?;
        (drawn.width, drawn.height) = rung.dimensions();
    }
    Ok(drawn)
}
