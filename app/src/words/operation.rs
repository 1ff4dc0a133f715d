//! Texts: the operator's office.

pub struct Operation {}

pub const VIETNAMESE: Operation = Operation {};

pub const ENGLISH: Operation = Operation {};
