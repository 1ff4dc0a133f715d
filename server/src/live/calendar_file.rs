//! A livestream as a calendar file (RFC 5545), for the calendar on a phone. Its UID never changes and its sequence
//! number rises with each change, so that a calendar that has it takes over the new start, or that it was called off.

use app::words::Words;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use shop::{
    language::Language,
    live::{page::LiveView, timetable::LENGTH, timetable::Phase},
};
use time::{OffsetDateTime, UtcOffset};

/// The file's text. `address` is the full address of the session's page.
pub fn write(session: &LiveView, language: Language, address: &str, now: OffsetDateTime) -> String {
    let card = &session.card;
    let title = match language {
        Language::English if !card.title_en.is_empty() => &card.title_en,
        _ => &card.title,
    };
    let words = &Words::of(language).live;
    let told = [&session.cancel_reason, &session.description, &format!("{}, {}", card.producer, session.place)];
    let told: Vec<&str> = told.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let place = session.stream_link.as_ref().map_or(address, |link| link.as_str());
    let mut event = Event::with_uid(&format!("{}@cho-lang", card.slug));
    event
        .add_property("DTSTAMP", utc(now))
        .add_property("DTSTART", utc(card.starts_at))
        .add_property("DTEND", utc(card.starts_at + LENGTH))
        .sequence(session.version)
        .status(if session.phase == Phase::Cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed })
        .summary(&(words.calendar_title)(title))
        .description(&format!("{}\n{address}", told.join("\n")))
        .location(place)
        .url(address);
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0")).append_property(("PRODID", "-//cho-lang//live//VI"));
    calendar.push(event.done());
    calendar.to_string()
}

/// `20261128T130000Z`.
fn utc(at: OffsetDateTime) -> String {
    let at = at.to_offset(UtcOffset::UTC);
    let (date, time) = (at.date(), at.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        date.year(),
        u8::from(date.month()),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

#[cfg(test)]
mod tests {
    use shop::live::card::LiveCard;
    use time::macros::datetime;

    use super::*;

    fn session() -> LiveView {
        LiveView {
            card: LiveCard {
                slug: "mo-chum".into(),
                title: "Mở chum; mắm, cá".into(),
                title_en: String::new(),
                starts_at: datetime!(2026-11-28 13:00 UTC),
                on_air: false,
                producer: "Cơ sở Bà Lụa".into(),
                producer_slug: "ba-lua".into(),
                village: "Thịnh Long".into(),
                picture: None,
            },
            phase: Phase::Upcoming,
            description: "Dòng một\nDòng hai".into(),
            place: "xã Hải Thịnh, tỉnh Ninh Bình".into(),
            stream_link: None,
            cancel_reason: String::new(),
            version: 3,
            products: Vec::new(),
        }
    }

    fn lines(session: &LiveView) -> Vec<String> {
        let address = "http://127.0.0.1:3000/live/mo-chum";
        let file = write(session, Language::Vietnamese, address, datetime!(2026-11-25 03:00 UTC));
        assert!(file.lines().all(|line| line.len() <= 75), "lines are folded");
        file.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn eight_in_the_evening_in_vietnam_is_one_in_the_afternoon_utc() {
        let lines = lines(&session());
        for line in [
            "DTSTART:20261128T130000Z",
            "DTEND:20261128T150000Z",
            "DTSTAMP:20261125T030000Z",
            "UID:mo-chum@cho-lang",
            "SEQUENCE:3",
            "STATUS:CONFIRMED",
            "URL:http://127.0.0.1:3000/live/mo-chum",
        ] {
            assert!(lines.iter().any(|found| found == line), "{line} in {lines:#?}");
        }
    }

    #[test]
    fn what_the_maker_wrote_cannot_end_a_property() {
        let lines = lines(&session());
        assert!(lines.iter().any(|line| line == "SUMMARY:Livestream: Mở chum\\; mắm\\, cá"), "{lines:#?}");
        assert!(lines.iter().any(|line| line.starts_with("DESCRIPTION:Dòng một\\nDòng hai\\nCơ sở Bà Lụa\\, xã")));
    }

    #[test]
    fn a_session_that_was_called_off_says_so_and_why() {
        let session = LiveView { phase: Phase::Cancelled, cancel_reason: "Mưa to".into(), ..session() };
        let lines = lines(&session);
        assert!(lines.iter().any(|line| line == "STATUS:CANCELLED"));
        assert!(lines.iter().any(|line| line.starts_with("DESCRIPTION:Mưa to\\n")));
    }
}
