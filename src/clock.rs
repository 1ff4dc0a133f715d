//! Time as the market tells it.

use time::{Date, Month, OffsetDateTime, Time, UtcOffset, macros::offset};

/// Asia/Ho_Chi_Minh: UTC+7 all year, without summer time since 1975.
pub const VIETNAM: UtcOffset = offset!(+7);

/// The day in Vietnam on which an instant falls.
pub fn day_in_vietnam(at: OffsetDateTime) -> Date {
    at.to_offset(VIETNAM).date()
}

/// The instant at which a day begins in Vietnam.
pub fn start_of_day(day: Date) -> OffsetDateTime {
    day.with_time(Time::MIDNIGHT).assume_offset(VIETNAM)
}

/// The first day of the month of `day`.
pub fn first_of_month(day: Date) -> Date {
    day.replace_day(1).unwrap_or(day)
}

/// `dd/MM/yyyy`, as people in Vietnam write a day.
pub fn show_day(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), u8::from(day.month()), day.year())
}

/// `HH:mm` in Vietnam.
pub fn show_time(at: OffsetDateTime) -> String {
    let local = at.to_offset(VIETNAM);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

/// Reads `YYYY-MM-DD` (what a date field sends).
pub fn parse_day(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-');
    let year = parts.next()?.parse().ok().filter(|year| (1900..=9999).contains(year))?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
}

/// `YYYY-MM-DD`.
pub fn iso_day(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn a_payment_late_in_the_evening_utc_falls_on_the_next_day_in_vietnam() {
        assert_eq!(day_in_vietnam(datetime!(2026-11-24 17:30 UTC)), date!(2026 - 11 - 25));
        assert_eq!(start_of_day(date!(2026 - 11 - 25)), datetime!(2026-11-24 17:00 UTC));
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_nonsense_is_not() {
        assert_eq!(parse_day(&iso_day(date!(2026 - 02 - 09))), Some(date!(2026 - 02 - 09)));
        for text in ["", "2026-13-01", "2026-02-30", "abc", "2026-1", "99999-01-01"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
