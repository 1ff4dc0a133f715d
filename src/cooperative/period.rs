//! Between which two days figures are asked for.

use time::Date;

use crate::clock::{first_of_month, parse_day};

/// Days from one to another, both included; never empty, at most [`Period::DAYS_MAX`] long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

/// Which of the two dates is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The first day (`tu`).
    From,
    /// The last day (`den`).
    To,
}

/// What is wrong with a date that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodFault {
    /// It is no day of the calendar.
    NoDay(End),
    /// The last day lies before the first.
    Reversed,
    /// More than [`Period::DAYS_MAX`] days.
    TooLong,
}

impl PeriodFault {
    /// The date beside which it is told.
    #[must_use]
    pub const fn end(self) -> End {
        match self {
            PeriodFault::NoDay(end) => end,
            PeriodFault::Reversed | PeriodFault::TooLong => End::To,
        }
    }
}

impl Period {
    /// A leap year.
    pub const DAYS_MAX: i64 = 366;

    /// Reads the two dates of an address (`YYYY-MM-DD`). A missing or empty one means: to today, from the first of the
    /// month of the last day.
    pub fn read(from: Option<&str>, to: Option<&str>, today: Date) -> Result<Period, Vec<PeriodFault>> {
        let typed = |text: Option<&str>, end: End| match text.map(str::trim).filter(|text| !text.is_empty()) {
            None => Ok(None),
            Some(text) => parse_day(text).map(Some).ok_or(PeriodFault::NoDay(end)),
        };
        let (from, to) = match (typed(from, End::From), typed(to, End::To)) {
            (Ok(from), Ok(to)) => (from, to.unwrap_or(today)),
            (from, to) => return Err([from.err(), to.err()].into_iter().flatten().collect()),
        };
        let from = from.unwrap_or_else(|| first_of_month(to));
        if to < from {
            return Err(vec![PeriodFault::Reversed]);
        }
        if (to - from).whole_days() >= Period::DAYS_MAX {
            return Err(vec![PeriodFault::TooLong]);
        }
        Ok(Period { from, to })
    }

    /// The first day.
    #[must_use]
    pub const fn from(self) -> Date {
        self.from
    }

    /// The last day.
    #[must_use]
    pub const fn to(self) -> Date {
        self.to
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// Every day of it, in order.
    pub fn days(self) -> impl Iterator<Item = Date> {
        std::iter::successors(Some(self.from), |day| day.next_day()).take_while(move |day| *day <= self.to)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 25);

    fn read(from: &str, to: &str) -> Result<(Date, Date), Vec<PeriodFault>> {
        Period::read(Some(from), Some(to), TODAY).map(|period| (period.from(), period.to()))
    }

    #[test]
    fn without_dates_it_is_this_month_to_today() {
        assert_eq!(Period::read(None, None, TODAY).map(|period| period.from()), Ok(date!(2026 - 11 - 01)));
        assert_eq!(read("", ""), Ok((date!(2026 - 11 - 01), TODAY)));
        assert_eq!(read("2026-10-30", " "), Ok((date!(2026 - 10 - 30), TODAY)));
        assert_eq!(read("", "2026-02-15"), Ok((date!(2026 - 02 - 01), date!(2026 - 02 - 15))));
        assert_eq!(read("2026-11-25", "2026-11-25"), Ok((TODAY, TODAY)));
    }

    #[test]
    fn each_wrong_date_is_told_beside_its_field() {
        assert_eq!(read("30/10/2026", ""), Err(vec![PeriodFault::NoDay(End::From)]));
        assert_eq!(read("2026-02-30", "abc"), Err(vec![PeriodFault::NoDay(End::From), PeriodFault::NoDay(End::To)]));
        assert_eq!(read("2026-11-02", "2026-11-01"), Err(vec![PeriodFault::Reversed]));
        assert_eq!(read("2026-12-01", ""), Err(vec![PeriodFault::Reversed]));
        assert_eq!(read("2025-11-24", "2026-11-25"), Err(vec![PeriodFault::TooLong]));
        assert!(read("2025-11-25", "2026-11-25").is_ok());
    }

    #[test]
    fn its_days_are_all_days_from_the_first_to_the_last() {
        let period = Period::read(Some("2026-10-30"), Some("2026-11-02"), TODAY).unwrap();
        let days: Vec<Date> = period.days().collect();
        assert_eq!(days, [date!(2026 - 10 - 30), date!(2026 - 10 - 31), date!(2026 - 11 - 01), date!(2026 - 11 - 02)]);
        assert!(days.into_iter().all(|day| period.contains(day)));
        assert!(!period.contains(date!(2026 - 11 - 03)));
        // The calendar ends; the days do not go on for ever.
        assert_eq!(Period { from: Date::MAX, to: Date::MAX }.days().count(), 1);
    }
}
