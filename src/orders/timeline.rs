//! The story of an order, step by step, as its shopper and its producer see it.

use time::OffsetDateTime;

use super::{
    course::Course,
    request::{Kind, Request, State, Verdict},
};
use crate::{
    money::Money,
    payments::refund::{Refund, State as RefundState},
};

/// What happens to an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The shopper placed it.
    Placed,
    /// Its money is complete.
    Paid,
    /// The producer took it on.
    Confirmed,
    /// The parcel is packed, or ready to be fetched.
    Packed,
    /// The parcel left the producer's hands.
    HandedOver,
    /// It was given up.
    Cancelled,
    /// The shopper asked the producer something.
    Asked(Kind),
    /// The producer answered.
    Settled(Kind, Verdict),
    /// Money has to go back.
    RefundOwed(Money),
    /// It was sent.
    RefundSent(Money),
    /// It had been noted by mistake.
    RefundWithdrawn(Money),
}

impl Event {
    /// How much money it is about, if it is about some that goes back.
    #[must_use]
    pub const fn amount(self) -> Option<Money> {
        match self {
            Event::RefundOwed(amount) | Event::RefundSent(amount) | Event::RefundWithdrawn(amount) => Some(amount),
            Event::Placed
            | Event::Paid
            | Event::Confirmed
            | Event::Packed
            | Event::HandedOver
            | Event::Cancelled
            | Event::Asked(_)
            | Event::Settled(..) => None,
        }
    }
}

/// How a step of the story stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It happened.
    Done,
    /// It is what the order waits for.
    Now,
    /// It is still to come.
    Todo,
    /// It happened, and the story ends badly with it.
    Fault,
}

impl Mark {
    /// The name that `style/timeline.css` knows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Mark::Done => "done",
            Mark::Now => "now",
            Mark::Todo => "todo",
            Mark::Fault => "fault",
        }
    }
}

/// One step of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineStep {
    /// What.
    pub event: Event,
    /// How it stands.
    pub mark: Mark,
    /// When it happened, if it did.
    pub at: Option<OffsetDateTime>,
}

/// The steps of an order, what was asked about it and what was given back, as they happened, then what is still to
/// come. A cancelled order has nothing to come.
#[must_use]
pub fn timeline(course: &Course, requests: &[Request], refunds: &[Refund]) -> Vec<TimelineStep> {
    let steps = [
        (Event::Placed, true, Some(course.placed_at)),
        (Event::Paid, course.paid_at.is_some(), course.paid_at),
        (Event::Confirmed, course.confirmed_at.is_some(), course.confirmed_at),
        (Event::Packed, course.packed_at.is_some(), course.packed_at),
        (Event::HandedOver, course.handed_over_at.is_some(), course.handed_over_at),
    ];
    let done = steps.iter().filter(|(_, done, _)| *done).map(|(event, _, at)| step(*event, Mark::Done, *at));
    let mut story: Vec<TimelineStep> = done.collect();
    if let Some(cancelled) = &course.cancelled {
        story.push(step(Event::Cancelled, Mark::Fault, Some(cancelled.at)));
    }
    let mut beside: Vec<TimelineStep> = requests.iter().flat_map(asked).chain(refunds.iter().flat_map(given)).collect();
    beside.sort_by_key(|step| step.at);
    for one in beside {
        // Behind everything that happened before; what is known without its moment stays where it stands.
        let before = story.iter().rposition(|step| step.at.is_some_and(|at| Some(at) <= one.at));
        story.insert(before.map_or(0, |before| before + 1), one);
    }
    if course.cancelled.is_none() {
        let open = steps.iter().filter(|(_, done, _)| !*done);
        let marks = std::iter::once(Mark::Now).chain(std::iter::repeat(Mark::Todo));
        story.extend(open.zip(marks).map(|((event, ..), mark)| step(*event, mark, None)));
    }
    story
}

/// What a request adds to the story. That a request to cancel was overtaken is told by the cancellation.
fn asked(request: &Request) -> Vec<TimelineStep> {
    let kind = request.kind();
    let mut steps = vec![step(Event::Asked(kind), Mark::Done, Some(request.asked_at))];
    if let State::Settled(settlement) = &request.state
        && settlement.verdict != Verdict::Overtaken
    {
        steps.push(step(Event::Settled(kind, settlement.verdict), Mark::Done, Some(settlement.at)));
    }
    steps
}

/// What a refund adds to it.
fn given(refund: &Refund) -> Vec<TimelineStep> {
    let (sent, withdrawn) = match refund.state {
        RefundState::Owed => (None, None),
        RefundState::Sent { at, .. } => (Some(at), None),
        RefundState::Withdrawn { at, said_sent } => (said_sent, Some(at)),
    };
    let amount = refund.amount;
    let steps = [
        (Event::RefundOwed(amount), Some(refund.opened_at)),
        (Event::RefundSent(amount), sent),
        (Event::RefundWithdrawn(amount), withdrawn),
    ];
    steps.into_iter().filter(|(_, at)| at.is_some()).map(|(event, at)| step(event, Mark::Done, at)).collect()
}

