//! How an action can fail: refused with a reason that people can act on, or broken on our side.

use std::fmt;

/// The opaque number of something that broke. Its story is in the operator's log and nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentId(String);

impl IncidentId {
    /// Wraps a number made by the server's reporter.
    pub fn new(number: impl Into<String>) -> Self {
        Self(number.into())
    }
}

impl fmt::Display for IncidentId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// Why an action did not happen.
///
/// Which error where: a rule that said no is `Refused` and names the rule; a database, disk or network that failed
/// is an `Incident`, told to people only by its number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure<E> {
    /// A rule of the market said no; the reason is meant for the person who asked.
    #[error("refused: {0}")]
    Refused(E),
    /// Something broke on our side.
    #[error("incident {0}")]
    Incident(IncidentId),
}

impl<E> Failure<E> {
    /// Translates the refusal and keeps an incident as it is.
    pub fn map<F>(self, translate: impl FnOnce(E) -> F) -> Failure<F> {
        match self {
            Self::Refused(refusal) => Failure::Refused(translate(refusal)),
            Self::Incident(id) => Failure::Incident(id),
        }
    }
}

/// What was asked for is not there: for this visitor, at this address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// It never was, or belongs to someone else (the two must look alike). Answered 404.
    #[error("not found")]
    NotFound,
    /// It was here and was taken away. Answered 410.
    #[error("gone")]
    Gone,
}
