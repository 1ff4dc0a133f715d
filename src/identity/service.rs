//! The port of identity: who someone is.

use async_trait::async_trait;
use thiserror::Error;

use super::party::{Anyone, SignedIn};
use crate::failure::Failure;

/// Why someone could not sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SignInRefusal {
    /// No such account, or another password; the two must look alike.
    #[error("wrong e-mail or password")]
    Wrong,
    /// Too many attempts from this address or for this account; wait.
    #[error("too many attempts")]
    TooMany,
}

/// What someone typed to sign in.
#[derive(Clone)]
pub struct Credentials {
    /// The e-mail address, as typed.
    pub email: String,
    /// The password, as typed.
    pub password: String,
}

/// A session that began: the cookie's value, which is kept nowhere but in the browser.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The cookie's value.
    pub token: String,
    /// Who signed in.
    pub who: SignedIn,
}

/// Signing in and out.
#[async_trait]
pub trait Identity: Send + Sync {
    /// Opens a session.
    async fn sign_in(&self, who: &Anyone, typed: Credentials) -> Result<Opened, Failure<SignInRefusal>>;
    /// Whose session this is; `None` when it ended or never was.
    async fn whose(&self, who: &Anyone, token: &str) -> Result<Option<SignedIn>, Failure<std::convert::Infallible>>;
    /// Ends the session.
    async fn sign_out(&self, who: &SignedIn, token: &str) -> Result<(), Failure<std::convert::Infallible>>;
}
