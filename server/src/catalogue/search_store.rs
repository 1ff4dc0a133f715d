//! Finding products by words. The databases only narrow down, by folded words that hold nothing but letters and digits;
//! what comes first is decided by a rule that knows accents, so that both answer alike.

use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use shop::{
    catalogue::{card::ProductCard, pages::Named, search::Question},
    identity::party::Anyone,
    page::{Page, Window},
};
use time::OffsetDateTime;

use super::{card_store::cards, shelf_store::published};
use crate::{
    entity::{producer, product, village},
    fault::Fault,
};

/// So many matches are ranked; of more, the newest.
const RANKED_MAX: u64 = 2_000;

/// The products that have every word, the best answers first.
pub async fn products(
    read: &DatabaseConnection,
    who: &Anyone,
    question: &Question,
    window: Window,
    now: OffsetDateTime,
) -> Result<Page<ProductCard>, Fault> {
    if question.words.is_empty() {
        return Ok(Page::new(Vec::new(), window, 0));
    }
    let matches = published()
        .filter(every_word(&question.words))
        .select_only()
        .column(product::Column::Id)
        .column(product::Column::Name)
        .column(product::Column::NameEn)
        .column(product::Column::SearchExact)
        .order_by_desc(product::Column::Id)
        .limit(RANKED_MAX)
        .into_tuple::<(i64, String, String, String)>();
    let mut ranked: Vec<_> = matches
        .all(read)
        .await?
        .into_iter()
        .map(|(id, name, name_en, exact)| (question.rank(&format!("{name} {name_en}"), &exact), id))
        .collect();
    // The sort is stable: of equals the newer stays first.
    ranked.sort_by_key(|(rank, _)| *rank);
    let total = u64::try_from(ranked.len()).unwrap_or(u64::MAX);
    // A page that is not there means the first: the question has its answer all the same.
    let window = if window.offset() < total { window } else { Window { number: 1, ..window } };
    let first = usize::try_from(window.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(window.size).unwrap_or(usize::MAX);
    let ids: Vec<i64> = ranked.into_iter().skip(first).take(size).map(|(_, id)| id).collect();
    Ok(Page::new(cards(read, who, &ids, now).await?, window, total))
}

/// Each word begins a word of what the product is searched by.
fn every_word(words: &[String]) -> Condition {
    words.iter().fold(Condition::all(), |all, word| {
        let words = product::Column::SearchFolded;
        all.add(Condition::any().add(words.starts_with(word)).add(words.contains(format!(" {word}"))))
    })
}

/// Villages and makers whose names have every word. There are few enough of both to look through.
pub async fn places(
    read: &DatabaseConnection,
    _: &Anyone,
    question: &Question,
) -> Result<(Vec<Named>, Vec<Named>), Fault> {
    if question.words.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let villages = village::Entity::find()
        .select_only()
        .column(village::Column::Slug)
        .column(village::Column::Name)
        .order_by_asc(village::Column::Position)
        .into_tuple::<(String, String)>();
    let makers = producer::Entity::find()
        .select_only()
        .column(producer::Column::Slug)
        .column(producer::Column::Name)
        .order_by_asc(producer::Column::Id)
        .into_tuple::<(String, String)>();
    let named = |rows: Vec<(String, String)>| {
        rows.into_iter()
            .filter(|(_, name)| question.finds(name))
            .map(|(slug, name)| Named { slug, name, name_en: String::new() })
            .collect()
    };
    Ok((named(villages.all(read).await?), named(makers.all(read).await?)))
}
