//! The secret keys in the addresses of purchases and orders.

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The key of a purchase, derived from the cookie of the visitor who made it, so that a form sent twice leads to the same
/// address although the database knows no key.
pub fn purchase_key(visitor_cookie: &str, purchase_code: &str) -> String {
    derived(visitor_cookie, purchase_code)
}

/// The key of an order, derived from the key of its purchase, so that the page of the purchase can link to its orders
/// while the database knows only hashes. Hex of HMAC-SHA256 over the order's code under the purchase's key.
pub fn order_key(purchase_key: &str, order_code: &str) -> String {
    derived(purchase_key, order_code)
}

fn derived(secret: &str, code: &str) -> String {
    use hmac::digest::KeyInit;
    // HMAC takes keys of any length; the empty string stands for the error that cannot be.
    let Ok(mut mac) = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()) else { return String::new() };
    mac.update(code.as_bytes());
    HEXLOWER.encode(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_hmac_of_the_code_under_the_purchases_key() {
        // A well-known value: HMAC-SHA256 with key "key".
        assert_eq!(
            order_key("key", "The quick brown fox jumps over the lazy dog"),
            "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8"
        );
        assert_ne!(order_key("key", "CL-AAAA"), order_key("other", "CL-AAAA"));
        assert_ne!(purchase_key("cookie", "LM-AAAA"), "cookie");
        assert_ne!(order_key("key", "CL-AAAA"), order_key("key", "CL-AAAB"));
    }
}
