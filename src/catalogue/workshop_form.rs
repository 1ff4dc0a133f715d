//! The forms of a producer's own place: profile, delivery prices, holiday pause.

use time::{Date, Duration, OffsetDateTime};

use super::listing_flaw::{Flaw, Flaws, fee, text};
use crate::{
    clock::{day_in_vietnam, parse_day, start_of_day},
    identity::phone::Phone,
    money::Money,
};

/// The longest line of a profile, in characters.
pub const LINE_MAX: usize = 120;
/// The longest text of a profile, in characters.
pub const ABOUT_MAX: usize = 4_000;
/// The longest note, in characters.
pub const NOTE_MAX: usize = 500;
/// How far ahead a pause may end, in days.
pub const PAUSE_DAYS_MAX: i64 = 365;

/// A field of these forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkshopField {
    /// Who answers the door.
    Owner,
    /// The phone.
    Phone,
    /// The maker's own words.
    About,
    /// Street and house.
    Street,
    /// Province or city.
    Province,
    /// Commune, ward or special zone.
    Commune,
    /// When and how to pick up.
    PickupNote,
    /// Price of standard delivery.
    Standard,
    /// Price of express delivery.
    Express,
    /// Which ways of delivery there are.
    Delivery,
    /// The last day of a pause.
    Until,
    /// What shoppers read while the workshop rests.
    PauseNote,
}

impl WorkshopField {
    /// The field's name in its form.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Phone => "phone",
            Self::About => "about",
            Self::Street => "street",
            Self::Province => "province",
            Self::Commune => "commune",
            Self::PickupNote => "pickup_note",
            Self::Standard => "standard",
            Self::Express => "express",
            Self::Delivery => "delivery",
            Self::Until => "until",
            Self::PauseNote => "pause_note",
        }
    }
}

/// Flaws of one of these forms.
pub type WorkshopFlaws = Vec<(WorkshopField, Flaw)>;

/// What a producer says of itself, without where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Who answers the door.
    pub owner: String,
    /// The phone.
    pub phone: Phone,
    /// The maker's own words; may be empty.
    pub about: String,
    /// Street and house.
    pub street: String,
    /// When and how to pick up; may be empty.
    pub pickup_note: String,
}

/// Reads the profile; `typed` gives what stands in a field, tidied.
pub fn read_about(typed: impl Fn(WorkshopField) -> String) -> Result<About, WorkshopFlaws> {
    let mut flaws = Flaws::none();
    let mut take = |field, needed, max| flaws.take(field, text(&typed(field), needed, max));
    let owner = take(WorkshopField::Owner, true, LINE_MAX);
    let about = take(WorkshopField::About, false, ABOUT_MAX);
    let street = take(WorkshopField::Street, true, LINE_MAX);
    let pickup_note = take(WorkshopField::PickupNote, false, NOTE_MAX);
    let phone = Phone::parse(&typed(WorkshopField::Phone)).map_err(Flaw::Phone).map(Some);
    match flaws.take(WorkshopField::Phone, phone) {
        Some(phone) => flaws.unless_any(About { owner, phone, about, street, pickup_note }),
        None => Err(flaws.0),
    }
}

/// One way of delivery.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// What it costs; zero for none.
    pub price: Money,
    /// Whether shoppers may choose it.
    pub enabled: bool,
}

/// How a producer delivers. Picking up costs nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// In a few days.
    pub standard: Way,
    /// As soon as can be.
    pub express: Way,
    /// At the workshop.
    pub pickup: bool,
}

impl Delivery {
    /// Whether shoppers may choose any way at all.
    #[must_use]
    pub const fn is_possible(self) -> bool {
        self.standard.enabled || self.express.enabled || self.pickup
    }
}

/// A way of delivery as typed: its price, and whether its box is ticked.
pub type TypedWay<'a> = (&'a str, bool);

/// Reads the delivery prices. The price of a way that is not offered may be missing.
pub fn read_delivery(standard: TypedWay<'_>, express: TypedWay<'_>, pickup: bool) -> Result<Delivery, WorkshopFlaws> {
    let mut flaws = Flaws::none();
    let mut way = |field, (typed, enabled): TypedWay<'_>| {
        let price = if typed.is_empty() && !enabled { Ok(Money::ZERO) } else { fee(typed) };
        Way { price: flaws.take(field, price), enabled }
    };
    let standard = way(WorkshopField::Standard, standard);
    let express = way(WorkshopField::Express, express);
    let delivery = Delivery { standard, express, pickup };
    if !delivery.is_possible() {
        flaws.0.push((WorkshopField::Delivery, Flaw::NoDelivery));
    }
    flaws.unless_any(delivery)
}

