//! A livestream as its own page and calendar file show it.

use super::{card::LiveCard, link::StreamLink, timetable::Phase};
use crate::catalogue::card::ProductCard;

/// Everything public about one livestream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveView {
    /// What lists show of it.
    pub card: LiveCard,
    /// Where it stands now.
    pub phase: Phase,
    /// What will be shown and told, in the maker's Vietnamese; may be empty.
    pub description: String,
    /// The village with commune and province.
    pub place: String,
    /// Where it is streamed, if that is known.
    pub stream_link: Option<StreamLink>,
    /// Why it was called off; empty otherwise.
    pub cancel_reason: String,
    /// Rises with each change.
    pub version: u32,
    /// Its products that are on sale, in order.
    pub products: Vec<ProductCard>,
}
