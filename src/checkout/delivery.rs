//! How goods come to the shopper: a flat price for each way and producer.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

use crate::money::Money;

/// A way of delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// By post, in some days.
    Standard,
    /// By courier, faster.
    Express,
    /// The shopper fetches it at the workshop; free.
    Pickup,
}

/// A stored name that is no way of delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown delivery method")]
pub struct UnknownMethod;

impl Method {
    /// All ways, in the order in which they are offered.
    pub const ALL: [Method; 3] = [Method::Standard, Method::Express, Method::Pickup];

    /// The name as stored and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Standard => "standard",
            Method::Express => "express",
            Method::Pickup => "pickup",
        }
    }

    /// Whether the goods are sent, so that an address is needed.
    #[must_use]
    pub const fn needs_address(self) -> bool {
        !matches!(self, Method::Pickup)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.as_str())
    }
}

impl FromStr for Method {
    type Err = UnknownMethod;

    fn from_str(name: &str) -> Result<Method, UnknownMethod> {
        Method::ALL.into_iter().find(|method| method.as_str() == name).ok_or(UnknownMethod)
    }
}

/// A way of delivery that a producer offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryOffer {
    /// The way.
    pub method: Method,
    /// Its price for one order, whatever is in it.
    pub price: Money,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_method_survives_storage() {
        for method in Method::ALL {
            assert_eq!(method.as_str().parse(), Ok(method));
        }
        assert_eq!("drone".parse::<Method>(), Err(UnknownMethod));
        assert_eq!(Method::ALL.map(Method::needs_address), [true, true, false]);
    }
}
