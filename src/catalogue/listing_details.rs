//! What a listing says of its goods, and what kind of change it is when that changes.

use super::{
    content::Content,
    listing::{Edit, ListingState},
};
use crate::{media::picture::Picture, money::Money};

/// What a listing says and asks: everything a producer fills in but pictures and stock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The maker's own name for it, in Vietnamese.
    pub name: String,
    /// Its English name; empty where there is none.
    pub name_en: String,
    /// The kind of goods, by its slug.
    pub category: String,
    /// In the maker's own words, in Vietnamese; may be empty.
    pub description: String,
    /// In descending order of weight; may be empty.
    pub ingredients: String,
    /// How to keep it; may be empty.
    pub storage: String,
    /// Total nitrogen of fish sauce in grams per litre (°N).
    pub nitrogen: Option<i64>,
    /// Size or packing in Vietnamese, such as `chai 500 ml`.
    pub unit: String,
    /// The same in English; empty where there is none.
    pub unit_en: String,
    /// Price of one unit, above zero.
    pub price: Money,
    /// What one unit weighs with its packing, in grams.
    pub weight_g: i64,
    /// How much is in it.
    pub content: Option<Content>,
}

/// What a producer changed, for [`ListingState::edit`]; pictures and stock are compared by the caller.
#[must_use]
pub fn changes(before: &Details, after: &Details) -> Vec<Edit> {
    let name = |details: &Details| (details.name.clone(), details.name_en.clone());
    let mut edits = Vec::new();
    if name(before) != name(after) {
        edits.push(Edit::Name);
    }
    if before.price != after.price {
        edits.push(Edit::Price);
    }
    if before.weight_g != after.weight_g {
        edits.push(Edit::Weight);
    }
    // Whatever is left, so that a new field is reviewed until someone says that it need not be.
    let rest = Details {
        name: after.name.clone(),
        name_en: after.name_en.clone(),
        price: after.price,
        weight_g: after.weight_g,
        ..before.clone()
    };
    if rest != *after {
        edits.push(Edit::Claims);
    }
    edits
}

/// The counters of a stock row, in units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// What lies on the shelf, sold or not.
    pub on_hand: i64,
    /// Paid and not yet handed over.
    pub allocated: i64,
    /// Ordered and not yet paid.
    pub held: i64,
}

impl Counted {
    /// What can still be bought; below zero after a stock take that found less than was sold.
    #[must_use]
    pub const fn available(self) -> i64 {
        self.on_hand.saturating_sub(self.allocated).saturating_sub(self.held)
    }
}

/// A picture as its owner sees it: it may still be in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPicture {
    /// What forms name it by.
    pub hash: String,
    /// The picture, once it can be shown.
    pub shown: Option<Picture>,
}

/// A listing as its producer and its reviewers see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Its address: `/san-pham/{slug}`.
    pub slug: String,
    /// Where it stands.
    pub state: ListingState,
    /// What it says.
    pub details: Details,
    /// The kind of goods in Vietnamese and in English.
    pub category: (String, String),
    /// What is left.
    pub stock: Counted,
    /// In order; the first is the cover.
    pub pictures: Vec<OwnPicture>,
}

/// A kind of goods, for choosing one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// What forms name it by.
    pub slug: String,
    /// In Vietnamese.
    pub name: String,
    /// In English.
    pub name_en: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::content::ContentUnit;

    fn details() -> Details {
        Details { name: "Mắm tôm".into(), price: Money::dong(35_000), weight_g: 400, ..Details::default() }
    }

    #[test]
    fn only_price_and_weight_change_without_a_claim() {
        let before = details();
        assert_eq!(changes(&before, &before), []);
        let after = Details { price: Money::dong(40_000), weight_g: 420, ..details() };
        assert_eq!(changes(&before, &after), [Edit::Price, Edit::Weight]);
        assert!(!changes(&before, &after).iter().any(|edit| edit.needs_review()));
    }

    #[test]
    fn whatever_else_changes_is_reviewed() {
        let content = Some(Content { amount: 500, unit: ContentUnit::Millilitre });
        for after in [
            Details { name: "Mắm tép".into(), ..details() },
            Details { name_en: "Shrimp paste".into(), ..details() },
            Details { category: "muoi".into(), ..details() },
            Details { description: "x".into(), ..details() },
            Details { ingredients: "x".into(), ..details() },
            Details { storage: "x".into(), ..details() },
            Details { nitrogen: Some(30), ..details() },
            Details { unit: "hũ".into(), ..details() },
            Details { unit_en: "jar".into(), ..details() },
            Details { content, ..details() },
        ] {
            assert!(changes(&details(), &after).iter().any(|edit| edit.needs_review()), "{after:?}");
        }
    }
}
