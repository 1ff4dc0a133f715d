//! What the public pages show of categories, villages, makers and products.

use super::{
    card::{Availability, ProductCard},
    content::Content,
    workshop_form::{Delivery, Pause},
};
use crate::{
    id::{ProducerId, VariantId},
    identity::phone::Phone,
    media::picture::Picture,
    money::Money,
    page::Page,
};

/// Something with an address and a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The last part of its address.
    pub slug: String,
    /// Its Vietnamese name.
    pub name: String,
    /// Its English name; empty where there is none.
    pub name_en: String,
}

/// A village on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageCard {
    /// Its address: `/lang/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is known for, in Vietnamese.
    pub craft: String,
    /// The same in English.
    pub craft_en: String,
    /// The commune and province of today.
    pub place: String,
    /// A picture of what is made there.
    pub picture: Option<Picture>,
}

/// A maker on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerCard {
    /// Its address: `/co-so/{slug}`.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The village's name.
    pub village: String,
    /// The village's address: `/lang/{slug}`.
    pub village_slug: String,
    /// The commune and province of today.
    pub place: String,
    /// What it says of itself, in Vietnamese; may be empty.
    pub about: String,
    /// A picture of what it makes.
    pub picture: Option<Picture>,
}

/// The front page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    /// Every village, in the order one meets them.
    pub villages: Vec<VillageCard>,
    /// This week's makers.
    pub makers: Vec<MakerCard>,
    /// What was listed last, at most a few of one maker.
    pub newest: Vec<ProductCard>,
    /// How many makers have something for sale.
    pub makers_total: u64,
    /// How many products are for sale.
    pub products_total: u64,
}

/// A kind of goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CategoryPage {
    /// Which.
    pub category: Named,
    /// What is for sale.
    pub products: Page<ProductCard>,
}

/// A village with its makers and what they sell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillagePage {
    /// Which.
    pub village: VillageCard,
    /// Where it was before the places changed in 2025.
    pub former: String,
    /// What is known of it, in Vietnamese.
    pub facts: String,
    /// The same in English.
    pub facts_en: String,
    /// Its makers by name.
    pub makers: Vec<MakerCard>,
    /// What is for sale.
    pub products: Page<ProductCard>,
}

/// Under which law a maker works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LegalForm {
    /// Hộ kinh doanh.
    Household,
    /// A company.
    Company,
    /// A cooperative.
    Cooperative,
}

impl LegalForm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Household, Self::Company, Self::Cooperative];

    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Household => "household",
            Self::Company => "company",
            Self::Cooperative => "cooperative",
        }
    }
}

/// The text names no legal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a legal form")]
pub struct NoLegalForm;

impl std::str::FromStr for LegalForm {
    type Err = NoLegalForm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|form| form.as_str() == text).ok_or(NoLegalForm)
    }
}

/// Who sells: what the law asks to be shown of a seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seller {
    /// The registered name.
    pub name: String,
    /// Under which law.
    pub legal_form: LegalForm,
    /// Who answers for it.
    pub owner: String,
    /// Registration or tax number.
    pub registration: String,
    /// Where to call.
    pub phone: Phone,
    /// Where to write, if that is shown.
    pub email: Option<String>,
    /// Street, commune and province.
    pub address: String,
}

/// A maker's own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerPage {
    /// For asking for its livestreams.
    pub id: ProducerId,
    /// The maker.
    pub maker: MakerCard,
    /// Who sells.
    pub seller: Seller,
    /// Whether it takes orders.
    pub pause: Option<Pause>,
    /// When and how goods can be picked up, in Vietnamese; may be empty.
    pub pickup_note: String,
    /// How it delivers.
    pub delivery: Delivery,
    /// What is for sale.
    pub products: Page<ProductCard>,
}

/// A size or packing, as its product's page offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariantOffer {
    /// What the form sends.
    pub id: VariantId,
    /// The maker's name for it, in Vietnamese.
    pub name: String,
    /// The same in English; empty where there is none.
    pub name_en: String,
    /// Price of one unit.
    pub price: Money,
    /// What is in it.
    pub content: Option<Content>,
    /// What one unit weighs with its packing, in grams; 0 when unknown.
    pub weight_g: i64,
    /// How much is left.
    pub availability: Availability,
}

/// A product's own page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductPage {
    /// Its address: `/san-pham/{slug}`.
    pub slug: String,
    /// The maker's name for it, in Vietnamese.
    pub name: String,
    /// Its English name; empty where there is none.
    pub name_en: String,
    /// The maker's words, in Vietnamese.
    pub description: String,
    /// In descending order, in Vietnamese; may be empty.
    pub ingredients: String,
    /// How to keep it, in Vietnamese; may be empty.
    pub storage: String,
    /// Total nitrogen of fish sauce, in grams per litre (°N).
    pub nitrogen_g_per_l: Option<i64>,
    /// Its kind.
    pub category: Named,
    /// Its maker.
    pub maker: MakerCard,
    /// Who sells it.
    pub seller: Seller,
    /// Whether the maker takes orders.
    pub pause: Option<Pause>,
    /// Its sizes in the maker's order; at least one.
    pub variants: Vec<VariantOffer>,
    /// Its pictures, the first of them the one lists show.
    pub pictures: Vec<Picture>,
    /// How its maker delivers.
    pub delivery: Delivery,
    /// Other goods of the maker.
    pub more: Vec<ProductCard>,
}

/// What a product's address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductShown {
    /// It is for sale.
    ForSale(Box<ProductPage>),
    /// Its maker took it off the shelf for a while: nothing to buy, but whoever kept the address is told so and shown
    /// the way to the maker.
    Resting {
        /// Its name.
        product: Named,
        /// Its maker.
        maker: Named,
    },
}
