//! Texts: Paying by transfer and seeing the money.

pub struct Payments {}

pub const VIETNAMESE: Payments = Payments {};

pub const ENGLISH: Payments = Payments {};
