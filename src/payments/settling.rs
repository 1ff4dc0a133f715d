//! What counted money does: to the payment's sums and state, and to the order once the payment is covered.
//!
//! Source of the rules: `domain.md`, *States*, *Stock* and *Cashless payment*.

use time::OffsetDateTime;

use super::ledger::Sale;
use super::matching::{PaymentState, state_of};
use crate::money::Money;
use crate::orders::state::{CancelReason, OrderState};

/// A payment as it stands before money is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What is to be paid.
    pub amount: Money,
    /// What arrived so far.
    pub received: Money,
    /// What was promised back, sent or not.
    pub promised: Money,
    /// What of it was sent back.
    pub refunded: Money,
    /// What stands as sold.
    pub sold: Sale,
    /// Whether it was covered once.
    pub was_covered: bool,
    /// Its state.
    pub state: PaymentState,
}

/// A payment after money was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What has arrived now.
    pub received: Money,
    /// Its state now.
    pub state: PaymentState,
    /// Whether its order can be fulfilled now and could not before: only then anything happens to the order.
    pub newly_covered: bool,
}

impl Standing {
    /// Counts an amount that arrived.
    #[must_use]
    pub fn count(self, amount: Money) -> Counted {
        // Saturating: a sum beyond 64 bits is too much in any case, and a feed must not end the process.
        let received = Money::dong(self.received.get().saturating_add(amount.get()));
        let mut counted = Standing { received, ..self };
        let newly_covered = counted.is_enough() && !self.is_enough();
        counted.was_covered |= newly_covered;
        Counted { received, state: counted.state_now(), newly_covered }
    }

    /// What of the money that arrived is there for the order: what was promised back before it was ever covered is not.
    #[must_use]
    pub fn toward(self) -> Money {
        let promised = if self.was_covered { 0 } else { self.promised.get() };
        Money::dong(self.received.get().saturating_sub(promised))
    }

    /// The state that follows from the sums.
    #[must_use]
    pub fn state_now(self) -> PaymentState {
        let expired = self.state == PaymentState::Expired;
        match state_of(self.amount, self.toward(), self.refunded, expired) {
            PaymentState::Refunded if self.refunded < self.received => PaymentState::PartlyRefunded,
            // All of it is promised back and has not gone yet: it stays in sight.
            PaymentState::Awaiting | PaymentState::Expired if self.received.is_positive() => PaymentState::Underpaid,
            state => state,
        }
    }

    /// Sends back so much of what was promised; gives all that was sent, and the state.
    #[must_use]
    pub fn send_back(self, amount: Money) -> (Money, PaymentState) {
        let refunded = Money::dong(self.refunded.get().saturating_add(amount.get()));
        (refunded, Standing { refunded, ..self }.state_now())
    }

    /// Takes a promise back: the part of the sale that it undid stands again, and what was only said to be sent was not.
    #[must_use]
    pub fn withdraw(self, amount: Money, part: Sale, said_sent: bool) -> Standing {
        let less = |sum: Money, by: Money| Money::dong(sum.get().saturating_sub(by.get()));
        let refunded = if said_sent { less(self.refunded, amount) } else { self.refunded };
        let after = Standing { promised: less(self.promised, amount), refunded, sold: self.sold.with(part), ..self };
        Standing { state: after.state_now(), ..after }
    }

    /// What arrived and is neither earned nor promised back.
    #[must_use]
    pub fn unassigned(self) -> Money {
        let promised = self.received.get().saturating_sub(self.promised.get());
        Money::dong(promised.saturating_sub(self.sold.total().get()))
    }

    /// What has to go back without anybody's decision: what is too much for an order that stands or was delivered, and
    /// everything of one that was called off. What came for an order that is still to be paid waits, and for one that ran
    /// out of time: the rest may come.
    #[must_use]
    pub fn due_back(self, order: &OrderState) -> Money {
        let waits = match order {
            OrderState::Cancelled { reason, .. } => *reason == CancelReason::Unpaid,
            OrderState::Placed | OrderState::Confirmed { .. } => !self.sold.is_standing(),
            OrderState::Completed { .. } => false,
        };
        if waits { Money::ZERO } else { self.unassigned().max(Money::ZERO) }
    }

