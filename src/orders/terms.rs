//! By when a producer answers and how long a shopper may ask for a return: read from data in which each rule has its
//! first day, never written into code.
//!
//! Source of the rules: `domain.md`, *Law*; the text of `/doi-tra`. The data is handed in; this module reads no file.

use std::collections::BTreeSet;

use thiserror::Error;
use time::{Date, Duration, OffsetDateTime, Weekday};

use super::request::Kind;
use crate::clock::{day_in_vietnam, parse_day};

/// What holds from one day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The first day.
    pub valid_from: Date,
    /// Working days until a question is answered.
    pub question: u8,
    /// Working days until a request to cancel is answered.
    pub cancel: u8,
    /// Working days until a request to return is answered.
    pub goods_back: u8,
    /// Calendar days after the hand-over within which a return may be asked for.
    pub return_within_days: u8,
    /// Hours within which fresh or fragile goods are to be reported.
    pub fresh_within_hours: u8,
    /// Whether Monday, Tuesday … Sunday are working days; at least one is.
    works: [bool; 7],
}

/// A line of the data that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("cannot be read: {0:?}")]
pub struct Unreadable(pub String);

/// The terms of all times, and the days on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    first: Terms,
    later: Vec<Terms>,
    days_off: BTreeSet<Date>,
}

impl Terms {
    fn read(line: &str) -> Option<Terms> {
        let mut fields = line.split('\t');
        let valid_from = parse_day(fields.next()?)?;
        let mut number = || fields.next()?.trim().parse::<u8>().ok();
        let [question, cancel, goods_back] = [number()?, number()?, number()?];
        let [return_within_days, fresh_within_hours] = [number()?, number()?];
        let week = fields.next()?.trim();
        let works = ['1', '2', '3', '4', '5', '6', '7'].map(|day| week.contains(day));
        let whole = works.contains(&true) && week.chars().all(|day| ('1'..='7').contains(&day));
        let terms = Terms { valid_from, question, cancel, goods_back, return_within_days, fresh_within_hours, works };
        (whole && fields.next().is_none()).then_some(terms)
    }

    /// Working days until a request of this kind is answered.
    #[must_use]
    pub const fn days(&self, kind: Kind) -> u8 {
        match kind {
            Kind::Question => self.question,
            Kind::Cancel => self.cancel,
            Kind::Return => self.goods_back,
        }
    }

    fn works_on(&self, weekday: Weekday) -> bool {
        self.works[usize::from(weekday.number_days_from_monday())]
    }
}

impl Calendar {
    /// Reads the terms (oldest first) and the days off, as `server/data/README.md` describes them.
    ///
    /// # Errors
    /// The first line that cannot be read; an empty one when there are no terms at all.
    pub fn read(terms: &str, days_off: &str) -> Result<Calendar, Unreadable> {
        let unreadable = |line: &str| Unreadable(line.to_owned());
        let terms = rows(terms).map(|line| Terms::read(line).ok_or_else(|| unreadable(line)));
        let mut terms = terms.collect::<Result<Vec<_>, _>>()?;
        terms.sort_by_key(|terms| terms.valid_from);
        let mut terms = terms.into_iter();
        let first = terms.next().ok_or_else(|| unreadable(""))?;
        let day = |line: &str| line.split('\t').next().and_then(parse_day).ok_or_else(|| unreadable(line));
        let days_off = rows(days_off).map(day).collect::<Result<_, _>>()?;
        Ok(Calendar { first, later: terms.collect(), days_off })
    }

    /// The terms of a day; before the first of them, the first.
    #[must_use]
    pub fn terms(&self, day: Date) -> &Terms {
        self.later.iter().rev().find(|terms| terms.valid_from <= day).unwrap_or(&self.first)
    }

    /// The last day on which a request asked now is answered in time. The day of asking does not count.
    #[must_use]
    pub fn answer_by(&self, kind: Kind, asked: OffsetDateTime) -> Date {
        let asked = day_in_vietnam(asked);
        let terms = self.terms(asked);
        let mut day = asked;
        for _ in 0..terms.days(kind) {
            day = self.next_working_day(terms, day);
        }
        day
    }

