//! Texts: browsing, listing, and a producer's own place.

pub mod browse;
pub mod listing;
pub mod workshop;

pub struct Catalogue {
    pub browse: browse::Browse,
    pub listing: listing::Listing,
    pub workshop: workshop::Workshop,
}

pub const VIETNAMESE: Catalogue =
    Catalogue { browse: browse::VIETNAMESE, listing: listing::VIETNAMESE, workshop: workshop::VIETNAMESE };

pub const ENGLISH: Catalogue =
    Catalogue { browse: browse::ENGLISH, listing: listing::ENGLISH, workshop: workshop::ENGLISH };
