//! Vietnamese text: normal forms, folding, typing without an input method, alphabetical order.

pub mod collate;
pub mod fold;
pub mod telex;

pub use collate::{compare, compare_people, given_name};
pub use fold::{exact, fold, is_slug, nfc, slug, tidy_line, tidy_text};
pub use telex::decode_typing;
