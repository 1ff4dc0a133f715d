//! Cashless payment: VietQR, transfers and their matching.

pub mod matching;
pub mod reference;
pub mod sepay;
pub mod service;
pub mod vietqr;