    /// The last day on which a return of goods that were handed over then may be asked for.
    #[must_use]
    pub fn returnable_until(&self, handed_over: OffsetDateTime) -> Date {
        let day = day_in_vietnam(handed_over);
        day.saturating_add(Duration::days(i64::from(self.terms(day).return_within_days)))
    }

    fn next_working_day(&self, terms: &Terms, day: Date) -> Date {
        let mut next = day;
        // The week has a working day and the days off are a short list: this ends.
        while let Some(day) = next.next_day() {
            next = day;
            if terms.works_on(day.weekday()) && !self.days_off.contains(&day) {
                break;
            }
        }
        next
    }
}

fn rows(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
pub(super) mod tests {
    use time::macros::{date, datetime};

    use super::*;

    pub(in crate::orders) fn calendar() -> Calendar {
        let terms = "# head\n2026-11-01\t2\t1\t2\t7\t48\t12345\n2026-12-14\t3\t2\t5\t10\t24\t123456\n";
        Calendar::read(terms, "2027-01-01\tTết Dương lịch\n").unwrap()
    }

    #[test]
    fn weekends_and_days_off_are_no_working_days() {
        let by = |kind, at| calendar().answer_by(kind, at);
        // 25 November 2026 is a Wednesday.
        assert_eq!(by(Kind::Question, datetime!(2026-11-25 03:00 UTC)), date!(2026 - 11 - 27));
        assert_eq!(by(Kind::Question, datetime!(2026-11-26 03:00 UTC)), date!(2026 - 11 - 30));
        assert_eq!(by(Kind::Cancel, datetime!(2026-11-27 03:00 UTC)), date!(2026 - 11 - 30));
        assert_eq!(by(Kind::Cancel, datetime!(2026-11-28 03:00 UTC)), date!(2026 - 11 - 30), "asked on a Saturday");
        assert_eq!(by(Kind::Return, datetime!(2026-11-29 03:00 UTC)), date!(2026 - 12 - 1));
        assert_eq!(by(Kind::Cancel, datetime!(2026-12-31 03:00 UTC)), date!(2027 - 01 - 04), "over New Year");
    }

    #[test]
    fn the_day_is_vietnams() {
        // 23:30 UTC on Thursday is Friday morning in Vietnam.
        let by = calendar().answer_by(Kind::Cancel, datetime!(2026-11-26 23:30 UTC));
        assert_eq!(by, date!(2026 - 11 - 30));
    }

    #[test]
    fn each_rule_holds_from_its_first_day_on() {
        let calendar = calendar();
        assert_eq!(calendar.terms(date!(2026 - 12 - 13)).question, 2);
        assert_eq!(calendar.terms(date!(2026 - 12 - 14)).question, 3);
        assert_eq!(calendar.terms(date!(2020 - 01 - 01)).question, 2, "before all of them, the first");
        assert_eq!(calendar.returnable_until(datetime!(2026-12-13 10:00 UTC)), date!(2026 - 12 - 20));
        assert_eq!(calendar.returnable_until(datetime!(2026-12-14 10:00 UTC)), date!(2026 - 12 - 24));
        // From Monday 14 December on, Saturday is a working day.
        assert_eq!(calendar.answer_by(Kind::Question, datetime!(2026-12-17 03:00 UTC)), date!(2026 - 12 - 21));
        assert_eq!(calendar.answer_by(Kind::Cancel, datetime!(2026-12-17 03:00 UTC)), date!(2026 - 12 - 19));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let read = |terms: &str, off: &str| Calendar::read(terms, off).map(|_| ());
        assert_eq!(read("", ""), Err(Unreadable(String::new())));
        for line in [
            "2026-11-01\t2\t1",
            "2026-13-01\t2\t1\t2\t7\t48\t1",
            "2026-11-01\t2\t1\t2\t7\t48\t8",
            "2026-11-01\t2\t1\t2\t7\t48\t",
            "2026-11-01\t-2\t1\t2\t7\t48\t1",
            "2026-11-01\t2\t1\t2\t7\t48\t1\t9",
        ] {
            assert_eq!(read(line, ""), Err(Unreadable(line.to_owned())));
        }
        assert_eq!(read("2026-11-01\t2\t1\t2\t7\t48\t1", "mai"), Err(Unreadable("mai".into())));
    }
}
