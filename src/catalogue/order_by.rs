//! The order of a list of products, as its address says it (`?sap-xep=`).

use crate::{language::Language, page::Window};

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderBy {
    /// What was listed last.
    #[default]
    Newest,
    /// The lowest price.
    PriceUp,
    /// The highest price.
    PriceDown,
    /// By name, in the order of the Vietnamese alphabet.
    Name,
}

impl OrderBy {
    /// All of them, as they are offered.
    pub const ALL: [Self; 4] = [Self::Newest, Self::PriceUp, Self::PriceDown, Self::Name];

    /// As it stands in an address.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Newest => "moi",
            Self::PriceUp => "gia-tang",
            Self::PriceDown => "gia-giam",
            Self::Name => "ten",
        }
    }

    /// Reads an address; anything else means the newest first.
    #[must_use]
    pub fn parse(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|order| Some(order.as_str()) == text).unwrap_or_default()
    }
}

/// Which part of a list, in which order, is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListAsked {
    /// The order.
    pub order: OrderBy,
    /// The page.
    pub window: Window,
    /// The language in which the list is read: names are ordered as they are shown.
    pub language: Language,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_as_it_is_written_and_nonsense_means_the_newest() {
        for order in OrderBy::ALL {
            assert_eq!(OrderBy::parse(Some(order.as_str())), order);
        }
        for text in [None, Some(""), Some("price"), Some("gia-tang ")] {
            assert_eq!(OrderBy::parse(text), OrderBy::Newest);
        }
    }
}
