//! A livestream as lists show it.

use time::OffsetDateTime;

use crate::media::picture::Picture;

/// A livestream that is to come or on air.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveCard {
    /// Its address: `/live/{slug}`.
    pub slug: String,
    /// The maker's own title, in Vietnamese.
    pub title: String,
    /// Its English title; empty where there is none.
    pub title_en: String,
    /// When it starts.
    pub starts_at: OffsetDateTime,
    /// Whether it is on air.
    pub on_air: bool,
    /// The maker's name.
    pub producer: String,
    /// The maker's address: `/co-so/{slug}`.
    pub producer_slug: String,
    /// The village's name.
    pub village: String,
    /// The cover.
    pub picture: Option<Picture>,
}
