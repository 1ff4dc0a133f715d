//! Taking back a refund that was noted by mistake. What was posted stays; a reversal of it is posted beside it.
//!
//! Source of the rules: `domain.md`, *Ledger and settlement*.

use std::str::FromStr;

use thiserror::Error;

use super::refund::{Reason, State, UnknownName};
use crate::orders::state::OrderState;

/// The longest note about a withdrawal, in characters.
pub const NOTE_CHARS_MAX: usize = 500;

/// How a refund stood on the page from which it is withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Not sent.
    Owed,
    /// Said to be sent, and not proven.
    Sent,
}

impl Seen {
    /// The name in forms: that of the state.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Seen::Owed => "owed",
            Seen::Sent => "sent",
        }
    }
}

impl FromStr for Seen {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Seen, UnknownName> {
        [Seen::Owed, Seen::Sent].into_iter().find(|seen| seen.as_str() == name).ok_or(UnknownName)
    }
}

/// A wish to withdraw a refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundWithdrawal {
    /// How it stood on the page.
    pub seen: Seen,
    /// Why; the shopper reads it.
    pub note: String,
}

/// Why a refund was not withdrawn. Nothing is changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RefundWithdrawRefusal {
    /// No such refund.
    #[error("not found")]
    NotFound,
    /// No word about why, or too many.
    #[error("no note")]
    NoNote,
    /// The bank says that the money left: only the shopper can send it back.
    #[error("proven by the bank")]
    Proven,
    /// Its order was called off: the money is the shopper's.
    #[error("the order was called off")]
    CalledOff,
    /// More arrived than was to be paid, and it was not sent yet: it has to go back.
    #[error("paid too much")]
    Excess,
    /// It was noted as sent since the page was opened.
    #[error("not as it was seen")]
    Changed,
    /// The goods that went back on sale were sold to others.
    #[error("the goods are gone")]
    SoldOut,
    /// The parcel left without these goods: the shopper did not get them.
    #[error("the parcel left without them")]
    LeftWithout,
}

/// A refund as the rules about its withdrawal see it.
#[derive(Clone, Copy, Debug)]
pub struct Withdrawable<'a> {
    /// Why the money was to go back.
    pub reason: Reason,
    /// How far it has come.
    pub state: State,
    /// How its order stands; `None` for money that belongs to none.
    pub order: Option<&'a OrderState>,
    /// Whether goods went back on sale with it.
    pub restocked: bool,
}

impl Withdrawable<'_> {
    /// Whether it may be withdrawn; says how it is to be seen for that. `Ok(None)`: it was withdrawn before.
    pub fn check(&self) -> Result<Option<Seen>, RefundWithdrawRefusal> {
        let seen = match self.state {
            State::Withdrawn { .. } => return Ok(None),
            State::Sent { proven: true, .. } => return Err(RefundWithdrawRefusal::Proven),
            State::Sent { proven: false, .. } => Seen::Sent,
            State::Owed => Seen::Owed,
        };
        let called_off = matches!(self.order, Some(OrderState::Cancelled { .. }));
        match self.reason {
            Reason::Cancelled => Err(RefundWithdrawRefusal::CalledOff),
            _ if called_off => Err(RefundWithdrawRefusal::CalledOff),
            // One that was said to be sent by mistake is promised anew in the same moment.
            Reason::Excess if seen == Seen::Owed => Err(RefundWithdrawRefusal::Excess),
            _ if self.restocked && self.order.is_some_and(|order| !order.is_open()) => {
                Err(RefundWithdrawRefusal::LeftWithout)
            }
            Reason::Excess | Reason::Agreed | Reason::Stray => Ok(Some(seen)),
        }
    }
}

impl RefundWithdrawal {
    /// Whether it fits what was found, and says why.
    pub fn check(&self, found: Seen) -> Result<(), RefundWithdrawRefusal> {
        if self.seen != found {
            return Err(RefundWithdrawRefusal::Changed);
        }
        let fits = (1..=NOTE_CHARS_MAX).contains(&self.note.trim().chars().count());
        if fits { Ok(()) } else { Err(RefundWithdrawRefusal::NoNote) }
    }
}

#[cfg(test)]
mod tests {
    use time::OffsetDateTime;

    use super::*;
    use crate::orders::state::CancelReason;

    const AT: OffsetDateTime = OffsetDateTime::UNIX_EPOCH;
    const SENT: State = State::Sent { at: AT, proven: false };

    fn check(
        reason: Reason,
        state: State,
        order: Option<&OrderState>,
        restocked: bool,
    ) -> Result<Option<Seen>, RefundWithdrawRefusal> {
        Withdrawable { reason, state, order, restocked }.check()
    }

    #[test]
    fn what_was_agreed_is_withdrawn_until_the_bank_says_that_it_left() {
        let order = OrderState::Placed;
        assert_eq!(check(Reason::Agreed, State::Owed, Some(&order), true), Ok(Some(Seen::Owed)));
        assert_eq!(check(Reason::Agreed, SENT, Some(&order), false), Ok(Some(Seen::Sent)));
        assert_eq!(check(Reason::Stray, State::Owed, None, false), Ok(Some(Seen::Owed)));
        let proven = State::Sent { at: AT, proven: true };
        for reason in Reason::ALL {
            assert_eq!(check(reason, proven, Some(&order), false), Err(RefundWithdrawRefusal::Proven));
            let gone = State::Withdrawn { at: AT, said_sent: None };
            assert_eq!(check(reason, gone, Some(&order), false), Ok(None), "once is enough");
        }
    }

    #[test]
    fn money_that_is_the_shoppers_stays_promised() {
        let called_off = OrderState::Cancelled { at: AT, reason: CancelReason::ByShopper };
        for (reason, order) in
            [(Reason::Agreed, &called_off), (Reason::Cancelled, &called_off), (Reason::Cancelled, &OrderState::Placed)]
        {
            for state in [State::Owed, SENT] {
                assert_eq!(check(reason, state, Some(order), false), Err(RefundWithdrawRefusal::CalledOff));
            }
        }
        let placed = OrderState::Placed;
        assert_eq!(check(Reason::Excess, State::Owed, Some(&placed), false), Err(RefundWithdrawRefusal::Excess));
        assert_eq!(check(Reason::Excess, SENT, Some(&placed), false), Ok(Some(Seen::Sent)));
    }

    #[test]
    fn goods_that_did_not_leave_with_the_parcel_are_not_sold_again() {
        let left = OrderState::Completed { at: AT };
        assert_eq!(check(Reason::Agreed, State::Owed, Some(&left), true), Err(RefundWithdrawRefusal::LeftWithout));
        assert_eq!(check(Reason::Agreed, State::Owed, Some(&left), false), Ok(Some(Seen::Owed)));
    }

    #[test]
    fn a_withdrawal_fits_what_was_seen_and_says_why() {
        let asked = |note: &str| RefundWithdrawal { seen: Seen::Owed, note: note.to_owned() };
        assert_eq!(asked("Ghi nhầm").check(Seen::Owed), Ok(()));
        assert_eq!(asked("Ghi nhầm").check(Seen::Sent), Err(RefundWithdrawRefusal::Changed));
        assert_eq!(asked("  ").check(Seen::Owed), Err(RefundWithdrawRefusal::NoNote));
        assert_eq!(asked(&"a".repeat(501)).check(Seen::Owed), Err(RefundWithdrawRefusal::NoNote));
        for seen in [Seen::Owed, Seen::Sent] {
            assert_eq!(seen.as_str().parse(), Ok(seen));
        }
        assert_eq!("withdrawn".parse::<Seen>(), Err(UnknownName));
    }
}
