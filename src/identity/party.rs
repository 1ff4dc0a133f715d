//! Who acts. The acting party is the first parameter of every port and store function, so that the permission stands
//! in the signature: code that has no `ProducerStaff` in hand cannot call what is for producers.

use crate::id::{AccountId, CooperativeId, ProducerId};

/// Anyone at all: what is public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anyone;

/// A browser without an account, known by a cookie; it owns a cart and what it bought.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Visitor {
    /// SHA-256 of the cookie, lower-case hex: what the database may know.
    pub hash: String,
}

/// Whoever holds the secret key of a purchase or an order (`khoa` in its address), signed in or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyHolder {
    /// SHA-256 of the key, lower-case hex: what the database may know.
    pub hash: String,
}

/// Someone who works for a producer, acting for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProducerStaff {
    /// Who.
    pub account: AccountId,
    /// For whom.
    pub producer: ProducerId,
}

/// Someone who works for a cooperative, acting for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CooperativeStaff {
    /// Who.
    pub account: AccountId,
    /// For whom.
    pub cooperative: CooperativeId,
}

/// Someone who runs this installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Who.
    pub account: AccountId,
}

/// What an account may act as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acting {
    /// Buys with an account.
    Shopper,
    /// Acts for this producer.
    Producer(ProducerId),
    /// Acts for this cooperative.
    Cooperative(CooperativeId),
    /// Runs the installation.
    Operator,
}

/// Someone who signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The account.
    pub account: AccountId,
    /// The name to greet with.
    pub name: String,
    /// What the account may act as.
    pub acting: Acting,
}

impl SignedIn {
    /// The producer's staff, if that is what they are.
    pub fn producer_staff(&self) -> Option<ProducerStaff> {
        match self.acting {
            Acting::Producer(producer) => Some(ProducerStaff { account: self.account, producer }),
            Acting::Shopper | Acting::Cooperative(_) | Acting::Operator => None,
        }
    }

    /// The cooperative's staff, if that is what they are.
    pub fn cooperative_staff(&self) -> Option<CooperativeStaff> {
        match self.acting {
            Acting::Cooperative(cooperative) => Some(CooperativeStaff { account: self.account, cooperative }),
            Acting::Shopper | Acting::Producer(_) | Acting::Operator => None,
        }
    }

    /// The operator, if that is what they are.
    pub fn operator(&self) -> Option<Operator> {
        match self.acting {
            Acting::Operator => Some(Operator { account: self.account }),
            Acting::Shopper | Acting::Producer(_) | Acting::Cooperative(_) => None,
        }
    }

    /// Where signing in leads when no page was asked for.
    pub fn home(&self) -> &'static str {
        match self.acting {
            Acting::Shopper => "/",
            Acting::Producer(_) => "/xuong",
            Acting::Cooperative(_) => "/htx",
            Acting::Operator => "/van-hanh",
        }
    }
}
