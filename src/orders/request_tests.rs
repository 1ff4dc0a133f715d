use time::{Duration, macros::datetime};

use super::*;

pub(in crate::orders) const AT: OffsetDateTime = datetime!(2026-11-25 03:00 UTC);

fn message(text: &str) -> Message {
    Message::read(text.to_owned()).unwrap()
}

pub(in crate::orders) fn asked(id: i64, matter: Matter) -> Request {
    Request {
        id: RequestId::new(id),
        matter,
        text: "Xin hỏi".into(),
        asked_at: AT,
        answer_by: day_in_vietnam(AT + Duration::days(2)),
        state: State::Open,
    }
}

pub(in crate::orders) fn settled(request: Request, verdict: Verdict) -> Request {
    let at = request.asked_at + Duration::hours(1);
    Request { state: State::Settled(Settlement { verdict, at, text: String::new() }), ..request }
}

pub(in crate::orders) fn goods_back(line: i64, quantity: i64) -> Matter {
    let line = OrderLineId::new(line);
    let lines = vec![ReturnedLine { line, product: String::new(), variant: String::new(), quantity }];
    Matter::Return { reason: ReturnReason::Damaged, lines, photos: Vec::new() }
}

fn answers() -> [Answer; 4] {
    [
        Answer::Reply(message("Có ạ")),
        Answer::Accept(None),
        Answer::Accept(Some(message("Xin gửi lại"))),
        Answer::Decline(message("Không được")),
    ]
}

#[test]
fn each_kind_of_request_has_its_own_answers() {
    let verdicts = |matter: Matter| {
        answers().map(|answer| asked(1, matter.clone()).settle(answer, AT).map(|settled| settled.verdict))
    };
    let misfit = || Err(AnswerRefusal::Misfit);
    assert_eq!(verdicts(Matter::Question), [Ok(Verdict::Answered), misfit(), misfit(), misfit()]);
    let (yes, no) = (Ok(Verdict::Accepted), Ok(Verdict::Declined));
    assert_eq!(verdicts(Matter::Cancel), [misfit(), yes, yes, no]);
    let wordless = Err(AnswerRefusal::WordsMissing);
    assert_eq!(verdicts(goods_back(1, 1)), [misfit(), wordless, yes, no]);
}

#[test]
fn what_was_settled_is_settled_for_good() {
    for matter in [Matter::Question, Matter::Cancel, goods_back(1, 1)] {
        for verdict in Verdict::ALL.iter().copied() {
            let done = settled(asked(1, matter.clone()), verdict);
            assert!(!done.is_open());
            for answer in answers() {
                assert_eq!(done.settle(answer, AT), Err(AnswerRefusal::Settled(verdict)));
            }
        }
    }
}

#[test]
fn a_request_is_late_the_day_after_its_last_day_and_never_once_it_is_settled() {
    let request = asked(1, Matter::Question);
    // Its last day is 27 November in Vietnam, which ends at 17:00 UTC.
    assert!(!request.is_overdue(datetime!(2026-11-27 16:59:59 UTC)));
    assert!(request.is_overdue(datetime!(2026-11-27 17:00 UTC)));
    assert!(!settled(request, Verdict::Answered).is_overdue(datetime!(2027-01-01 0:00 UTC)));
}

#[test]
fn a_message_says_something_and_not_too_much() {
    assert_eq!(Message::read("ơi".into()), Err(MessageFault::TooShort));
    assert!(Message::read("ạ?!".into()).is_ok());
    assert!(Message::read("ơ".repeat(1_000)).is_ok());
    assert_eq!(Message::read("x".repeat(1_001)), Err(MessageFault::TooLong { chars: 1_001 }));
}

#[test]
fn names_read_as_they_are_written() {
    for kind in Kind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(*kind));
    }
    for verdict in Verdict::ALL {
        assert_eq!(verdict.as_str().parse(), Ok(*verdict));
    }
    for reason in ReturnReason::ALL {
        assert_eq!(reason.as_str().parse(), Ok(*reason));
    }
    assert_eq!("".parse::<Kind>(), Err(UnknownName));
}
