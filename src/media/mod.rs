//! Pictures, from a phone to a page.
