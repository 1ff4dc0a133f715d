//! Forms as they arrive: names and values, nothing trusted.

use app::form::{Fault, Filled};
use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use shop::text::{tidy_line, tidy_text};

/// The largest form without files.
const BYTES_MAX: usize = 256 * 1024;

/// The most fields of a form: the longest of ours has a few for each product of a maker.
pub const FIELDS_MAX: usize = 1_000;

/// What a person sent with a form.
#[derive(Clone, Debug, Default)]
pub struct Sent(pub Vec<(String, String)>);

impl Sent {
    /// One line of text, tidied; empty when the field is missing.
    pub fn line(&self, field: &str) -> String {
        self.raw(field).map(tidy_line).unwrap_or_default()
    }

    /// Several lines of text, tidied.
    pub fn text(&self, field: &str) -> String {
        self.raw(field).map(tidy_text).unwrap_or_default()
    }

    /// Exactly what was sent, for passwords.
    pub fn raw(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// All values of a field that may come more than once.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, field: &str) -> bool {
        self.raw(field).is_some()
    }

    /// The form to show again with its faults.
    pub fn back(self, faults: Vec<Fault>) -> Filled {
        Filled { values: self.0, faults }
    }
}

/// Text without the one character that PostgreSQL has no place for. No keyboard types it.
pub fn whole(text: &str) -> String {
    text.replace('\0', "")
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, _: &S) -> Result<Self, Self::Rejection> {
        let body = axum::body::to_bytes(request.into_body(), BYTES_MAX)
            .await
            .map_err(|error| status_of(&error).into_response())?;
        let fields = url::form_urlencoded::parse(&body).take(FIELDS_MAX + 1);
        let fields: Vec<_> = fields.map(|(name, value)| (whole(&name), whole(&value))).collect();
        if fields.len() > FIELDS_MAX {
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into_response());
        }
        Ok(Self(fields))
    }
}

/// Why a body could not be read: too much of it, or it did not arrive in time.
fn status_of(error: &axum::Error) -> StatusCode {
    let too_large =
        std::error::Error::source(error).is_some_and(|cause| cause.is::<http_body_util::LengthLimitError>());
    if too_large { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::REQUEST_TIMEOUT }
}
