//! Texts: Orders, for shoppers and producers.

pub struct Orders {}

pub const VIETNAMESE: Orders = Orders {};

pub const ENGLISH: Orders = Orders {};
