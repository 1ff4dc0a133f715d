//! The kinds of goods in the header of every page, asked for once and kept until lists change.

use std::sync::{Arc, PoisonError, RwLock};

use app::site::CategoryLink;
use shop::{catalogue::pages::Named, identity::party::Anyone, language::Language};

use crate::state::Market;

/// The kinds of goods as they were asked for last, with the count of changes to lists at that moment.
#[derive(Default)]
pub struct Menu(RwLock<Option<Kept>>);

/// The count, and the links in Vietnamese and in English.
type Kept = (i64, [Arc<Vec<CategoryLink>>; 2]);

/// The kinds of goods, named in a language. Nothing while they cannot be asked for: a header does not break a page.
pub async fn categories(market: &Market, language: Language) -> Arc<Vec<CategoryLink>> {
    let age = market.kept.freshness.age(None).map(|age| age.lists());
    let place = usize::from(language == Language::English);
    {
        let kept = market.kept.menu.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, links)) = kept.as_ref().filter(|(at, _)| Some(*at) == age) {
            return links[place].clone();
        }
    }
    let Ok(all) = market.catalogue.categories(&Anyone).await else { return Arc::default() };
    let links =
        Language::ALL.map(|language| Arc::new(all.iter().map(|named| link(named, language)).collect::<Vec<_>>()));
    let shown = links[place].clone();
    if let Some(age) = age {
        *market.kept.menu.0.write().unwrap_or_else(PoisonError::into_inner) = Some((age, links));
    }
    shown
}

fn link(category: &Named, language: Language) -> CategoryLink {
    let english = language == Language::English && !category.name_en.is_empty();
    let name = if english { &category.name_en } else { &category.name };
    CategoryLink { slug: category.slug.clone(), name: name.clone() }
}
