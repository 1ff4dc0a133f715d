//! The rows as the database holds them. Instants (`*_at`, `*_until`, `not_before`) are milliseconds since 1970 in UTC,
//! money is whole đồng, days are `YYYY-MM-DD` in Asia/Ho_Chi_Minh. Stores turn rows into domain types.

pub mod account;
pub mod audit;
pub mod bank_message;
pub mod bank_transaction;
pub mod cart;
pub mod cart_line;
pub mod catalogue_clock;
pub mod category;
pub mod cooperative;
pub mod delivery_price;
pub mod feed_secret;
pub mod hold;
pub mod live_product;
pub mod live_session;
pub mod membership;
pub mod once;
pub mod order_key;
pub mod order_line;
pub mod outbox;
pub mod password_link;
pub mod payee_account;
pub mod payment;
pub mod payment_event;
pub mod picture;
pub mod producer;
pub mod product;
pub mod product_picture;
pub mod purchase;
pub mod session;
pub mod shop_order;
pub mod statement_upload;
pub mod stock;
pub mod transfer_report;
pub mod variant;
pub mod village;
