//! The demo market's data as the files hold it.

use std::{borrow::Cow, collections::BTreeMap};

use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::fault::Fault;

#[derive(Deserialize)]
pub struct Demo {
    pub villages: Vec<Village>,
    pub producers: Vec<Producer>,
    pub products: Vec<Product>,
    pub categories: Vec<Category>,
    pub cooperative: Cooperative,
    pub live_sessions: Vec<LiveSession>,
}

#[derive(Deserialize)]
pub struct Village {
    pub slug: String,
    pub name: String,
    pub craft: String,
    pub craft_en: String,
    pub place: String,
    pub former: String,
    pub facts: String,
    pub facts_en: String,
    pub province_code: String,
    pub place_code: String,
}

#[derive(Deserialize)]
pub struct Producer {
    pub code: String,
    pub slug: String,
    pub name: String,
    pub village: String,
    pub legal_form: String,
    pub email: String,
    pub owner: String,
    pub phone: String,
    pub address: String,
    pub province_code: String,
    pub commune_code: String,
    pub about_vi: String,
    pub registration: String,
    pub pickup_note_vi: String,
    pub delivery: BTreeMap<String, i64>,
}

#[derive(Deserialize)]
pub struct Category {
    pub slug: String,
    pub name_vi: String,
    pub name_en: String,
    pub position: i64,
}

#[derive(Deserialize)]
pub struct Cooperative {
    pub slug: String,
    pub name: String,
    pub members: Vec<String>,
}

#[derive(Deserialize)]
pub struct Product {
    pub code: String,
    pub producer: String,
    pub name_vi: String,
    pub unit_vi: String,
    pub price_vnd: i64,
    pub slug: String,
    /// `None`: goods that have no category yet and stay out of the market (alcohol, until there is an age gate).
    pub category: Option<String>,
    pub name_en: String,
    pub unit_en: String,
    pub description_vi: String,
    pub stock: i64,
    pub weight_g: i64,
    pub content: Content,
    pub storage_vi: Option<String>,
    pub ingredients_vi: Option<String>,
    pub nitrogen_g_per_l: Option<i64>,
    pub illustration: String,
    pub listed: bool,
    pub unlisted_why: Option<String>,
}

#[derive(Deserialize)]
pub struct Content {
    pub amount: Option<i64>,
    pub unit: Option<String>,
}

#[derive(Deserialize)]
pub struct LiveSession {
    pub producer: String,
    pub slug: String,
    pub title_vi: String,
    pub title_en: String,
    pub days_from_now: i64,
    /// `HH:mm` in Vietnam.
    pub at: String,
    pub products: Vec<String>,
    pub stream_url: String,
    pub description_vi: String,
    pub illustration: String,
}

#[derive(RustEmbed)]
#[folder = "data/pictures"]
#[allow_missing = true]
struct Pictures;

#[derive(Deserialize)]
struct Drawn {
    hash: String,
    width: i64,
    height: i64,
}

/// One illustration with its ladder of files.
pub struct Illustration {
    pub hash: String,
    pub width: i64,
    pub height: i64,
    /// Name (`640.avif`) and bytes.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
}

/// The market's people and goods.
pub fn read() -> Result<Demo, Fault> {
    serde_json::from_str(include_str!("../../data/demo.json")).map_err(|error| Fault::outside("demo.json", error))
}

/// The illustrations by name.
pub fn pictures() -> Result<BTreeMap<String, Illustration>, Fault> {
    let Some(index) = Pictures::get("index.json") else { return Ok(BTreeMap::new()) };
    let index: BTreeMap<String, Drawn> =
        serde_json::from_slice(&index.data).map_err(|error| Fault::outside("pictures/index.json", error))?;
    Ok(index.into_iter().map(|(name, drawn)| (name.clone(), illustration(&name, drawn))).collect())
}

fn illustration(name: &str, drawn: Drawn) -> Illustration {
    let folder = format!("{name}/");
    let files = Pictures::iter()
        .filter_map(|path| {
            let file = path.strip_prefix(&folder)?.to_owned();
            Some((file, Pictures::get(&path)?.data))
        })
        .collect();
    Illustration { hash: drawn.hash, width: drawn.width, height: drawn.height, files }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_and_session_names_things_that_are_there() {
        let demo = read().expect("demo.json is read");
        assert_eq!((demo.villages.len(), demo.producers.len(), demo.live_sessions.len()), (14, 14, 3));
        for product in &demo.products {
            assert!(demo.producers.iter().any(|producer| producer.code == product.producer), "{}", product.code);
            let known = |slug: &String| demo.categories.iter().any(|category| category.slug == *slug);
            assert!(product.category.as_ref().map_or(!product.listed, known), "{}", product.code);
        }
        let unlisted: Vec<&str> =
            demo.products.iter().filter(|product| !product.listed).map(|product| product.code.as_str()).collect();
        assert_eq!(unlisted, ["RU01", "RU02", "RU03", "GO02"]);
    }

    #[test]
    fn every_product_has_its_illustration() {
        let pictures = pictures().expect("the index is read");
        for product in read().expect("demo.json is read").products {
            assert!(pictures.contains_key(&product.illustration), "{}", product.illustration);
        }
    }
}
