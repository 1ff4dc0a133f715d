//! The secret key in the address of a purchase or an order.

use axum::http::Uri;
use shop::identity::party::KeyHolder;

use crate::random::hashed;

/// The longest key we make, and some room.
const KEY_BYTES_MAX: usize = 128;

/// Who holds the key that stands in the address (`khoa`).
pub fn key_holder(uri: &Uri) -> Option<KeyHolder> {
    let query = uri.query()?;
    let (_, key) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "khoa")?;
    (!key.is_empty() && key.len() <= KEY_BYTES_MAX).then(|| KeyHolder { hash: hashed(&key) })
}
