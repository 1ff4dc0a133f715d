//! The port of identity: who someone is.

use std::convert::Infallible;

use async_trait::async_trait;
use thiserror::Error;

use super::{
    email::{Email, EmailError},
    party::{Acting, Anyone, KeyHolder, SignedIn},
    password::PasswordFault,
};
use crate::{failure::Failure, language::Language};

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

/// What someone typed to sign in, and from where.
#[derive(Clone)]
pub struct Credentials {
    /// The e-mail address, as typed.
    pub email: String,
    /// The password, as typed.
    pub password: String,
    /// Whose attempts this one is counted with: the client's address or its network.
    pub household: String,
    /// The cookie of the session this browser already had; it ends when the new one begins.
    pub replaces: Option<String>,
}

/// A session that began: the cookie's value, which is kept nowhere but in the browser.
#[derive(Clone)]
pub struct Opened {
    /// The cookie's value.
    pub token: String,
    /// Who signed in.
    pub who: SignedIn,
}

/// Someone who forgot a password.
#[derive(Clone, Debug)]
pub struct Forgetful {
    /// The e-mail address, as typed.
    pub email: String,
    /// The language to write in.
    pub language: Language,
    /// Whose attempts this one is counted with.
    pub household: String,
}

/// Why no mail is on its way. That there is no such account is no reason: it must not show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ForgetRefusal {
    /// What was typed is no e-mail address.
    #[error(transparent)]
    Email(EmailError),
    /// Too many from this address; wait.
    #[error("too many attempts")]
    TooMany,
}

/// Why a link to choose a password does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LinkRefusal {
    /// There never was such a link, or a newer one took its place.
    #[error("no such link")]
    Unknown,
    /// It was used, its time is over, or its account is closed.
    #[error("the link is spent")]
    Spent,
}

/// A password as someone chose it.
#[derive(Clone)]
pub struct Chosen {
    /// The password, as typed.
    pub password: String,
    /// The language to confirm in.
    pub language: Language,
}

/// Why a password was not chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ChooseRefusal {
    /// The link does not work.
    #[error(transparent)]
    Link(LinkRefusal),
    /// The password will not do.
    #[error(transparent)]
    Password(PasswordFault),
    /// The market hashes as many passwords as it can already; wait a moment.
    #[error("busy")]
    Busy,
}

/// An account of the demo market, told to everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// Signs in with it.
    pub email: String,
    /// What it may act as.
    pub acting: Acting,
}

/// Signing in and out, and choosing passwords.
#[async_trait]
pub trait Identity: Send + Sync {
    /// Opens a session.
    async fn sign_in(&self, who: &Anyone, typed: Credentials) -> Result<Opened, Failure<SignInRefusal>>;
    /// Whose session this is; `None` when it ended or never was.
    async fn whose(&self, who: &Anyone, token: &str) -> Result<Option<SignedIn>, Failure<Infallible>>;
    /// Ends the session.
    async fn sign_out(&self, who: &SignedIn, token: &str) -> Result<(), Failure<Infallible>>;
    /// Sends a link to choose a new password, if there is such an account; the answer does not tell.
    async fn forget(&self, who: &Anyone, whose: Forgetful) -> Result<(), Failure<ForgetRefusal>>;
    /// Whose password the link chooses.
    async fn link_of(&self, who: &KeyHolder) -> Result<Email, Failure<LinkRefusal>>;
    /// Uses the link: sets the password, ends all sessions of the account and opens a new one.
    async fn choose_password(&self, who: &KeyHolder, chosen: Chosen) -> Result<Opened, Failure<ChooseRefusal>>;
    /// The accounts that the demo market's sign-in page tells of; none in a real market.
    async fn demo_accounts(&self, who: &Anyone) -> Result<Vec<DemoAccount>, Failure<Infallible>>;
}
