//! Texts: a producer's own place.

pub struct Workshop {}

pub const VIETNAMESE: Workshop = Workshop {};

pub const ENGLISH: Workshop = Workshop {};
