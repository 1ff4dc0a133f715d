//! What of an order's lines goes back already: with returns that were accepted, with refunds, or with both at once.
//!
//! A refund that answers an accepted return pays for the same units; one that was noted by hand pays for others.

use super::request::{Matter, Request, Verdict};
use crate::id::{OrderLineId, RequestId};

/// So many units of a line, paid back by a refund that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refunded {
    /// The line.
    pub line: OrderLineId,
    /// How many.
    pub units: i64,
    /// The accepted return that the refund answers.
    pub answers: Option<RequestId>,
}

/// What the refunds of an order that stand pay back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenBack {
    /// Units of lines.
    pub lines: Vec<Refunded>,
    /// The accepted returns that have their refund.
    pub answered: Vec<RequestId>,
}

/// The units of a line that an accepted return is about; nothing for any other request.
#[must_use]
pub fn accepted(request: &Request, line: OrderLineId) -> i64 {
    if request.verdict() == Some(Verdict::Accepted) { returned(request, line) } else { 0 }
}

/// The units of a line that are asked to be returned by requests that wait for their answer: by hand, they are not given
/// back either, since whoever accepts the return pays for them.
#[must_use]
pub fn asked(requests: &[Request], line: OrderLineId) -> i64 {
    let open = requests.iter().filter(|request| request.is_open());
    open.fold(0, |sum, request| sum.saturating_add(returned(request, line)))
}

fn returned(request: &Request, line: OrderLineId) -> i64 {
    match &request.matter {
        Matter::Return { lines, .. } => {
            lines.iter().filter(|one| one.line == line).fold(0, |sum, one| one.quantity.saturating_add(sum))
        }
        Matter::Question | Matter::Cancel => 0,
    }
}

impl GivenBack {
    /// The units of a line that need not be asked to be returned any more: their return was accepted, or they were paid
    /// back without one.
    #[must_use]
    pub fn gone(&self, line: OrderLineId, requests: &[Request]) -> i64 {
        let returned = requests.iter().fold(0, |sum: i64, request| sum.saturating_add(accepted(request, line)));
        let by_hand = self.lines.iter().filter(|one| one.line == line && one.answers.is_none());
        by_hand.fold(returned, |sum, one| sum.saturating_add(one.units))
    }

    /// The units of a line that refunds pay back.
    #[must_use]
    pub fn refunded(&self, line: OrderLineId) -> i64 {
        self.lines.iter().filter(|one| one.line == line).fold(0, |sum, one| sum.saturating_add(one.units))
    }

    /// The units of a line whose return was accepted and waits for its refund: by hand, they are not given back.
    #[must_use]
    pub fn reserved(&self, line: OrderLineId, requests: &[Request]) -> i64 {
        let waiting = requests.iter().filter(|request| !self.answered.contains(&request.id));
        waiting.fold(0, |sum, request| sum.saturating_add(accepted(request, line)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::request::tests::{asked as request, goods_back, settled};

    fn line(number: i64) -> OrderLineId {
        OrderLineId::new(number)
    }

    fn refunded(units: i64, answers: Option<i64>) -> Refunded {
        Refunded { line: line(1), units, answers: answers.map(RequestId::new) }
    }

    #[test]
    fn a_refund_that_answers_a_return_counts_once_and_one_by_hand_counts_beside_it() {
        let requests = [
            settled(request(1, goods_back(1, 2)), Verdict::Accepted),
            settled(request(2, goods_back(1, 5)), Verdict::Declined),
            request(3, goods_back(1, 7)),
            settled(request(4, Matter::Cancel), Verdict::Accepted),
        ];
        let nothing = GivenBack::default();
        let counts = |given: &GivenBack, number| {
            (given.gone(line(number), &requests), given.refunded(line(number)), given.reserved(line(number), &requests))
        };
        assert_eq!(counts(&nothing, 1), (2, 0, 2));
        assert_eq!((asked(&requests, line(1)), asked(&requests, line(2))), (7, 0), "of the one that is open");
        assert_eq!(counts(&nothing, 2), (0, 0, 0), "another line");
        let answered = GivenBack { lines: vec![refunded(2, Some(1))], answered: vec![RequestId::new(1)] };
        assert_eq!(counts(&answered, 1), (2, 2, 0));
        let less = GivenBack { lines: vec![refunded(1, Some(1))], answered: vec![RequestId::new(1)] };
        assert_eq!(counts(&less, 1), (2, 1, 0), "the rest was settled in another way");
        let both = GivenBack { lines: vec![refunded(2, Some(1)), refunded(1, None)], ..answered };
        assert_eq!(counts(&both, 1), (3, 3, 0));
        let by_hand = GivenBack { lines: vec![refunded(1, None)], ..nothing };
        assert_eq!(counts(&by_hand, 1), (3, 1, 2));
    }
}
