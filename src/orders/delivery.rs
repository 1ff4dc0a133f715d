//! Ways in which goods reach the shopper.

use std::str::FromStr;

/// A way in which goods reach the shopper; each producer has a price for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryMethod {
    /// By a carrier, in its usual time.
    Standard,
    /// By a carrier, as fast as it can.
    Express,
    /// The shopper fetches it at the workshop.
    Pickup,
}

/// A stored name that is no delivery method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown delivery method")]
pub struct UnknownDeliveryMethod;

impl DeliveryMethod {
    /// All methods, the usual one first.
    pub const ALL: [DeliveryMethod; 3] = [DeliveryMethod::Standard, DeliveryMethod::Express, DeliveryMethod::Pickup];

    /// The name as stored and sent by forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            DeliveryMethod::Standard => "standard",
            DeliveryMethod::Express => "express",
            DeliveryMethod::Pickup => "pickup",
        }
    }

    /// Whether the shopper comes to the workshop.
    #[must_use]
    pub const fn is_pickup(self) -> bool {
        matches!(self, DeliveryMethod::Pickup)
    }
}

impl FromStr for DeliveryMethod {
    type Err = UnknownDeliveryMethod;

    fn from_str(name: &str) -> Result<DeliveryMethod, UnknownDeliveryMethod> {
        DeliveryMethod::ALL.into_iter().find(|method| method.as_str() == name).ok_or(UnknownDeliveryMethod)
    }
}
