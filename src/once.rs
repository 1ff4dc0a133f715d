//! What makes a form sent twice create one thing.

/// A form's hidden token, with whose form it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnceKey {
    /// SHA-256 of the session's or visitor's cookie, lower-case hex: the same token from another session is unknown.
    pub owner: String,
    /// The token as it came; empty when the form carried none.
    pub token: String,
}
