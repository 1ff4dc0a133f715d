//! The secrets of payees' feeds.

use async_trait::async_trait;
use shop::{
    failure::Failure,
    identity::party::Operator,
    payments::feed_secret::{FeedKey, FeedSecrets, PayeeFeed, SecretRefusal},
};

use super::{feed_secret_store, sealing::Seal};
use crate::{fault::failed, state::Parts};

pub struct FeedSecretsService {
    parts: Parts,
}

impl FeedSecretsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl FeedSecrets for FeedSecretsService {
    async fn keys(&self, who: &Operator, producer: &str) -> Result<Option<Vec<FeedKey>>, Failure<SecretRefusal>> {
        feed_secret_store::keys(&self.parts.database, who, producer).await.map_err(failed)
    }

    async fn set(
        &self,
        who: &Operator,
        producer: &str,
        feed: PayeeFeed,
        secret: &str,
    ) -> Result<(), Failure<SecretRefusal>> {
        let seal = Seal::of(&self.parts.settings).map_err(failed)?;
        let (database, now) = (&self.parts.database, self.parts.clock.now());
        Ok(feed_secret_store::set(database, who, (&seal, &*self.parts.random), producer, feed, secret, now).await?)
    }

    async fn remove(&self, who: &Operator, producer: &str, feed: PayeeFeed) -> Result<(), Failure<SecretRefusal>> {
        Ok(feed_secret_store::remove(&self.parts.database, who, producer, feed, self.parts.clock.now()).await?)
    }
}
