//! Texts: The cooperative's and the operator's office.

pub struct Cooperative {}

pub const VIETNAMESE: Cooperative = Cooperative {};

pub const ENGLISH: Cooperative = Cooperative {};
