//! Texts: browsing, listing, and a producer's own place.

pub mod browse;
pub mod documents;
pub mod listing;
pub mod product;
pub mod workshop;

pub struct Catalogue {
    pub browse: browse::Browse,
    pub documents: documents::Documents,
    pub listing: listing::Listing,
    pub product: product::Product,
    pub workshop: workshop::Workshop,
}

pub const VIETNAMESE: Catalogue = Catalogue {
    browse: browse::VIETNAMESE,
    documents: documents::VIETNAMESE,
    listing: listing::VIETNAMESE,
    product: product::VIETNAMESE,
    workshop: workshop::VIETNAMESE,
};

pub const ENGLISH: Catalogue = Catalogue {
    browse: browse::ENGLISH,
    documents: documents::ENGLISH,
    listing: listing::ENGLISH,
    product: product::ENGLISH,
    workshop: workshop::ENGLISH,
};
