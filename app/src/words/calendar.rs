//! Texts: days and hours. Instants are told in Vietnam's time, whoever reads them.

use shop::clock::{VIETNAM, day_in_vietnam, show_day, show_time};
use time::{Date, Month, OffsetDateTime, Weekday};

pub struct Calendar {
    pub weekday: fn(Weekday) -> &'static str,
    /// The month as a calendar leaf bears it.
    pub month: fn(Month) -> &'static str,
    /// A day with its weekday.
    pub day: fn(Date) -> String,
    /// A day with its weekday and the hour, without the zone.
    pub moment: fn(OffsetDateTime) -> String,
    /// The zone's name, to stand beside an hour.
    pub zone: &'static str,
}

pub const VIETNAMESE: Calendar = Calendar {
    weekday: |weekday| match weekday {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    },
    month: |month| {
        const NAMES: [&str; 12] = [
            "Tháng 1",
            "Tháng 2",
            "Tháng 3",
            "Tháng 4",
            "Tháng 5",
            "Tháng 6",
            "Tháng 7",
            "Tháng 8",
            "Tháng 9",
            "Tháng 10",
            "Tháng 11",
            "Tháng 12",
        ];
        NAMES[usize::from(u8::from(month)) - 1]
    },
    day: |day| format!("{}, {}", (VIETNAMESE.weekday)(day.weekday()), show_day(day)),
    moment: |at| format!("{}, {}", (VIETNAMESE.day)(day_in_vietnam(at)), show_time(at)),
    zone: "giờ Việt Nam",
};

pub const ENGLISH: Calendar = Calendar {
    weekday: |weekday| match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    },
    month: |month| {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        NAMES[usize::from(u8::from(month)) - 1]
    },
    // The month is written out: 05/11 would be two days to two readers.
    day: |day| {
        let (weekday, month) = ((ENGLISH.weekday)(day.weekday()), (ENGLISH.month)(day.month()));
        format!("{weekday}, {} {month} {}", day.day(), day.year())
    },
    moment: |at| format!("{}, {}", (ENGLISH.day)(day_in_vietnam(at)), show_time(at)),
    zone: "Vietnam time, UTC+7",
};

/// An instant for `<time datetime>`, in Vietnam's zone.
pub fn machine(at: OffsetDateTime) -> String {
    let local = at.to_offset(VIETNAM);
    format!("{}T{:02}:{:02}+07:00", shop::clock::iso_day(local.date()), local.hour(), local.minute())
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn an_instant_is_told_in_full_in_vietnams_time() {
        let at = datetime!(2026-11-28 13:00 UTC);
        assert_eq!((VIETNAMESE.moment)(at), "thứ Bảy, 28/11/2026, 20:00");
        assert_eq!((ENGLISH.moment)(at), "Saturday, 28 November 2026, 20:00");
        assert_eq!(machine(at), "2026-11-28T20:00+07:00");
        let late = datetime!(2026-12-31 17:30 UTC);
        assert_eq!((VIETNAMESE.moment)(late), "thứ Sáu, 01/01/2027, 00:30");
    }
}
