//! What counted money does: to the payment's sums and state, and to the order once the payment is covered.
//!
//! Source of the rules: `domain.md`, *States*, *Stock* and *Cashless payment*.

use time::OffsetDateTime;

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
    /// What went back.
    pub refunded: Money,
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
    /// Whether it is covered now and was not before: only then anything happens to the order.
    pub newly_covered: bool,
}

impl Standing {
    /// Counts an amount that arrived.
    #[must_use]
    pub fn count(self, amount: Money) -> Counted {
        // Saturating: a sum beyond 64 bits is too much in any case, and a feed must not end the process.
        let received = Money::dong(self.received.get().saturating_add(amount.get()));
        let state = state_of(self.amount, received, self.refunded, self.state == PaymentState::Expired);
        Counted { received, state, newly_covered: state.is_covered() && !self.state.is_covered() }
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
        Standing { amount: Money::dong(100), received: Money::dong(received), refunded: Money::ZERO, state }
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