const fn step(event: Event, mark: Mark, at: Option<OffsetDateTime>) -> TimelineStep {
    TimelineStep { event, mark, at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::course::{Step, tests::placed};
    use crate::orders::request::{
        Matter,
        tests::{asked, settled},
    };
    use crate::payments::matching::PaymentState;
    use crate::payments::{reference::Reference, refund::Reason};

    const AT: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;

    fn story(course: &Course) -> Vec<(Event, &'static str)> {
        timeline(course, &[], &[]).into_iter().map(|step| (step.event, step.mark.as_str())).collect()
    }

    #[test]
    fn the_first_step_that_has_not_happened_is_the_one_waited_for() {
        use Event::{Confirmed, HandedOver, Packed, Paid, Placed};
        let rest = [(Confirmed, "todo"), (Packed, "todo"), (HandedOver, "todo")];
        let waiting = story(&placed(PaymentState::Awaiting, 0));
        assert_eq!(waiting[..2], [(Placed, "done"), (Paid, "now")]);
        assert_eq!(waiting[2..], rest);
        let paid = placed(PaymentState::Paid, 100_000);
        assert_eq!(story(&paid)[1..3], [(Paid, "done"), (Confirmed, "now")]);
        let left = [Step::Confirm, Step::Pack, Step::HandOver]
            .into_iter()
            .fold(paid, |course, step| course.take(step, AT).unwrap());
        assert!(story(&left).iter().all(|(_, mark)| *mark == "done"));
    }

    #[test]
    fn a_cancelled_order_has_no_steps_to_come() {
        let given_up = placed(PaymentState::Awaiting, 0).take(Step::Cancel { note: String::new() }, AT).unwrap();
        assert_eq!(story(&given_up), [(Event::Placed, "done"), (Event::Cancelled, "fault")]);
        let paid = placed(PaymentState::Paid, 100_000).take(Step::Confirm, AT).unwrap();
        let given_up = paid.take(Step::Cancel { note: "x".into() }, AT).unwrap();
        let events: Vec<Event> = timeline(&given_up, &[], &[]).into_iter().map(|step| step.event).collect();
        assert_eq!(events, [Event::Placed, Event::Paid, Event::Confirmed, Event::Cancelled]);
    }

    #[test]
    fn what_was_asked_stands_where_it_happened() {
        let hour = |hours| AT + time::Duration::hours(hours);
        let at = |hours: i64, matter| Request { asked_at: hour(hours), ..asked(hours, matter) };
        let confirmed = placed(PaymentState::Paid, 100_000).take(Step::Confirm, hour(2)).unwrap();
        let question = settled(at(1, Matter::Question), Verdict::Answered);
        let cancel = settled(at(3, Matter::Cancel), Verdict::Declined);
        let events = |course: &Course, requests: &[Request]| {
            timeline(course, requests, &[]).into_iter().map(|step| step.event).collect::<Vec<_>>()
        };
        use Event::{Asked, Cancelled, Confirmed, HandedOver, Packed, Paid, Placed, Settled};
        assert_eq!(
            events(&confirmed, &[question, cancel]),
            [
                Placed,
                Paid,
                Asked(Kind::Question),
                Confirmed,
                Settled(Kind::Question, Verdict::Answered),
                Asked(Kind::Cancel),
                Settled(Kind::Cancel, Verdict::Declined),
                Packed,
                HandedOver,
            ]
        );
        let given_up = confirmed.take(Step::Cancel { note: "x".into() }, hour(4)).unwrap();
        let overtaken = settled(at(3, Matter::Cancel), Verdict::Overtaken);
        let after = at(5, Matter::Question);
        assert_eq!(
            events(&given_up, &[overtaken, after]),
            [Placed, Paid, Confirmed, Asked(Kind::Cancel), Cancelled, Asked(Kind::Question)]
        );
    }

    #[test]
    fn money_that_goes_back_stands_where_it_happened() {
        let hour = |hours| AT + time::Duration::hours(hours);
        let amount = Money::dong(95_000);
        let refund = |state| Refund {
            reference: Reference::from_random([7; 8]),
            amount,
            reason: Reason::Agreed,
            note: String::new(),
            state,
            withdrawn_note: String::new(),
            opened_at: hour(1),
            order: None,
            buyer: String::new(),
            lines: vec![],
            answers: None,
            account: None,
        };
        let confirmed = placed(PaymentState::Paid, 100_000).take(Step::Confirm, hour(2)).unwrap();
        let events = |state| {
            let story = timeline(&confirmed, &[], &[refund(state)]);
            story.into_iter().filter(|step| step.at.is_some()).map(|step| step.event).collect::<Vec<_>>()
        };
        use Event::{Confirmed, Placed, RefundOwed, RefundSent, RefundWithdrawn};
        let (owed, sent, withdrawn) = (RefundOwed(amount), RefundSent(amount), RefundWithdrawn(amount));
        let story = events(RefundState::Owed);
        assert!(story.starts_with(&[Placed]) && story.ends_with(&[owed, Confirmed]), "{story:?}");
        assert!(events(RefundState::Sent { at: hour(3), proven: true }).ends_with(&[owed, Confirmed, sent]));
        let mistake = events(RefundState::Withdrawn { at: hour(4), said_sent: Some(hour(3)) });
        assert!(mistake.ends_with(&[owed, Confirmed, sent, withdrawn]));
        assert!(
            events(RefundState::Withdrawn { at: hour(4), said_sent: None }).ends_with(&[owed, Confirmed, withdrawn])
        );
        assert_eq!([owed.amount(), Confirmed.amount()], [Some(amount), None]);
    }
}
