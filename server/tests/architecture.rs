//! The invariants of `docs/ARCHITECTURE.md`, held against what cargo and the sources say.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// Longest file, in lines.
const LINES_MAX: usize = 500;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All Rust sources below a folder of the workspace, with their paths as seen from its top.
fn sources(folder: &str) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "no sources below {folder}");
    found
}

fn all_sources() -> Vec<(String, String)> {
    ["src", "app", "server", "migrations", "xtask"].into_iter().flat_map(sources).collect()
}

/// What a package of ours depends on, apart from what only its tests use.
fn dependencies(package: &str) -> BTreeSet<String> {
    let metadata = MetadataCommand::new().manifest_path(root().join("Cargo.toml")).no_deps().exec().unwrap();
    let found = metadata.packages.iter().find(|found| found.name.as_str() == package).unwrap();
    found
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Development)
        .map(|dependency| dependency.name.clone())
        .collect()
}

fn assert_none(package: &str, banned: &[&str]) {
    let found = dependencies(package);
    for name in banned {
        assert!(!found.contains(*name), "{package} must not depend on {name}");
    }
}

#[test]
fn each_package_depends_only_on_the_layers_below_it() {
    let ours = BTreeSet::from(
        ["shop", "app", "server", "migrations", "hydrate", "xtask", "darkroom", "measure"].map(String::from),
    );
    let below = |package: &str| dependencies(package).intersection(&ours).cloned().collect::<Vec<_>>();
    assert_eq!(below("shop"), Vec::<String>::new());
    assert_eq!(below("app"), ["shop"]);
    assert_eq!(below("migrations"), Vec::<String>::new());
    assert_eq!(below("darkroom"), ["shop"]);
    assert_eq!(below("server"), ["app", "darkroom", "migrations", "shop"]);
    assert_eq!(below("measure"), ["server", "shop"]);
    assert_eq!(below("hydrate"), ["app"]);
    assert_eq!(below("xtask"), Vec::<String>::new());
}

#[test]
fn the_market_knows_nothing_of_screens_storage_or_networks() {
    assert_none("shop", &["leptos", "axum", "sea-orm", "tokio", "reqwest", "rand"]);
    assert_none("app", &["sea-orm", "axum", "leptos_axum", "image", "tokio", "async-stripe"]);
}

#[test]
fn the_database_is_named_only_in_stores_and_entities() {
    for (name, text) in sources("src").into_iter().chain(sources("app")).chain(sources("server/src")) {
        let allowed = name.ends_with("store.rs")
            || name.contains("/store/")
            || name.starts_with("server/src/entity/")
            || name == "server/src/database.rs";
        assert!(allowed || !(text.contains("sea_orm::") || text.contains("sqlx::")), "{name} names the database");
    }
}

#[test]
fn no_code_asks_which_feature_is_on() {
    let needle = ["cfg(", "feature"].concat();
    let attribute = ["cfg_attr(", "feature"].concat();
    for (name, text) in all_sources() {
        assert!(!text.contains(&needle) && !text.contains(&attribute), "{name} asks for a feature");
    }
}

#[test]
fn no_file_is_longer_than_a_person_reads_at_once() {
    for (name, text) in all_sources() {
        let lines = text.lines().count();
        assert!(lines <= LINES_MAX, "{name} has {lines} lines");
    }
}

#[test]
fn every_port_asks_first_who_acts() {
    let parties =
        ["Anyone", "Visitor", "KeyHolder", "ProducerStaff", "CooperativeStaff", "Operator", "SignedIn", "BankFeed"];
    let mut seen = 0;
    for (name, text) in sources("src") {
        for port in text.split("#[async_trait]").skip(1) {
            for method in port.split("async fn ").skip(1) {
                let parameters: String = method.chars().skip_while(|c| *c != '(').filter(|c| *c != '\n').collect();
                let parameters = parameters.trim_start_matches('(').trim_start();
                let after = parameters.strip_prefix("&self,").map(str::trim_start);
                let party = after.and_then(|after| after.strip_prefix("who: &"));
                let party = party.map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default());
                let method = method.split('(').next().unwrap_or_default();
                assert!(party.is_some_and(|party| parties.contains(&party)), "{name}: {method} does not ask who acts");
                seen += 1;
            }
        }
    }
    assert!(seen >= 80, "only {seen} methods were looked at");
}

#[test]
fn no_page_takes_it_for_granted_who_looks() {
    for (name, text) in sources("app/src") {
        for party in ["Operator", "CooperativeStaff", "ProducerStaff", "KeyHolder", "SignedIn", "Visitor"] {
            let granted = text.contains(&format!("expect_context::<{party}>"));
            assert!(!granted, "{name} expects {party} in its context: who else asks must find nothing, not a panic");
        }
    }
}

/// Whether a letter is of the Vietnamese alphabet and not of the English one.
fn is_vietnamese(letter: char) -> bool {
    "ăâđêôơưàáãèéìíĩòóõùúũýĂÂĐÊÔƠƯÀÁÃÈÉÌÍĨÒÓÕÙÚŨÝ".contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter)
}

#[test]
fn every_vietnamese_text_comes_from_the_words() {
    for (name, text) in sources("app/src").into_iter().filter(|(name, _)| !name.starts_with("app/src/words/")) {
        for (number, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            assert!(!code.contains(is_vietnamese), "{name}:{}: {line}", number + 1);
        }
    }
}

/// Names that English texts may hold as they are; a view marks them `lang="vi"` where they stand alone.
const PROPER_NAMES: [&str; 2] = ["Chợ Làng", "Tiếng Việt"];

#[test]
fn english_texts_hold_no_vietnamese_letters_but_in_proper_names() {
    let mut texts = 0;
    for (name, text) in sources("app/src/words") {
        let texts_alone = text.split("#[cfg(test)]").next().unwrap();
        for part in texts_alone.split("pub const ").filter(|part| part.starts_with("ENGLISH")) {
            texts += 1;
            for line in part.lines() {
                let rest = PROPER_NAMES.iter().fold(line.to_owned(), |line, name| line.replace(name, ""));
                assert!(!rest.contains(is_vietnamese), "{name}: {line}");
            }
        }
    }
    assert!(texts >= 9, "{texts} English texts were found");
}

#[test]
fn every_page_of_the_router_stands_in_the_table_and_the_other_way_round() {
    let mut shown = BTreeSet::new();
    for (_, text) in sources("app/src") {
        for part in text.split("path!(\"").skip(1) {
            let path = part.split('"').next().unwrap();
            shown.insert(path.split('/').map(axum_segment).collect::<Vec<_>>().join("/"));
        }
    }
    let table: BTreeSet<String> = app::routes::table().iter().map(|page| page.path.to_owned()).collect();
    assert_eq!(shown, table);
}

#[test]
fn the_browser_stories_know_every_page() {
    let table: Vec<_> = app::routes::table()
        .iter()
        .map(|page| {
            serde_json::json!({
                "path": page.path, "audience": format!("{:?}", page.audience), "example": page.example
            })
        })
        .collect();
    let written = fs::read_to_string(root().join("end2end/support/routes.json")).unwrap();
    let known: Vec<serde_json::Value> = serde_json::from_str(&written).unwrap();
    let expected = table.iter().map(ToString::to_string).collect::<Vec<_>>().join(",\n  ");
    assert_eq!(known, table, "end2end/support/routes.json must say:\n[\n  {expected}\n]");
}

fn axum_segment(segment: &str) -> String {
    segment.strip_prefix(':').map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}"))
}
