//! Signing in and out, and choosing passwords.

use std::{convert::Infallible, time::Duration};

use async_trait::async_trait;
use shop::{
    failure::Failure,
    identity::{
        email::Email,
        party::{Anyone, KeyHolder, SignedIn},
        password::NewPassword,
        service::{
            ChooseRefusal, Chosen, Credentials, DemoAccount, ForgetRefusal, Forgetful, Identity, LinkRefusal, Opened,
            SignInRefusal,
        },
    },
};

use super::{
    link_store::{self, Begins},
    password::{self, Busy},
    store,
};
use crate::{
    fault::{Fault, Halt, failed},
    http::limits::Limiter,
    random::token,
    state::Parts,
};

const MINUTE: Duration = Duration::from_secs(60);

/// How often people may try. Counted by account and household together, so that nobody can lock someone else out; by
/// account alone, against many households guessing at one; by household alone, against one guessing at many.
struct Limits {
    account_and_household: Limiter,
    account: Limiter,
    household: Limiter,
    forget_household: Limiter,
    forget_account: Limiter,
}

pub struct IdentityService {
    parts: Parts,
    limits: Limits,
}

impl IdentityService {
    pub fn new(parts: Parts) -> Self {
        let on = parts.settings.rate_limits;
        let limits = Limits {
            account_and_household: Limiter::new(on, 10, MINUTE),
            account: Limiter::new(on, 100, MINUTE / 10),
            household: Limiter::new(on, 60, MINUTE / 10),
            forget_household: Limiter::new(on, 10, MINUTE),
            forget_account: Limiter::new(on, 3, 10 * MINUTE),
        };
        Self { parts, limits }
    }

    fn may_try(&self, email: &str, household: &str) -> bool {
        self.limits.household.admits(household)
            && self.limits.account_and_household.admits(&format!("{email} {household}"))
            && self.limits.account.admits(email)
    }
}

#[async_trait]
impl Identity for IdentityService {
    async fn sign_in(&self, who: &Anyone, typed: Credentials) -> Result<Opened, Failure<SignInRefusal>> {
        // What is no address is nobody's; the same work is done for it as for everyone's.
        let email = Email::parse(&typed.email).map(|email| email.key()).unwrap_or_default();
        if !self.may_try(&email, &typed.household) {
            return Err(Failure::Refused(SignInRefusal::TooMany));
        }
        let known = store::by_email(&self.parts.database, who, &email).await.map_err(failed)?;
        let hash = known.as_ref().and_then(|known| known.password_hash.clone());
        let right =
            password::verify(typed.password, hash).await.map_err(|halt| refused(halt, SignInRefusal::TooMany))?;
        let known = known.filter(|_| right).ok_or(Failure::Refused(SignInRefusal::Wrong))?;
        let token = token(&*self.parts.random);
        let (database, replaces) = (&self.parts.database, typed.replaces.as_deref());
        store::begin_session(database, &known.who, &token, replaces, self.parts.clock.now()).await.map_err(failed)?;
        Ok(Opened { token, who: known.who })
    }

    async fn whose(&self, who: &Anyone, token: &str) -> Result<Option<SignedIn>, Failure<Infallible>> {
        store::whose_session(&self.parts.database, who, token, self.parts.clock.now()).await.map_err(failed)
    }

    async fn sign_out(&self, who: &SignedIn, token: &str) -> Result<(), Failure<Infallible>> {
        store::end_session(&self.parts.database, who, token).await.map_err(failed)
    }

    async fn forget(&self, who: &Anyone, whose: Forgetful) -> Result<(), Failure<ForgetRefusal>> {
        let email = Email::parse(&whose.email).map_err(|error| Failure::Refused(ForgetRefusal::Email(error)))?;
        if !self.limits.forget_household.admits(&whose.household) {
            return Err(Failure::Refused(ForgetRefusal::TooMany));
        }
        // Told nobody: a refusal here would say that others ask for this address.
        if !self.limits.forget_account.admits(&email.key()) {
            return Ok(());
        }
        let (database, now) = (&self.parts.database, self.parts.clock.now());
        link_store::ask(database, who, email.as_str(), whose.language.code(), now).await.map_err(failed)
    }

    async fn link_of(&self, who: &KeyHolder) -> Result<Email, Failure<LinkRefusal>> {
        let email = link_store::owner(&self.parts.database, who, self.parts.clock.now()).await?;
        Email::parse(&email).map_err(|_| failed(Fault::inconsistency("account", "email", email)))
    }

    async fn choose_password(&self, who: &KeyHolder, chosen: Chosen) -> Result<Opened, Failure<ChooseRefusal>> {
        let email = self.link_of(who).await.map_err(|failure| failure.map(ChooseRefusal::Link))?;
        let password = NewPassword::parse(&chosen.password, email.as_str())
            .map_err(|fault| Failure::Refused(ChooseRefusal::Password(fault)))?;
        let hash = password::hash(password.as_str().to_owned()).await;
        let hash = hash.map_err(|halt| refused(halt, ChooseRefusal::Busy))?;
        let token = token(&*self.parts.random);
        let begins = Begins { password_hash: &hash, token: &token, language: chosen.language.code() };
        let used = link_store::use_it(&self.parts.database, who, begins, self.parts.clock.now()).await;
        let who = used.map_err(|halt| Failure::from(halt).map(ChooseRefusal::Link))?;
        Ok(Opened { token, who })
    }

    async fn demo_accounts(&self, who: &Anyone) -> Result<Vec<DemoAccount>, Failure<Infallible>> {
        if !self.parts.settings.on_loopback() {
            return Ok(Vec::new());
        }
        let accounts = store::demo_accounts(&self.parts.database, who).await.map_err(failed)?;
        Ok(accounts.into_iter().map(|(email, acting)| DemoAccount { email, acting }).collect())
    }
}

/// Too busy becomes a refusal of the port.
fn refused<E>(halt: Halt<Busy>, refusal: E) -> Failure<E> {
    match halt {
        Halt::Refused(Busy) => Failure::Refused(refusal),
        Halt::Fault(fault) => failed(fault),
    }
}
