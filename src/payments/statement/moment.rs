//! Moments as banks write them in statements: `25/11/2026 14:05`, `2026-11-25T14:05:33`, `14:05 25-11-26`, the numbers
//! of spreadsheets.

use time::{Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, Time, macros::date};

use crate::clock::VIETNAM;

/// Day zero of spreadsheets, as all of them count since 1 March 1900.
const SPREADSHEET_EPOCH: Date = date!(1899 - 12 - 30);
/// The numbers of the days that can stand in a statement: 2000 to 2099.
const SPREADSHEET_DAYS: std::ops::Range<i64> = 36_526..73_051;
const YEARS: std::ops::Range<i32> = 2000..2100;
const DAY_SECONDS: i64 = 86_400;

/// Reads a moment in Asia/Ho_Chi_Minh; a day without a time is its midnight. Days come before months, as in Vietnam, and
/// years first where they have four digits.
#[must_use]
pub fn read_moment(text: &str) -> Option<OffsetDateTime> {
    let text = text.trim();
    let local = spreadsheet(text).or_else(|| written(text))?;
    Some(local.assume_offset(VIETNAM))
}

/// A number of days, with the time as a fraction.
fn spreadsheet(text: &str) -> Option<PrimitiveDateTime> {
    let (days, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let days: i64 = days.parse().ok().filter(|days| SPREADSHEET_DAYS.contains(days))?;
    // Ten digits tell a day from the next hundred thousandth of a second.
    let digits = fraction.get(..fraction.len().min(10))?;
    let scale = 10_i64.checked_pow(u32::try_from(digits.len()).ok()?)?;
    let part: i64 = digits.parse().ok().filter(|part| *part >= 0)?;
    let seconds = (part * DAY_SECONDS + scale / 2) / scale;
    Some(SPREADSHEET_EPOCH.midnight() + Duration::days(days) + Duration::seconds(seconds))
}

fn written(text: &str) -> Option<PrimitiveDateTime> {
    let separate = |c: char| c.is_whitespace() || c == ',';
    let spaced = text.replacen('T', " ", usize::from(text.as_bytes().get(10) == Some(&b'T')));
    let (mut day, mut time, mut afternoon) = (None, None, None);
    for part in spaced.split(separate).filter(|part| !part.is_empty()) {
        match part.to_uppercase().as_str() {
            "AM" | "SA" if afternoon.is_none() => afternoon = Some(false),
            "PM" | "CH" if afternoon.is_none() => afternoon = Some(true),
            _ if part.contains(':') && time.is_none() => time = Some(read_time(part)?),
            _ if day.is_none() => day = Some(read_day(part)?),
            _ => return None,
        }
    }
    let time = time.unwrap_or(Time::MIDNIGHT);
    let time = match afternoon {
        None => time,
        Some(_) if !(1..=12).contains(&time.hour()) => return None,
        Some(after) => time.replace_hour(time.hour() % 12 + if after { 12 } else { 0 }).ok()?,
    };
    Some(day?.with_time(time))
}

fn read_day(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [first, second, third] = parts[..] else { return None };
    if parts.iter().any(|part| !(1..=4).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let year: i32 = match year.len() {
        2 => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok().filter(|_| YEARS.contains(&year))
}

/// `14:05`, `14:05:33`, `14:05:33.250`; parts of seconds are dropped, a zone's name is not understood.
fn read_time(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let mut number = |default: Option<u8>| match parts.next() {
        None => default,
        Some(part) => {
            let whole = part.split_once('.').map_or(part, |(whole, _)| whole);
            whole.parse::<u8>().ok().filter(|_| whole.bytes().all(|byte| byte.is_ascii_digit()))
        }
    };
    let (hour, minute, second) = (number(None)?, number(None)?, number(Some(0))?);
    let time = Time::from_hms(hour, minute, second).ok();
    time.filter(|_| parts.next().is_none())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn moments_are_read_as_banks_write_them() {
        let afternoon = datetime!(2026-11-25 14:05 +7);
        for text in [
            "25/11/2026 14:05",
            "25/11/2026 14:05:00",
            "25-11-2026 14:05",
            "25.11.2026 14:05",
            "25/11/26 14:05",
            "14:05 25/11/2026",
            "14:05:00\n25/11/2026",
            "25/11/2026, 14:05",
            "2026-11-25 14:05:00",
            "2026-11-25T14:05:00.000",
            "2026/11/25 14:05",
            "25/11/2026 02:05:00 PM",
            "25/11/2026 2:05 CH",
            "46351.5868055556",
        ] {
            assert_eq!(read_moment(text), Some(afternoon), "{text}");
        }
        let day = datetime!(2026-11-25 0:00 +7);
        for text in ["25/11/2026", "25/11/2026 00:00:00", " 2026-11-25 ", "46351", "46351.0", "25/11/2026 12:00 SA"] {
            assert_eq!(read_moment(text), Some(day), "{text}");
        }
        assert_eq!(read_moment("01/02/2026"), Some(datetime!(2026-02-01 0:00 +7)), "the day comes first");
        assert_eq!(read_moment("25/11/2026 12:30 PM"), Some(datetime!(2026-11-25 12:30 +7)));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in [
            "",
            "abc",
            "25/11",
            "11/25/2026",
            "31/02/2026",
            "25/11/2026 25:00",
            "25/11/2026 14:60",
            "14:05",
            "25/11/1999",
            "25/11/2100",
            "25/11/026",
            "25/11/2026 26/11/2026",
            "2026",
            "125000",
            "1,5",
            "25/11/2026 13:00 PM",
            "25/11/2026 14:05 +0700",
            "-46351",
            "46351.-5",
            "25//2026",
            "25/11/2026 1:2:3:4",
            "+5/11/2026",
        ] {
            assert_eq!(read_moment(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn anything_can_be_tried(text in ".*") {
            let _ = read_moment(&text);
        }

        #[test]
        fn what_we_show_is_read_again(minutes in 0_i64..52_000_000) {
            let at = datetime!(2000-01-01 0:00 +7) + Duration::minutes(minutes);
            prop_assume!(at.year() < 2100);
            let shown = format!("{} {}", crate::clock::show_day(at.date()), crate::clock::show_time(at));
            prop_assert_eq!(read_moment(&shown), Some(at));
        }
    }
}
