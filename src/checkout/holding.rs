//! The states of a hold, and which of them agree with the states of its order and its payment.
//!
//! Source of the rules: `domain.md`, *Stock*.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::payments::matching::PaymentState;

/// Where the units of an order line are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HoldState {
    /// Among what waits for its money.
    Held,
    /// Among what is paid and not yet handed over.
    Allocated,
    /// Nowhere: they were given back.
    Released,
    /// Nowhere: they left the workshop.
    Shipped,
}

/// A stored name that is no state of a hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown hold state")]
pub struct UnknownHoldState;

impl HoldState {
    /// All of them.
    pub const ALL: [HoldState; 4] = [HoldState::Held, HoldState::Allocated, HoldState::Released, HoldState::Shipped];

    /// The name as stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            HoldState::Held => "held",
            HoldState::Allocated => "allocated",
            HoldState::Released => "released",
            HoldState::Shipped => "shipped",
        }
    }

    /// Whether units may be counted here while their order and its payment are in these states.
    ///
    /// What nobody paid in time is held until someone else wants it: then it is released and its order still stands.
    #[must_use]
    pub const fn agrees(self, order: Fate, payment: PaymentState) -> bool {
        match order {
            Fate::Completed => matches!(self, HoldState::Shipped),
            Fate::Cancelled => matches!(self, HoldState::Released),
            Fate::Open => match payment {
                PaymentState::Awaiting | PaymentState::Underpaid => {
                    matches!(self, HoldState::Held | HoldState::Released)
                }
                PaymentState::Paid | PaymentState::Overpaid => matches!(self, HoldState::Allocated),
                // What ran out is cancelled in the same moment.
                PaymentState::Expired => false,
                // Money that went back says nothing of the goods while the order stands.
                PaymentState::PartlyRefunded | PaymentState::Refunded | PaymentState::Disputed => {
                    matches!(self, HoldState::Allocated | HoldState::Released)
                }
            },
        }
    }
}

impl fmt::Display for HoldState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for HoldState {
    type Err = UnknownHoldState;

    fn from_str(name: &str) -> Result<HoldState, UnknownHoldState> {
        HoldState::ALL.into_iter().find(|state| state.as_str() == name).ok_or(UnknownHoldState)
    }
}

/// What became of an order, as far as its goods are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Placed or confirmed.
    Open,
    /// Its goods left the workshop.
    Completed,
    /// It will not be fulfilled.
    Cancelled,
}

impl FromStr for Fate {
    type Err = UnknownHoldState;

    /// From the stored name of an order's state.
    fn from_str(name: &str) -> Result<Fate, UnknownHoldState> {
        match name {
            "placed" | "confirmed" => Ok(Fate::Open),
            "completed" => Ok(Fate::Completed),
            "cancelled" => Ok(Fate::Cancelled),
            _ => Err(UnknownHoldState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreeing(order: Fate, payment: PaymentState) -> Vec<HoldState> {
        HoldState::ALL.into_iter().filter(|hold| hold.agrees(order, payment)).collect()
    }

    #[test]
    fn goods_are_counted_where_order_and_money_say() {
        use HoldState::{Allocated, Held, Released, Shipped};
        for payment in PaymentState::ALL {
            assert_eq!(agreeing(Fate::Completed, payment), [Shipped]);
            assert_eq!(agreeing(Fate::Cancelled, payment), [Released]);
            assert!(!agreeing(Fate::Open, payment).contains(&Shipped), "{payment}");
            assert_eq!(agreeing(Fate::Open, payment) == [Allocated], payment.is_covered(), "{payment}");
        }
        assert_eq!(agreeing(Fate::Open, PaymentState::Awaiting), [Held, Released]);
        assert_eq!(agreeing(Fate::Open, PaymentState::Underpaid), [Held, Released]);
        assert_eq!(agreeing(Fate::Open, PaymentState::Expired), []);
    }

    #[test]
    fn every_state_survives_storage() {
        for state in HoldState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
        }
        assert_eq!("gone".parse::<HoldState>(), Err(UnknownHoldState));
        assert_eq!("placed".parse(), Ok(Fate::Open));
        assert_eq!("gone".parse::<Fate>(), Err(UnknownHoldState));
    }
}
