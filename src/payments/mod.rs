//! Cashless payment: VietQR, transfers and their matching.

pub mod casso;
pub mod desk;
pub mod feed;
pub mod feed_secret;
pub mod identity;
pub mod json;
pub mod ledger;
pub mod loose;
pub mod matching;
pub mod payos;
pub mod proof;
pub mod purchase;
pub mod reference;
pub mod refund;
pub mod refund_service;
pub mod refund_withdrawal;
pub mod sepay;
pub mod service;
pub mod settling;
pub mod shared;
pub mod statement;
pub mod vietqr;