    /// Whether the money is there for the order: sold already, or enough to be.
    fn is_enough(self) -> bool {
        self.sold.is_standing() || self.unassigned() >= self.amount
    }
}

/// What a payment that became covered means for its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fulfilment {
    /// Its stock is allocated; where the hold was lost, taken again if it can be had, else the order is cancelled as
    /// sold out and the money waits for refund.
    Allocate,
    /// The same, and the order, cancelled because nothing was paid in time, stands again.
    Reopen,
    /// The order stays as it is; the money waits for refund.
    Refund,
}

/// Decides what a payment that became covered means for its order.
#[must_use]
pub fn fulfilment(order: &OrderState) -> Fulfilment {
    match order {
        OrderState::Placed | OrderState::Confirmed { .. } => Fulfilment::Allocate,
        OrderState::Cancelled { reason: CancelReason::Unpaid, .. } => Fulfilment::Reopen,
        OrderState::Cancelled { .. } | OrderState::Completed { .. } => Fulfilment::Refund,
    }
}

/// When a payment counts as paid: when the bank booked the transfer that covered it, but never before the order was
/// placed nor after now, whatever a bank's clock says. Its day in Vietnam is the day of the sale.
#[must_use]
pub fn paid_at(booked: OffsetDateTime, placed: OffsetDateTime, now: OffsetDateTime) -> OffsetDateTime {
    booked.min(now).max(placed.min(now))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::datetime;

    use super::*;

    fn standing(received: i64, state: PaymentState) -> Standing {
        let zero = Money::ZERO;
        let sold = if state.is_covered() {
            Sale { goods: Money::dong(70), delivery: Money::dong(30) }
        } else {
            Sale::default()
        };
        let (amount, received) = (Money::dong(100), Money::dong(received));
        Standing { amount, received, promised: zero, refunded: zero, sold, was_covered: state.is_covered(), state }
    }

    #[test]
    fn a_payment_is_newly_covered_once() {
        let first = standing(60, PaymentState::Underpaid).count(Money::dong(40));
        assert_eq!((first.state, first.newly_covered), (PaymentState::Paid, true));
        let again = standing(100, PaymentState::Paid).count(Money::dong(100));
        assert_eq!((again.state, again.newly_covered), (PaymentState::Overpaid, false));
    }

    #[test]
    fn some_money_brings_an_expired_payment_back_into_sight() {
        let some = standing(0, PaymentState::Expired).count(Money::dong(99));
        assert_eq!((some.state, some.newly_covered), (PaymentState::Underpaid, false));
    }

    #[test]
    fn money_promised_back_pays_no_order() {
        let promised = Standing { promised: Money::dong(60), ..standing(60, PaymentState::Underpaid) };
        let some = promised.count(Money::dong(99));
        assert_eq!((some.newly_covered, some.state), (false, PaymentState::Underpaid), "159 came, 60 go back");
        let all = promised.count(Money::dong(100));
        assert_eq!((all.newly_covered, all.state), (true, PaymentState::Overpaid));
        assert_eq!(promised.toward(), Money::ZERO);
        assert_eq!(promised.state_now(), PaymentState::Underpaid, "it has not gone yet");
    }

    #[test]
    fn what_is_too_much_goes_back_and_what_is_called_off() {
        let at = datetime!(2026-11-24 03:00 UTC);
        let cancelled = |reason| OrderState::Cancelled { at, reason };
        let over = standing(130, PaymentState::Overpaid);
        assert_eq!(over.due_back(&OrderState::Placed), Money::dong(30));
        let under = standing(60, PaymentState::Underpaid);
        assert_eq!(under.due_back(&OrderState::Placed), Money::ZERO);
        assert_eq!(under.due_back(&cancelled(CancelReason::Unpaid)), Money::ZERO, "the rest may come");
        assert_eq!(under.due_back(&cancelled(CancelReason::ByShopper)), Money::dong(60));
        let promised = Standing { promised: Money::dong(60), ..under };
        assert_eq!(promised.due_back(&cancelled(CancelReason::ByShopper)), Money::ZERO);
    }

    #[test]
    fn what_comes_for_an_order_that_was_delivered_and_given_back_waits_for_nothing() {
        let at = datetime!(2026-11-24 03:00 UTC);
        let hundred = Money::dong(100);
        let given_back = Standing {
            promised: hundred,
            refunded: hundred,
            sold: Sale::default(),
            state: PaymentState::Refunded,
            ..standing(100, PaymentState::Paid)
        };
        assert_eq!(given_back.due_back(&OrderState::Completed { at }), Money::ZERO);
        for more in [40, 100, 130] {
            let again = Standing { received: Money::dong(100 + more), ..given_back };
            assert_eq!(again.due_back(&OrderState::Completed { at }), Money::dong(more));
            assert_eq!(again.due_back(&OrderState::Confirmed { at }), Money::ZERO, "an open order takes it");
        }
    }

    #[test]
    fn what_was_sent_back_shows_in_the_state() {
        let over = standing(130, PaymentState::Overpaid);
        assert_eq!(over.send_back(Money::dong(30)), (Money::dong(30), PaymentState::PartlyRefunded));
        assert_eq!(over.send_back(Money::dong(130)), (Money::dong(130), PaymentState::Refunded));
    }

    #[test]
    fn a_withdrawn_promise_leaves_everything_as_it_was_before() {
        let paid = standing(100, PaymentState::Paid);
        let part = Sale { goods: Money::dong(20), delivery: Money::ZERO };
        let promised = Standing { promised: Money::dong(20), sold: paid.sold.without(part), ..paid };
        assert_eq!(promised.withdraw(Money::dong(20), part, false), paid);
        let (refunded, state) = promised.send_back(Money::dong(20));
        let sent = Standing { refunded, state, ..promised };
        assert_eq!(sent.state, PaymentState::PartlyRefunded);
        assert_eq!(sent.withdraw(Money::dong(20), part, true), paid);
    }

    #[test]
    fn only_an_order_lost_to_the_clock_stands_again() {
        let at = datetime!(2026-11-24 03:00 UTC);
        let cancelled = |reason| OrderState::Cancelled { at, reason };
        assert_eq!(fulfilment(&OrderState::Placed), Fulfilment::Allocate);
        assert_eq!(fulfilment(&OrderState::Confirmed { at }), Fulfilment::Allocate);
        assert_eq!(fulfilment(&cancelled(CancelReason::Unpaid)), Fulfilment::Reopen);
        assert_eq!(fulfilment(&cancelled(CancelReason::SoldOut)), Fulfilment::Refund);
        assert_eq!(fulfilment(&cancelled(CancelReason::ByShopper)), Fulfilment::Refund);
    }

    #[test]
    fn a_banks_clock_can_move_a_payment_neither_before_its_order_nor_into_the_future() {
        let (placed, now) = (datetime!(2026-11-24 03:00 UTC), datetime!(2026-11-24 04:00 UTC));
        let booked = datetime!(2026-11-24 03:20 UTC);
        assert_eq!(paid_at(booked, placed, now), booked);
        assert_eq!(paid_at(datetime!(2020-01-01 0:00 UTC), placed, now), placed);
        assert_eq!(paid_at(datetime!(2030-01-01 0:00 UTC), placed, now), now);
    }

    proptest! {
        #[test]
        fn nothing_counted_is_lost_and_no_sum_breaks(received in 0_i64..=i64::MAX, amount in 1_i64..=i64::MAX) {
            let counted = standing(received, PaymentState::Awaiting).count(Money::dong(amount));
            prop_assert!(counted.received >= Money::dong(received.max(amount)));
            prop_assert_eq!(counted.state.is_covered(), counted.received >= Money::dong(100));
        }
    }
}
