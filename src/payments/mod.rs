//! Cashless payment: VietQR, transfers and their matching.

pub mod desk;
pub mod ledger;
pub mod loose;
pub mod matching;
pub mod proof;
pub mod purchase;
pub mod reference;
pub mod refund;
pub mod refund_service;
pub mod sepay;
pub mod service;
pub mod settling;
pub mod vietqr;
