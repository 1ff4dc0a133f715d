//! A product as lists show it.

use crate::{media::picture::Picture, money::Money};

/// How much is left, told honestly and without hurry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Enough.
    InStock,
    /// So many units are left; few.
    Few(i64),
    /// None.
    SoldOut,
    /// The producer takes no orders for now.
    MakerPaused,
}

impl Availability {
    /// Below this many units a page says how many are left.
    pub const FEW: i64 = 5;

    /// From what can be had: on hand − allocated − held, in units.
    #[must_use]
    pub const fn of(available: i64) -> Self {
        match available {
            i64::MIN..=0 => Self::SoldOut,
            1..Self::FEW => Self::Few(available),
            _ => Self::InStock,
        }
    }

    /// Whether it can be put into a cart.
    #[must_use]
    pub const fn can_be_bought(self) -> bool {
        matches!(self, Self::InStock | Self::Few(_))
    }
}

/// A published product on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductCard {
    /// Its address: `/san-pham/{slug}`.
    pub slug: String,
    /// The maker's own name for it, in Vietnamese.
    pub name: String,
    /// Its English name; empty where there is none.
    pub name_en: String,
    /// The maker's own name for size or packing, in Vietnamese.
    pub unit: String,
    /// The same in English; empty where there is none.
    pub unit_en: String,
    /// Price of one unit.
    pub price: Money,
    /// The maker's name.
    pub producer: String,
    /// The maker's address: `/co-so/{slug}`.
    pub producer_slug: String,
    /// The village's name.
    pub village: String,
    /// Its first picture.
    pub picture: Option<Picture>,
    /// How much is left.
    pub availability: Availability,
}
