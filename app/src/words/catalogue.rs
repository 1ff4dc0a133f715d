//! Texts: browsing.

pub struct Catalogue {}

pub const VIETNAMESE: Catalogue = Catalogue {};

pub const ENGLISH: Catalogue = Catalogue {};
