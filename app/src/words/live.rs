//! Texts: Livestreams.

pub struct Live {}

pub const VIETNAMESE: Live = Live {};

pub const ENGLISH: Live = Live {};
