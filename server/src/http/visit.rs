//! Who visits, in which language: read once for each request.

use std::net::IpAddr;

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{Uri, request::Parts},
    middleware::Next,
    response::Response,
};
use shop::{
    identity::party::{Anyone, SignedIn, Visitor},
    language::Language,
};

use super::{client, cookies};
use crate::{random::hashed, state::Market};

/// The visit a request belongs to. Not for logs: it holds the cookies.
#[derive(Clone, Default)]
pub struct Visit {
    pub language: Language,
    /// What was asked for, without the language's prefix.
    pub uri: Uri,
    /// Where the request came from.
    pub address: Option<IpAddr>,
    pub who: Option<SignedIn>,
    /// The session cookie, for signing out.
    pub session: Option<String>,
    /// The visitor cookie as it came.
    pub visitor: Option<String>,
}

impl Visit {
    /// The visitor of the cookie, if one came.
    pub fn known_visitor(&self) -> Option<Visitor> {
        self.visitor.as_deref().map(|token| Visitor { hash: hashed(token) })
    }
}

/// Reads cookies and session into a [`Visit`] before anything else runs.
pub async fn read(State(market): State<Market>, mut request: Request, next: Next) -> Response {
    let language = request.extensions().get::<Language>().copied().unwrap_or_default();
    let session = cookies::value(request.headers(), cookies::SESSION);
    let visitor = cookies::value(request.headers(), cookies::VISITOR);
    let who = match &session {
        // A session that cannot be read is a visit without one; the incident is in the log.
        Some(token) => market.identity.whose(&Anyone, token).await.ok().flatten(),
        None => None,
    };
    let uri = request.uri().clone();
    let address = client::address(request.extensions(), request.headers(), &market.settings.trusted_proxies);
    request.extensions_mut().insert(Visit { language, uri, address, who, session, visitor });
    next.run(request).await
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}
