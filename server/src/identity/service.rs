//! Signing in and out.

use std::{convert::Infallible, num::NonZeroU32};

use async_trait::async_trait;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use shop::{
    failure::Failure,
    identity::{
        party::{Anyone, SignedIn},
        service::{Credentials, Identity, Opened, SignInRefusal},
    },
};

use super::{password, store};
use crate::{fault::failed, random::token, state::Parts};

/// Attempts for one account before a pause is asked for; one more is allowed each minute.
const ATTEMPTS: NonZeroU32 = match NonZeroU32::new(10) {
    Some(attempts) => attempts,
    None => NonZeroU32::MIN,
};

pub struct IdentityService {
    parts: Parts,
    attempts: Option<DefaultKeyedRateLimiter<String>>,
}

impl IdentityService {
    pub fn new(parts: Parts) -> Self {
        let quota = Quota::per_minute(NonZeroU32::MIN).allow_burst(ATTEMPTS);
        let attempts = parts.settings.rate_limits.then(|| RateLimiter::keyed(quota));
        Self { parts, attempts }
    }
}

#[async_trait]
impl Identity for IdentityService {
    async fn sign_in(&self, who: &Anyone, typed: Credentials) -> Result<Opened, Failure<SignInRefusal>> {
        let email = typed.email.to_lowercase();
        if self.attempts.as_ref().is_some_and(|attempts| attempts.check_key(&email).is_err()) {
            return Err(Failure::Refused(SignInRefusal::TooMany));
        }
        let known = store::by_email(&self.parts.database, who, &email).await.map_err(failed)?;
        let hash = known.as_ref().and_then(|known| known.password_hash.clone());
        let right = password::verify(typed.password, hash).await.map_err(failed)?;
        let known = known.filter(|_| right).ok_or(Failure::Refused(SignInRefusal::Wrong))?;
        let token = token(&*self.parts.random);
        store::begin_session(&self.parts.database, &known.who, &token, self.parts.clock.now()).await.map_err(failed)?;
        Ok(Opened { token, who: known.who })
    }

    async fn whose(&self, who: &Anyone, token: &str) -> Result<Option<SignedIn>, Failure<Infallible>> {
        store::whose_session(&self.parts.database, who, token, self.parts.clock.now()).await.map_err(failed)
    }

    async fn sign_out(&self, who: &SignedIn, token: &str) -> Result<(), Failure<Infallible>> {
        store::end_session(&self.parts.database, who, token).await.map_err(failed)
    }
}
