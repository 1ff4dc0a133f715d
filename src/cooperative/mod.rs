//! What a cooperative sees of its members.
