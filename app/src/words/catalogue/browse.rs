//! Texts: browsing.

pub struct Browse {}

pub const VIETNAMESE: Browse = Browse {};

pub const ENGLISH: Browse = Browse {};
