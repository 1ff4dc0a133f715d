//! Livestreams as their producer sees them in the workshop.

use time::OffsetDateTime;

use super::timetable::Phase;
use crate::{
    id::{PictureId, ProductId},
    media::picture::Picture,
    money::Money,
};

/// One of the producer's sessions on a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    /// Its address: `/xuong/live/{slug}`.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// When it starts.
    pub starts_at: OffsetDateTime,
    /// Where it stands now.
    pub phase: Phase,
    /// How many products it has.
    pub products: u64,
    /// Whether it is known where it is streamed.
    pub has_link: bool,
}

/// A published product that a session may show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offerable {
    /// Its number, which the form sends.
    pub id: ProductId,
    /// Its name.
    pub name: String,
    /// Size or packing of its first variant.
    pub unit: String,
    /// Price of that variant.
    pub price: Money,
}

/// A picture that may be a session's cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Its number, which the form sends.
    pub id: PictureId,
    /// The picture; `None` while its files are being made.
    pub picture: Option<Picture>,
    /// The name of the product it shows; empty where it shows none.
    pub of: String,
}

/// A session as it is now, for its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// Its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its English title; empty where there is none.
    pub title_en: String,
    /// What will be shown and told.
    pub description: String,
    /// When it starts.
    pub starts_at: OffsetDateTime,
    /// Where it is streamed; empty where that is not known.
    pub stream_link: String,
    /// Its products, in order.
    pub products: Vec<ProductId>,
    /// Its cover.
    pub cover: Option<PictureId>,
    /// Where it stands now.
    pub phase: Phase,
    /// Why it was called off; empty otherwise.
    pub cancel_reason: String,
}

/// What the form for a session needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// The session that is to be changed; `None` for a new one.
    pub current: Option<Current>,
    /// What may be shown.
    pub products: Vec<Offerable>,
    /// What may be the cover.
    pub covers: Vec<Cover>,
}
