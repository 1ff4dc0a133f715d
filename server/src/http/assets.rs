//! The built files (styles, scripts, fonts) with content hashes in their names: in the binary in a release, on disk
//! while developing.

use app::site::Assets;
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(RustEmbed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

#[derive(Deserialize)]
struct Built {
    file: String,
}

/// Reads the manifest of the bundle. Without one (a test of pages alone) there are no files.
fn manifest() -> BTreeMap<String, Built> {
    Site::get("manifest.json").and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
}

/// The address of one built file by its name in the sources.
pub fn address(name: &str) -> Option<String> {
    manifest().get(name).map(|built| format!("/{}", built.file))
}

/// The addresses that every page needs.
pub fn addresses() -> Assets {
    let manifest = manifest();
    let address = |name: &str| manifest.get(name).map(|built| format!("/{}", built.file)).unwrap_or_default();
    Assets {
        css: address("shop.css"),
        js: address("shop.js"),
        wasm: address("shop_bg.wasm"),
        fonts: manifest
            .iter()
            .filter(|(name, _)| name.starts_with("fonts/") && name.contains("vietnamese-400"))
            .map(|(_, built)| format!("/{}", built.file))
            .collect(),
        icon: address("static/favicon.svg"),
    }
}

/// Serves a built file for ever: a changed file has another name.
pub async fn serve(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let path = format!("assets/{file}");
    let brotli =
        headers.get(header::ACCEPT_ENCODING).is_some_and(|value| value.as_bytes().windows(2).any(|w| w == b"br"));
    let compressed = brotli.then(|| Site::get(&format!("{path}.br"))).flatten();
    let encoded = compressed.is_some();
    let Some(built) = compressed.or_else(|| Site::get(&path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = built.data.into_owned().into_response();
    let kind = HeaderValue::from_static(kind_of(&file));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if encoded {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    response
}

fn kind_of(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}
