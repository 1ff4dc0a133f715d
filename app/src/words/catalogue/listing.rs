//! Texts: listing a product and reviewing it.

pub struct Listing {}

pub const VIETNAMESE: Listing = Listing {};

pub const ENGLISH: Listing = Listing {};
