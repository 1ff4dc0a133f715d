//! The form in which a producer lists a product: what was typed, checked field by field.

use super::{
    content::{Content, ContentUnit},
    listing_details::Details,
    listing_flaw::{Flaw, Flaws, count, price, text},
};
use crate::text::slug;

/// The longest name of a product, in characters.
pub const NAME_MAX: usize = 120;
/// The longest name of a size or packing, in characters.
pub const UNIT_MAX: usize = 60;
/// The longest description, in characters.
pub const DESCRIPTION_MAX: usize = 4_000;
/// The longest list of ingredients and the longest words on storage, in characters.
pub const NOTE_MAX: usize = 1_000;
/// The heaviest parcel of one unit: a tonne, in grams.
pub const WEIGHT_MAX: i64 = 1_000_000;
/// The most units that can be in stock.
pub const STOCK_MAX: i64 = 1_000_000;
/// The largest content of one unit, in millilitres or grams.
pub const CONTENT_MAX: i64 = 1_000_000;
/// The highest total nitrogen there is in fish sauce, in grams per litre.
pub const NITROGEN_MAX: i64 = 80;
/// The units a content may be typed in.
pub const CONTENT_UNITS: [&str; 4] = ["ml", "l", "g", "kg"];
/// Words that are addresses of the studio itself and so cannot be a product's.
pub const RESERVED_SLUGS: [&str; 1] = ["moi"];

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The maker's name for it.
    Name,
    /// The English name.
    NameEn,
    /// The own address, if one is wished.
    Slug,
    /// The kind of goods.
    Category,
    /// Size or packing.
    Unit,
    /// Size or packing in English.
    UnitEn,
    /// The price.
    Price,
    /// The weight.
    Weight,
    /// How much is in it.
    Content,
    /// The unit of the content.
    ContentUnit,
    /// How many there are.
    Stock,
    /// The description.
    Description,
    /// The ingredients.
    Ingredients,
    /// How to keep it.
    Storage,
    /// Total nitrogen.
    Nitrogen,
    /// The pictures.
    Photo,
}

impl Field {
    /// The field's name in the form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::NameEn => "name_en",
            Self::Slug => "slug",
            Self::Category => "category",
            Self::Unit => "unit",
            Self::UnitEn => "unit_en",
            Self::Price => "price",
            Self::Weight => "weight",
            Self::Content => "content",
            Self::ContentUnit => "content_unit",
            Self::Stock => "stock",
            Self::Description => "description",
            Self::Ingredients => "ingredients",
            Self::Storage => "storage",
            Self::Nitrogen => "nitrogen",
            Self::Photo => "photo",
        }
    }
}

/// A form without a flaw that can be seen without the market.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// What the listing says.
    pub details: Details,
    /// The address its producer wishes, in its normal form.
    pub slug: Option<String>,
    /// How many there are.
    pub stock: i64,
}

/// Reads the form; `typed` gives what stands in a field, tidied.
///
/// Every flaw is told at once. Whether the category is there and the address is free is for the store to say.
pub fn read(typed: impl Fn(Field) -> String) -> Result<Filled, Vec<(Field, Flaw)>> {
    let mut flaws = Flaws::none();
    let line = |field, needed, max| (field, text(&typed(field), needed, max));
    let mut take = |(field, read)| flaws.take(field, read);
    let mut details = Details {
        name: take(line(Field::Name, true, NAME_MAX)),
        name_en: take(line(Field::NameEn, false, NAME_MAX)),
        category: take(line(Field::Category, true, NAME_MAX)),
        unit: take(line(Field::Unit, true, UNIT_MAX)),
        unit_en: take(line(Field::UnitEn, false, UNIT_MAX)),
        description: take(line(Field::Description, false, DESCRIPTION_MAX)),
        ingredients: take(line(Field::Ingredients, false, NOTE_MAX)),
        storage: take(line(Field::Storage, false, NOTE_MAX)),
        ..Details::default()
    };
    details.price = flaws.take(Field::Price, price(&typed(Field::Price)));
    details.weight_g = flaws.take(Field::Weight, count(&typed(Field::Weight), 1, WEIGHT_MAX));
    details.nitrogen = flaws.take(Field::Nitrogen, nitrogen(&typed(Field::Nitrogen)));
    details.content = match content(&typed(Field::Content), &typed(Field::ContentUnit)) {
        Ok(content) => content,
        Err((field, flaw)) => flaws.take(field, Err(flaw)),
    };
    let stock = flaws.take(Field::Stock, count(&typed(Field::Stock), 0, STOCK_MAX));
    let slug = flaws.take(Field::Slug, own_slug(&typed(Field::Slug)));
    flaws.unless_any(Filled { details, slug, stock })
}

