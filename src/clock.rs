//! Time as the market tells it.

use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset, macros::offset};

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

/// Reads `HH:mm` or `HH:mm:ss` (what a time field sends) as the time since midnight.
pub fn parse_hour(text: &str) -> Option<Duration> {
    let mut parts = text.trim().split(':').map(|part| part.parse::<u8>().ok().filter(|_| part.len() == 2));
    let time = Time::from_hms(parts.next()??, parts.next()??, 0).ok()?;
    let seconds_are_nothing = parts.next().is_none_or(|seconds| seconds == Some(0)) && parts.next().is_none();
    seconds_are_nothing.then(|| time - Time::MIDNIGHT)
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
    fn an_hour_is_read_as_a_time_field_sends_it() {
        assert_eq!(parse_hour("20:05"), Some(Duration::minutes(20 * 60 + 5)));
        assert_eq!(parse_hour("00:00:00"), Some(Duration::ZERO));
        for text in ["", "24:00", "8:30", "20h", "20:60", "20:00:01", "20:00:00:00", "-1:00"] {
            assert_eq!(parse_hour(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_as_it_is_written_and_nonsense_is_not() {
        assert_eq!(parse_day(&iso_day(date!(2026 - 02 - 09))), Some(date!(2026 - 02 - 09)));
        for text in ["", "2026-13-01", "2026-02-30", "abc", "2026-1", "99999-01-01"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
