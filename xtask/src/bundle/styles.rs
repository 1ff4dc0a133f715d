//! Fonts, icons and the one style sheet that names them.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use lightningcss::{
    bundler::{Bundler, ResolveResult, SourceProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Targets},
};

use super::{
    part,
    site::{Entries, Site},
};
use crate::workspace::root;

type Files = BTreeMap<String, Vec<u8>>;

pub fn build(site: &Site) -> Result<Entries> {
    let style = root().join("style");
    let mut sources = sheets(&style)?;
    let mut files = folder(&style, "fonts", Some("woff2"))?;
    files.extend(folder(&style, "static", None)?);
    let all: Vec<u8> = sources
        .iter()
        .flat_map(|(path, text)| [path.as_os_str().as_encoded_bytes(), text.as_bytes()])
        .chain(files.iter().flat_map(|(name, content)| [name.as_bytes(), content.as_slice()]))
        .flat_map(|piece| [piece, b"\0"].concat())
        .collect();
    part::build(site, "styles", &all, || {
        let mut entries = Entries::new();
        for (name, content) in &files {
            entries.insert(name.clone(), site.add(name, content)?);
        }
        for text in sources.values_mut() {
            *text = with_built_names(text, &entries);
        }
        let css = one_sheet(&Sources(sources), &style.join("main.css"))?;
        if let Some(lost) = unresolved(&css) {
            bail!("a style names {lost}, which is not in style/");
        }
        entries.insert("shop.css".into(), site.add("shop.css", css.as_bytes())?);
        Ok(entries)
    })
}

/// The style sheets, wherever they lie below `style`.
fn sheets(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    for file in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?.flatten() {
        let path = file.path();
        if path.is_dir() {
            found.extend(sheets(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "css") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            found.insert(path, text);
        }
    }
    Ok(found)
}

/// The files of a folder by their logical names. No folder, no files.
fn folder(style: &Path, name: &str, ending: Option<&str>) -> Result<Files> {
    let mut found = Files::new();
    let Ok(files) = fs::read_dir(style.join(name)) else {
        return Ok(found);
    };
    for file in files.flatten() {
        let path = file.path();
        let wanted = ending.is_none_or(|ending| path.extension().is_some_and(|other| other == ending));
        if wanted && path.is_file() {
            let content = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            found.insert(format!("{name}/{}", file.file_name().to_string_lossy()), content);
        }
    }
    Ok(found)
}

/// `url("fonts/x.woff2")` → `url("x-<hash>.woff2")`: the style sheet lies beside what it names.
fn with_built_names(text: &str, entries: &Entries) -> String {
    let mut text = text.to_owned();
    for (name, built) in entries {
        let beside = built.file.trim_start_matches("assets/");
        for (before, after) in [("\"", "\""), ("'", "'"), ("(", ")")] {
            text = text.replace(&format!("{before}{name}{after}"), &format!("{before}{beside}{after}"));
        }
    }
    text
}

fn unresolved(css: &str) -> Option<&str> {
    css.split("url(").skip(1).find_map(|rest| {
        let address = rest.split(')').next()?.trim_matches(['"', '\'']);
        ["fonts/", "static/", "./", "../"].iter().any(|folder| address.starts_with(folder)).then_some(address)
    })
}

fn one_sheet(sources: &Sources, main: &Path) -> Result<String> {
    let targets = Targets::from(browsers());
    let mut bundler = Bundler::new(sources, None, ParserOptions::default());
    let mut sheet = bundler.bundle(main).map_err(|error| anyhow!("{error}"))?;
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| anyhow!("{error}"))?;
    let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
    Ok(printed.map_err(|error| anyhow!("{error}"))?.code)
}

/// What phones in Vietnam's countryside still run: Chromium of 2023, Safari of iOS 15.4, Firefox's long-lived 115.
fn browsers() -> Browsers {
    let version = |major: u32, minor: u32| Some((major << 16) | (minor << 8));
    Browsers {
        android: version(109, 0),
        chrome: version(109, 0),
        edge: version(109, 0),
        firefox: version(115, 0),
        ios_saf: version(15, 4),
        safari: version(15, 4),
        samsung: version(20, 0),
        ..Browsers::default()
    }
}

/// The sheets in memory, with built names in their addresses.
struct Sources(BTreeMap<PathBuf, String>);

impl SourceProvider for Sources {
    type Error = io::Error;

    fn read<'a>(&'a self, file: &Path) -> io::Result<&'a str> {
        let missing = || io::Error::new(io::ErrorKind::NotFound, format!("{} does not exist", file.display()));
        self.0.get(file).map(String::as_str).ok_or_else(missing)
    }

    fn resolve(&self, specifier: &str, from: &Path) -> io::Result<ResolveResult> {
        Ok(ResolveResult::File(from.with_file_name(specifier)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::site::Built;

    #[test]
    fn addresses_get_the_built_names() {
        let built = Built { file: "assets/x-0a.woff2".into(), bytes: 1, br_bytes: None };
        let entries = Entries::from([("fonts/x.woff2".to_owned(), built)]);
        let css = with_built_names(
            "a{src:url(\"fonts/x.woff2\")}b{src:url(fonts/x.woff2)}c{src:url('fonts/y.woff2')}",
            &entries,
        );
        assert_eq!(css, "a{src:url(\"x-0a.woff2\")}b{src:url(x-0a.woff2)}c{src:url('fonts/y.woff2')}");
        assert_eq!(unresolved(&css), Some("fonts/y.woff2"));
    }

    #[test]
    fn imports_become_one_small_sheet() -> Result<()> {
        let texts =
            [("s/main.css", "@import \"b.css\";\na { color: #ff0000 }"), ("s/b.css", "b { & i { margin: 0px } }")];
        let sources = Sources(texts.map(|(path, text)| (path.into(), text.to_owned())).into());
        assert_eq!(one_sheet(&sources, Path::new("s/main.css"))?, "b i{margin:0}a{color:red}");
        Ok(())
    }
}
