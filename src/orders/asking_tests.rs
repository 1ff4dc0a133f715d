use time::{Duration, macros::date};

use super::*;
use crate::{
    orders::{
        course::{Step, tests::placed},
        given_back::Refunded,
        request::{
            Matter, Verdict,
            tests::{AT, asked, goods_back, settled},
        },
        terms::tests::calendar,
    },
    payments::matching::PaymentState,
};

fn line(id: i64, left: i64) -> Returnable {
    Returnable { line: OrderLineId::new(id), product: "Nước mắm".into(), variant: "chai".into(), left }
}

/// Paid, confirmed, packed, handed over, all at one moment.
fn courses() -> [Course; 4] {
    let paid = Course { placed_at: AT, ..placed(PaymentState::Paid, 100_000) };
    let confirmed = paid.take(Step::Confirm, AT).unwrap();
    let packed = confirmed.take(Step::Pack, AT).unwrap();
    let left = packed.take(Step::HandOver, AT).unwrap();
    [paid, confirmed, packed, left]
}

fn cancelled() -> Course {
    courses()[0].take(Step::Cancel { note: "x".into() }, AT).unwrap()
}

fn may(course: &Course, requests: &[Request], kind: Kind, after: Duration) -> Result<Date, AskRefusal> {
    let calendar = calendar();
    let bought = [line(1, 2), line(2, 1)];
    Situation {
        course,
        requests,
        bought: &bought,
        given_back: &GivenBack::default(),
        calendar: &calendar,
        now: AT + after,
    }
    .may_ask(kind)
}

fn check(requests: &[Request], lines: &[(i64, i64)]) -> Result<Date, AskRefusal> {
    let calendar = calendar();
    let bought = [line(1, 2), line(2, 1)];
    let course = &courses()[3];
    let situation = Situation {
        course,
        requests,
        bought: &bought,
        given_back: &GivenBack::default(),
        calendar: &calendar,
        now: AT,
    };
    situation.check(&Ask::Return {
        reason: ReturnReason::Damaged,
        text: Message::read("Vỡ hai chai".into()).unwrap(),
        lines: lines.iter().map(|(id, units)| (OrderLineId::new(*id), *units)).collect(),
        photos: Vec::new(),
    })
}

#[test]
fn one_press_cancels_until_the_producer_confirms() {
    use WithdrawRefusal::{Cancelled, Confirmed, HandedOver};
    let may = courses().map(|course| may_withdraw(&course));
    assert_eq!(may, [Ok(()), Err(Confirmed), Err(Confirmed), Err(HandedOver)]);
    assert_eq!(may_withdraw(&placed(PaymentState::Awaiting, 0)), Ok(()));
    assert_eq!(may_withdraw(&cancelled()), Err(Cancelled));
}

#[test]
fn cancelling_is_asked_for_between_confirmation_and_hand_over() {
    let by = date!(2026 - 11 - 26);
    let may_ask = courses().map(|course| may(&course, &[], Kind::Cancel, Duration::ZERO));
    assert_eq!(may_ask, [Err(AskRefusal::NotConfirmed), Ok(by), Ok(by), Err(AskRefusal::HandedOver)]);
    assert_eq!(may(&cancelled(), &[], Kind::Cancel, Duration::ZERO), Err(AskRefusal::Cancelled));
    let open = [asked(1, Matter::Cancel)];
    let confirmed = &courses()[1];
    assert_eq!(may(confirmed, &open, Kind::Cancel, Duration::ZERO), Err(AskRefusal::AskedAlready));
    let declined = [settled(asked(1, Matter::Cancel), Verdict::Declined)];
    assert_eq!(may(confirmed, &declined, Kind::Cancel, Duration::ZERO), Ok(by));
}

#[test]
fn a_return_is_asked_for_within_seven_days_of_the_hand_over() {
    let refused = courses().map(|course| may(&course, &[], Kind::Return, Duration::ZERO).err());
    let early = Some(AskRefusal::NotHandedOver);
    assert_eq!(refused, [early, early, early, None]);
    let left = &courses()[3];
    // AT is 10:00 on 25 November in Vietnam; 2 December is the last day.
    assert!(may(left, &[], Kind::Return, Duration::days(7) + Duration::hours(13)).is_ok());
    let until = date!(2026 - 12 - 02);
    let late = may(left, &[], Kind::Return, Duration::days(7) + Duration::hours(14));
    assert_eq!(late, Err(AskRefusal::TooLate { until }));
    assert_eq!(may(&cancelled(), &[], Kind::Return, Duration::ZERO), Err(AskRefusal::Cancelled));
    let open = [asked(1, goods_back(1, 1))];
    assert_eq!(may(left, &open, Kind::Return, Duration::ZERO), Err(AskRefusal::AskedAlready));
}

