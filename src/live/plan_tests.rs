use time::macros::datetime;

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-25 03:00 UTC);

fn own() -> Own {
    Own {
        products: [1, 2, 3].map(ProductId::new).into(),
        covers: [PictureId::new(9)].into(),
        other_starts: vec![datetime!(2026-11-27 13:00 UTC)],
    }
}

fn draft() -> Draft {
    Draft {
        title: "Mở chum mắm".into(),
        day: "2026-11-28".into(),
        hour: "20:00".into(),
        products: vec!["2".into(), "1".into()],
        ..Draft::default()
    }
}

fn faults(change: impl FnOnce(&mut Draft)) -> Vec<PlanFault> {
    let mut draft = draft();
    change(&mut draft);
    draft.check(&own(), None, NOW).err().unwrap_or_default()
}

#[test]
fn a_session_starts_at_the_hour_typed_in_vietnam() {
    let plan = draft().check(&own(), None, NOW).expect("nothing is wrong");
    assert_eq!(plan.starts_at, datetime!(2026-11-28 13:00 UTC));
    assert_eq!(plan.products, [2, 1].map(ProductId::new), "in the order chosen");
    assert_eq!((plan.stream_link, plan.cover), (None, None));
}

#[test]
fn everything_wrong_is_told_at_once() {
    let nothing = Draft::default().check(&own(), None, NOW);
    let expected = [PlanFault::TitleMissing, PlanFault::DayUnreadable, PlanFault::HourUnreadable, PlanFault::NoProduct];
    assert_eq!(nothing, Err(expected.to_vec()));
}

#[test]
fn each_wrong_thing_has_its_fault() {
    assert_eq!(faults(|draft| draft.title = "x".repeat(121)), [PlanFault::TitleTooLong]);
    assert_eq!(faults(|draft| draft.title = "ơ".repeat(120)), [], "characters, not bytes");
    assert_eq!(faults(|draft| draft.title_en = "x".repeat(121)), [PlanFault::TitleEnTooLong]);
    assert_eq!(faults(|draft| draft.description = "x".repeat(2_001)), [PlanFault::DescriptionTooLong]);
    assert_eq!(faults(|draft| draft.day = "28/11".into()), [PlanFault::DayUnreadable]);
    assert_eq!(faults(|draft| draft.hour = "25:00".into()), [PlanFault::HourUnreadable]);
    assert_eq!(faults(|draft| draft.stream_link = "javascript:alert(1)".into()), [PlanFault::LinkUnusable]);
    assert_eq!(faults(|draft| draft.products.push("4".into())), [PlanFault::ProductUnknown]);
    assert_eq!(faults(|draft| draft.products.push("abc".into())), [PlanFault::ProductUnknown]);
    assert_eq!(faults(|draft| draft.cover = "8".into()), [PlanFault::CoverUnknown]);
    assert_eq!(faults(|draft| draft.photo_refused = true), [PlanFault::PhotoRefused]);
}

#[test]
fn a_start_lies_in_the_coming_year() {
    let at = |day: &str, hour: &str| {
        faults(|draft| {
            draft.day = day.into();
            draft.hour = hour.into();
        })
    };
    assert_eq!(at("2026-11-25", "10:00"), [PlanFault::StartInPast], "10:00 in Vietnam is now");
    assert_eq!(at("2026-11-25", "10:01"), []);
    assert_eq!(at("2027-11-25", "10:00"), []);
    assert_eq!(at("2027-11-25", "10:01"), [PlanFault::StartTooFar]);
}

#[test]
fn two_sessions_start_an_hour_apart() {
    let at = |hour: &str| {
        faults(|draft| {
            draft.day = "2026-11-27".into();
            draft.hour = hour.into();
        })
    };
    assert_eq!(at("20:00"), [PlanFault::HourTaken]);
    assert_eq!(at("19:01"), [PlanFault::HourTaken]);
    assert_eq!(at("20:59"), [PlanFault::HourTaken]);
    assert_eq!(at("19:00"), []);
    assert_eq!(at("21:00"), []);
}

#[test]
fn a_session_that_has_begun_may_stay_at_its_start_but_move_nowhere_past() {
    let start = datetime!(2026-11-25 02:00 UTC);
    let with = |hour: &str| {
        let mut draft = draft();
        (draft.day, draft.hour) = ("2026-11-25".into(), hour.into());
        draft.check(&own(), Some(start), NOW).map(|plan| plan.starts_at)
    };
    assert_eq!(with("09:00"), Ok(start));
    assert_eq!(with("09:30"), Err(vec![PlanFault::StartInPast]));
}

#[test]
fn a_session_shows_a_product_once_and_at_most_two_hundred() {
    let own = Own { products: (1..=201).map(ProductId::new).collect(), ..own() };
    let choose = |numbers: Vec<i64>| {
        let products = numbers.iter().map(ToString::to_string).collect();
        Draft { products, ..draft() }.check(&own, None, NOW).map(|plan| plan.products.len())
    };
    assert_eq!(choose(vec![1, 1, 2]), Ok(2));
    assert_eq!(choose((1..=200).collect()), Ok(200));
    assert_eq!(choose((1..=201).collect()), Err(vec![PlanFault::TooManyProducts]));
}
