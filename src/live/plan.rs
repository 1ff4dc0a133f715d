//! What a producer announces: rules for a livestream's words, start, products and link.
//!
//! Source of the rules: `domain.md`, *Live commerce* (1–200 products in order, a start in Asia/Ho_Chi_Minh).

use std::collections::BTreeSet;

use thiserror::Error;
use time::{Duration, OffsetDateTime};

use super::{link::StreamLink, service::LiveRefusal};
use crate::{
    clock::{parse_day, parse_hour, start_of_day},
    id::{PictureId, ProductId},
};

/// The longest title, in characters.
pub const TITLE_CHARS_MAX: usize = 120;
/// The longest description, in characters.
pub const DESCRIPTION_CHARS_MAX: usize = 2_000;
/// The longest reason for calling a session off, in characters.
pub const REASON_CHARS_MAX: usize = 300;
/// The most products of one session.
pub const PRODUCTS_MAX: usize = 200;
/// How far ahead a session may be announced.
pub const AHEAD_MAX: Duration = Duration::days(365);
/// Two sessions of one producer start at least so far apart: nobody stands before two cameras.
pub const SPACING: Duration = Duration::hours(1);

/// A livestream as its producer typed it; texts are tidied, nothing is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its title, in Vietnamese.
    pub title: String,
    /// Its English title, if there is one.
    pub title_en: String,
    /// What will be shown and told.
    pub description: String,
    /// The day in Vietnam, as a date field sends it (`YYYY-MM-DD`).
    pub day: String,
    /// The hour in Vietnam, as a time field sends it (`HH:mm`).
    pub hour: String,
    /// Where it will be streamed; may be told later.
    pub stream_link: String,
    /// The numbers of the chosen products, in the order they will be shown.
    pub products: Vec<String>,
    /// The number of the chosen cover; empty for none.
    pub cover: String,
    /// Whether a photo came with the form and was not taken: nothing is saved before that is mended.
    pub photo_refused: bool,
}

/// What the producer has, for a draft to be judged by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Its published products.
    pub products: BTreeSet<ProductId>,
    /// The pictures it may choose as a cover.
    pub covers: BTreeSet<PictureId>,
    /// The starts of its other sessions that were not called off.
    pub other_starts: Vec<OffsetDateTime>,
}

/// A livestream that may be announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its title, in Vietnamese.
    pub title: String,
    /// Its English title; empty where there is none.
    pub title_en: String,
    /// What will be shown and told; may be empty.
    pub description: String,
    /// When it starts.
    pub starts_at: OffsetDateTime,
    /// Where it will be streamed, if that is known.
    pub stream_link: Option<StreamLink>,
    /// Its products, in order.
    pub products: Vec<ProductId>,
    /// Its cover.
    pub cover: Option<PictureId>,
}

/// What is wrong with a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PlanFault {
    /// There is no title.
    #[error("the title is missing")]
    TitleMissing,
    /// The title is longer than [`TITLE_CHARS_MAX`].
    #[error("the title is too long")]
    TitleTooLong,
    /// The English title is longer than [`TITLE_CHARS_MAX`].
    #[error("the English title is too long")]
    TitleEnTooLong,
    /// The description is longer than [`DESCRIPTION_CHARS_MAX`].
    #[error("the description is too long")]
    DescriptionTooLong,
    /// There is no day, or it is none.
    #[error("the day cannot be read")]
    DayUnreadable,
    /// There is no hour, or it is none.
    #[error("the hour cannot be read")]
    HourUnreadable,
    /// The start is not in the future.
    #[error("the start is in the past")]
    StartInPast,
    /// The start is more than [`AHEAD_MAX`] away.
    #[error("the start is too far away")]
    StartTooFar,
    /// Another session of the producer starts within [`SPACING`].
    #[error("another session is at that hour")]
    HourTaken,
    /// The link is no `http` or `https` address of a host.
    #[error("the link is no web address")]
    LinkUnusable,
    /// No product was chosen.
    #[error("no product was chosen")]
    NoProduct,
    /// More than [`PRODUCTS_MAX`] products were chosen.
    #[error("too many products")]
    TooManyProducts,
    /// A product is not one of the producer's published ones.
    #[error("a product is not on sale")]
    ProductUnknown,
    /// The cover is not one of the producer's pictures.
    #[error("the cover is unknown")]
    CoverUnknown,
    /// A photo came and was not taken; why is told beside it.
    #[error("a photo was not taken")]
    PhotoRefused,
}