/// A holiday: nobody can buy until it is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The instant the workshop opens again: the midnight in Vietnam after its last day.
    pub until: OffsetDateTime,
    /// What shoppers read; may be empty.
    pub note: String,
}

impl Pause {
    /// The last day on which the workshop rests.
    #[must_use]
    pub fn last_day(&self) -> Date {
        day_in_vietnam(self.until - Duration::MILLISECOND)
    }
}

/// Reads a pause that lasts to the end of the day `until` (`YYYY-MM-DD`), which is today or within a year.
pub fn read_pause(until: &str, note: &str, now: OffsetDateTime) -> Result<Pause, WorkshopFlaws> {
    let mut flaws = Flaws::none();
    let note = flaws.take(WorkshopField::PauseNote, text(note, false, NOTE_MAX));
    match flaws.take(WorkshopField::Until, last_day(until, day_in_vietnam(now)).map(Some)) {
        Some(day) => flaws.unless_any(Pause { until: start_of_day(day) + Duration::DAY, note }),
        None => Err(flaws.0),
    }
}

fn last_day(typed: &str, today: Date) -> Result<Date, Flaw> {
    if typed.is_empty() {
        return Err(Flaw::Missing);
    }
    match parse_day(typed).ok_or(Flaw::NotADay)? {
        day if day < today => Err(Flaw::DayPast),
        day if (day - today).whole_days() > PAUSE_DAYS_MAX => Err(Flaw::DayTooFar),
        day => Ok(day),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;
    use crate::{identity::phone::PhoneError, money::MoneyError};

    const NOW: OffsetDateTime = datetime!(2026-11-25 03:00 UTC);

    #[test]
    fn a_pause_lasts_to_the_end_of_its_last_day_in_vietnam() {
        let pause = read_pause("2026-11-30", "Nhà có giỗ", NOW).unwrap();
        assert_eq!(pause.until, datetime!(2026-11-30 17:00 UTC));
        assert_eq!(pause.last_day(), date!(2026 - 11 - 30));
        assert!(read_pause("2026-11-25", "", NOW).is_ok());
        assert!(read_pause("2027-11-25", "", NOW).is_ok());
    }

    #[test]
    fn a_pause_ends_neither_in_the_past_nor_after_a_year() {
        for (typed, flaw) in [
            ("", Flaw::Missing),
            ("30/11/2026", Flaw::NotADay),
            ("2026-02-30", Flaw::NotADay),
            ("2026-11-24", Flaw::DayPast),
            ("2027-11-26", Flaw::DayTooFar),
        ] {
            assert_eq!(read_pause(typed, "", NOW), Err(vec![(WorkshopField::Until, flaw)]), "{typed}");
        }
    }

    #[test]
    fn some_way_of_delivery_is_left() {
        let delivery = read_delivery(("30k", true), ("", false), true).unwrap();
        assert_eq!(delivery.standard, Way { price: Money::dong(30_000), enabled: true });
        assert_eq!(delivery.express, Way::default());
        let none = read_delivery(("30k", false), ("", false), false);
        assert_eq!(none, Err(vec![(WorkshopField::Delivery, Flaw::NoDelivery)]));
        assert!(read_delivery(("0", true), ("", false), false).is_ok());
        let wrong = read_delivery(("", true), ("-5", false), true);
        let flaws =
            [(WorkshopField::Standard, Flaw::Missing), (WorkshopField::Express, Flaw::Price(MoneyError::Negative))];
        assert_eq!(wrong, Err(flaws.to_vec()));
    }

    #[test]
    fn a_profile_needs_a_person_a_phone_and_a_place() {
        let flaws = read_about(|_| String::new()).unwrap_err();
        assert_eq!(
            flaws,
            [
                (WorkshopField::Owner, Flaw::Missing),
                (WorkshopField::Street, Flaw::Missing),
                (WorkshopField::Phone, Flaw::Phone(PhoneError::Empty)),
            ]
        );
    }
}
