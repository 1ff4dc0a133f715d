//! What a product is found by.

use crate::text;

/// The words of a product in the two forms that searching compares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchWords {
    /// With accents, tones placed alike ([`text::exact`]).
    pub exact: String,
    /// Without accents ([`text::fold`]).
    pub folded: String,
}

impl SearchWords {
    /// From what names a product: its own names, its producer, its village, its kind.
    #[must_use]
    pub fn of(names: &[&str]) -> Self {
        let words = names.join(" ");
        Self { exact: text::exact(&words), folded: text::fold(&words) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_found_by_everything_that_names_it() {
        let words = SearchWords::of(&["Nước mắm", "Fish sauce", "Cường Là"]);
        assert_eq!(words.exact, "nước mắm fish sauce cường là");
        assert_eq!(words.folded, "nuoc mam fish sauce cuong la");
    }
}