impl Draft {
    /// Judges the draft at `now`; all faults at once, in the order of the form. `kept` is the start of a session that
    /// is being changed: staying at it is allowed even when it has begun.
    pub fn check(self, own: &Own, kept: Option<OffsetDateTime>, now: OffsetDateTime) -> Result<Plan, Vec<PlanFault>> {
        let mut faults = Vec::new();
        let mut hold = |fault: Option<PlanFault>| faults.extend(fault);
        hold(self.title.is_empty().then_some(PlanFault::TitleMissing));
        hold(longer(&self.title, TITLE_CHARS_MAX).then_some(PlanFault::TitleTooLong));
        hold(longer(&self.title_en, TITLE_CHARS_MAX).then_some(PlanFault::TitleEnTooLong));
        let (starts_at, wrong) = start(&self.day, &self.hour, own, kept, now);
        wrong.into_iter().for_each(|fault| hold(Some(fault)));
        let stream_link = match self.stream_link.as_str() {
            "" => Ok(None),
            typed => StreamLink::parse(typed).map(Some),
        };
        hold(stream_link.is_err().then_some(PlanFault::LinkUnusable));
        hold(longer(&self.description, DESCRIPTION_CHARS_MAX).then_some(PlanFault::DescriptionTooLong));
        let products = products(&self.products, own);
        hold(products.as_ref().err().copied());
        let cover = cover(&self.cover, own);
        hold(cover.as_ref().err().copied());
        hold(self.photo_refused.then_some(PlanFault::PhotoRefused));
        match (starts_at, stream_link, products, cover) {
            (Some(starts_at), Ok(stream_link), Ok(products), Ok(cover)) if faults.is_empty() => Ok(Plan {
                title: self.title,
                title_en: self.title_en,
                description: self.description,
                starts_at,
                stream_link,
                products,
                cover,
            }),
            _ => Err(faults),
        }
    }
}

/// A reason for calling a session off: it must be given, since people waited for the session.
pub fn check_reason(reason: &str) -> Result<&str, LiveRefusal> {
    match reason {
        "" => Err(LiveRefusal::ReasonMissing),
        long if longer(long, REASON_CHARS_MAX) => Err(LiveRefusal::ReasonTooLong),
        reason => Ok(reason),
    }
}

fn longer(text: &str, chars: usize) -> bool {
    text.chars().count() > chars
}

fn start(
    day: &str,
    hour: &str,
    own: &Own,
    kept: Option<OffsetDateTime>,
    now: OffsetDateTime,
) -> (Option<OffsetDateTime>, Vec<PlanFault>) {
    let (day, hour) = (parse_day(day), parse_hour(hour));
    let (Some(on), Some(hour)) = (day, hour) else {
        let day = day.is_none().then_some(PlanFault::DayUnreadable);
        return (None, day.into_iter().chain(hour.is_none().then_some(PlanFault::HourUnreadable)).collect());
    };
    let at = start_of_day(on) + hour;
    let taken = |other: &OffsetDateTime| (at - *other).abs() < SPACING;
    let fault = if kept == Some(at) {
        None
    } else if at <= now {
        Some(PlanFault::StartInPast)
    } else if at - now > AHEAD_MAX {
        Some(PlanFault::StartTooFar)
    } else {
        own.other_starts.iter().any(taken).then_some(PlanFault::HourTaken)
    };
    (Some(at), fault.into_iter().collect())
}

/// The chosen products, each once.
fn products(chosen: &[String], own: &Own) -> Result<Vec<ProductId>, PlanFault> {
    let mut products = Vec::with_capacity(chosen.len().min(PRODUCTS_MAX));
    for number in chosen {
        let product = number.parse().ok().filter(|product| own.products.contains(product));
        let product = product.ok_or(PlanFault::ProductUnknown)?;
        if !products.contains(&product) {
            products.push(product);
        }
        if products.len() > PRODUCTS_MAX {
            return Err(PlanFault::TooManyProducts);
        }
    }
    if products.is_empty() { Err(PlanFault::NoProduct) } else { Ok(products) }
}

fn cover(chosen: &str, own: &Own) -> Result<Option<PictureId>, PlanFault> {
    if chosen.is_empty() {
        return Ok(None);
    }
    let cover = chosen.parse().ok().filter(|cover| own.covers.contains(cover));
    cover.map(Some).ok_or(PlanFault::CoverUnknown)
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