fn own_slug(typed: &str) -> Result<Option<String>, Flaw> {
    if typed.is_empty() {
        return Ok(None);
    }
    match slug(typed) {
        slug if slug.is_empty() => Err(Flaw::AddressEmpty),
        slug if RESERVED_SLUGS.contains(&slug.as_str()) => Err(Flaw::AddressTaken),
        slug => Ok(Some(slug)),
    }
}

/// The first free one of `base`, `base-2`, `base-3`…, where `taken` says which are not. A name without Latin letters
/// gives `san-pham`.
pub fn free_slug(name: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = Some(slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "san-pham".to_owned());
    let taken = |slug: &str| RESERVED_SLUGS.contains(&slug) || taken(slug);
    if !taken(&base) {
        return base;
    }
    let mut number: u64 = 2;
    loop {
        let next = format!("{base}-{number}");
        if !taken(&next) {
            return next;
        }
        number += 1;
    }
}

/// Puts pictures into the order that their places ask for; places count from 1, and each picture comes with the one
/// wished for it. One that moves up stands before, one that moves down after what was at that place.
#[must_use]
pub fn arranged(pictures: Vec<(String, usize)>) -> Vec<String> {
    let mut placed: Vec<(usize, std::cmp::Ordering, String)> =
        (1..).zip(pictures).map(|(was, (picture, wished))| (wished, wished.cmp(&was), picture)).collect();
    placed.sort_by_key(|(wished, moved, _)| (*wished, *moved));
    placed.into_iter().map(|(_, _, picture)| picture).collect()
}

fn nitrogen(typed: &str) -> Result<Option<i64>, Flaw> {
    let digits = typed.trim_end_matches(['N', 'n', '°', ' ']);
    if typed.is_empty() { Ok(None) } else { count(digits, 1, NITROGEN_MAX).map(Some) }
}

fn content(amount: &str, unit: &str) -> Result<Option<Content>, (Field, Flaw)> {
    let (factor, kept) = match (amount, unit) {
        ("", "") => return Ok(None),
        (_, "") => return Err((Field::ContentUnit, Flaw::UnitMissing)),
        (_, "ml") => (1, ContentUnit::Millilitre),
        (_, "l") => (1_000, ContentUnit::Millilitre),
        (_, "g") => (1, ContentUnit::Gram),
        (_, "kg") => (1_000, ContentUnit::Gram),
        _ => return Err((Field::ContentUnit, Flaw::UnknownChoice)),
    };
    if amount.is_empty() {
        return Err((Field::Content, Flaw::AmountMissing));
    }
    let amount = scaled(amount, factor).map_err(|flaw| (Field::Content, flaw))?;
    Ok(Some(Content { amount, unit: kept }))
}

/// A whole number, or for litres and kilograms one with at most three decimals: `1,5` × 1000.
fn scaled(typed: &str, factor: i64) -> Result<i64, Flaw> {
    let Some((before, after)) = typed.split_once([',', '.']).filter(|_| factor > 1) else {
        return match count(typed, 1, CONTENT_MAX / factor) {
            Ok(number) => Ok(number * factor),
            Err(flaw) => Err(flaw),
        };
    };
    let decimals = after.len() <= 3 && !after.is_empty();
    if !decimals {
        return Err(Flaw::NotANumber);
    }
    let thousandths = count(&format!("{before}{after:0<3}"), 1, CONTENT_MAX);
    thousandths.map_err(|flaw| if flaw == Flaw::Missing { Flaw::NotANumber } else { flaw })
}

#[cfg(test)]
#[path = "listing_form_tests.rs"]
mod tests;
