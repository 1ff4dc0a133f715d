//! The secrets that feeds of single payees sign with. Only the operator sets them, and nobody sees them again.
//!
//! Source of the rules: `domain.md`, *Cashless payment* (each feed has its own secret per payee).

use std::str::FromStr;

use async_trait::async_trait;
use thiserror::Error;
use time::OffsetDateTime;

use super::service::FeedKind;
use crate::failure::Failure;
use crate::identity::party::Operator;

/// How many characters a secret has. Shorter ones can be guessed.
pub const SECRET_CHARS: std::ops::RangeInclusive<usize> = 12..=200;

/// A feed that a payee can have of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayeeFeed {
    /// SePay.
    Sepay,
    /// Casso V2.
    Casso,
}

/// A name that is no feed of a payee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("unknown feed")]
pub struct UnknownFeed;

impl PayeeFeed {
    /// All of them.
    pub const ALL: [PayeeFeed; 2] = [PayeeFeed::Sepay, PayeeFeed::Casso];

    /// The name as stored and as it stands in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.kind().as_str()
    }

    /// Which feed it is.
    #[must_use]
    pub const fn kind(self) -> FeedKind {
        match self {
            PayeeFeed::Sepay => FeedKind::Sepay,
            PayeeFeed::Casso => FeedKind::Casso,
        }
    }

    /// Where the feed posts its messages about a payee.
    #[must_use]
    pub fn path(self, payee: &str) -> String {
        format!("/webhooks/{}/{payee}", self.as_str())
    }
}

impl FromStr for PayeeFeed {
    type Err = UnknownFeed;

    fn from_str(name: &str) -> Result<PayeeFeed, UnknownFeed> {
        PayeeFeed::ALL.into_iter().find(|feed| feed.as_str() == name).ok_or(UnknownFeed)
    }
}

/// What the operator sees of a payee's secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedKey {
    /// The feed.
    pub feed: PayeeFeed,
    /// When its secret was set; `None`: the feed has no address yet.
    pub set_at: Option<OffsetDateTime>,
}

/// Why a secret was not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SecretRefusal {
    /// There is no such producer.
    #[error("not found")]
    NotFound,
    /// It is too short, too long, or has other characters than visible ASCII ones: it was copied wrongly.
    #[error("the secret is wrong")]
    Malformed,
}

/// A secret as it is copied from a feed's page.
pub fn check_secret(typed: &str) -> Result<&str, SecretRefusal> {
    let secret = typed.trim();
    let fits = SECRET_CHARS.contains(&secret.len()) && secret.bytes().all(|byte| byte.is_ascii_graphic());
    if fits { Ok(secret) } else { Err(SecretRefusal::Malformed) }
}

/// The secrets of payees' feeds.
#[async_trait]
pub trait FeedSecrets: Send + Sync {
    /// The feeds of a producer; `None` when there is no such producer.
    async fn keys(&self, who: &Operator, producer: &str) -> Result<Option<Vec<FeedKey>>, Failure<SecretRefusal>>;

    /// Sets the secret of a feed, in place of one it may have had: from now on only the new one counts.
    async fn set(
        &self,
        who: &Operator,
        producer: &str,
        feed: PayeeFeed,
        secret: &str,
    ) -> Result<(), Failure<SecretRefusal>>;

    /// Takes a feed's secret away: its address is unknown from now on.
    async fn remove(&self, who: &Operator, producer: &str, feed: PayeeFeed) -> Result<(), Failure<SecretRefusal>>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_taken_as_it_was_copied_or_not_at_all() {
        assert_eq!(check_secret(" mgExMrjj4i7a1p8C\n"), Ok("mgExMrjj4i7a1p8C"));
        for wrong in ["", "kurz", "mgExMrjj4i7a 1p8C", "mật-khẩu-rất-dài", &"a".repeat(201), "abcdefgh\u{0}ijklm"]
        {
            assert_eq!(check_secret(wrong), Err(SecretRefusal::Malformed), "{wrong}");
        }
    }

    #[test]
    fn a_feed_has_an_address_for_each_payee() {
        assert_eq!(PayeeFeed::Casso.path("ba-lua"), "/webhooks/casso/ba-lua");
        assert_eq!("sepay".parse(), Ok(PayeeFeed::Sepay));
        assert_eq!("payos".parse::<PayeeFeed>(), Err(UnknownFeed));
    }
}