#[test]
fn a_handful_of_questions_may_wait_whatever_became_of_the_order() {
    for course in courses().into_iter().chain([cancelled()]) {
        let mut requests: Vec<Request> = (0..3).map(|id| asked(id, Matter::Question)).collect();
        assert_eq!(may(&course, &requests, Kind::Question, Duration::ZERO), Err(AskRefusal::QuestionsWait));
        requests[1] = settled(requests[1].clone(), Verdict::Answered);
        assert_eq!(may(&course, &requests, Kind::Question, Duration::ZERO), Ok(date!(2026 - 11 - 27)));
    }
}

#[test]
fn no_more_goes_back_than_was_bought_over_all_accepted_returns() {
    assert!(check(&[], &[(1, 2), (2, 1)]).is_ok());
    for lines in [&[][..], &[(1, 3)], &[(1, 0)], &[(1, -1)], &[(3, 1)], &[(1, 1_000_000_000)], &[(1, 1), (1, 1)]] {
        assert_eq!(check(&[], lines), Err(AskRefusal::NotBought), "{lines:?}");
    }
    let declined = settled(asked(1, goods_back(1, 2)), Verdict::Declined);
    let accepted = settled(asked(2, goods_back(1, 1)), Verdict::Accepted);
    let before = [declined, accepted.clone()];
    assert!(check(&before, &[(1, 1)]).is_ok());
    assert_eq!(check(&before, &[(1, 2)]), Err(AskRefusal::NotBought));
    let all = [accepted.clone(), accepted, settled(asked(3, goods_back(2, 1)), Verdict::Accepted)];
    assert_eq!(check(&all, &[(1, 1)]), Err(AskRefusal::NothingLeft));
}

#[test]
fn what_was_paid_back_is_not_returned_again() {
    let (calendar, bought, course) = (calendar(), [line(1, 3)], &courses()[3]);
    let requests = [settled(asked(1, goods_back(1, 1)), Verdict::Accepted)];
    let left = |refunds: &[(i64, Option<i64>)]| {
        let lines = refunds.iter().map(|(units, answers)| Refunded {
            line: OrderLineId::new(1),
            units: *units,
            answers: answers.map(crate::id::RequestId::new),
        });
        let given_back = GivenBack { lines: lines.collect(), answered: Vec::new() };
        let situation = Situation {
            course,
            requests: &requests,
            bought: &bought,
            given_back: &given_back,
            calendar: &calendar,
            now: AT,
        };
        let left = situation.left().first().map(|line| line.left);
        assert_eq!(left.is_none(), situation.may_ask(Kind::Return) == Err(AskRefusal::NothingLeft));
        left
    };
    assert_eq!(left(&[]), Some(2));
    assert_eq!(left(&[(1, Some(1))]), Some(2), "the refund of the accepted return");
    assert_eq!(left(&[(1, Some(1)), (1, None)]), Some(1));
    assert_eq!(left(&[(2, None)]), None);
    assert_eq!(left(&[(i64::MAX, None)]), None);
}

#[test]
fn the_page_offers_exactly_what_may_be_asked() {
    let calendar = calendar();
    let bought = [line(1, 2)];
    for course in courses().into_iter().chain([cancelled(), placed(PaymentState::Awaiting, 0)]) {
        let situation = Situation {
            course: &course,
            requests: &[],
            bought: &bought,
            given_back: &GivenBack::default(),
            calendar: &calendar,
            now: AT,
        };
        let offers = situation.offers();
        assert_eq!(offers.question, situation.may_ask(Kind::Question).ok());
        assert_eq!(offers.cancel, situation.may_ask(Kind::Cancel).ok());
        assert_eq!(offers.goods_back.map(|offer| offer.answer_by), situation.may_ask(Kind::Return).ok());
        assert_eq!(offers.withdraw, may_withdraw(&course).is_ok());
        assert!(!(offers.withdraw && offers.cancel.is_some()), "one way to cancel at a time");
    }
}

#[test]
fn units_are_read_as_people_type_them() {
    let lines = [line(1, 2), line(2, 1)];
    let read = |first: &str, second: &str| {
        read_units(&lines, |id| if id.get() == 1 { first.to_owned() } else { second.to_owned() })
            .map(|chosen| chosen.into_iter().map(|(id, units)| (id.get(), units)).collect::<Vec<_>>())
            .map_err(|faults| faults.into_iter().map(|(id, fault)| (id.get(), fault)).collect::<Vec<_>>())
    };
    assert_eq!(read("2", "0"), Ok(vec![(1, 2)]));
    assert_eq!(read("", " 1 "), Ok(vec![(2, 1)]));
    assert_eq!(read("0", ""), Err(vec![(1, UnitsFault::NothingChosen)]));
    for typed in ["abc", "-1", "1.5", "1e9"] {
        assert_eq!(read(typed, "1"), Err(vec![(1, UnitsFault::NotANumber)]), "{typed}");
    }
    for typed in ["3", "1000000000", "99999999999999999999"] {
        assert_eq!(
            read(typed, "2"),
            Err(vec![(1, UnitsFault::TooMany { left: 2 }), (2, UnitsFault::TooMany { left: 1 }),]),
            "{typed}"
        );
    }
}
