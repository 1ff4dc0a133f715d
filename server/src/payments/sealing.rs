//! Secrets and bank details as the database keeps them: encrypted under a key made from `SECRET_KEY`, and bound to what they are for, so
//! that a copy of the database alone is no use and no row can stand in for another.

use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac, digest::FixedOutput};
use sha2::Sha256;

use crate::{fault::Fault, random::Randomness, settings::Settings};

/// What the key is for; another purpose would have another name and so another key.
const PURPOSE: &[u8] = b"cho-lang: sealed in the database, version 1";
const NONCE_BYTES: usize = 24;

/// Encrypts and decrypts what a copy of the database must not tell.
pub struct Seal(XChaCha20Poly1305);

impl Seal {
    pub fn of(settings: &Settings) -> Result<Self, Fault> {
        let unusable = || Fault::outside("SECRET_KEY", "is not set");
        let secret = settings.secret_key.as_deref().ok_or_else(unusable)?;
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret.as_bytes()).map_err(|_| unusable())?;
        mac.update(PURPOSE);
        Ok(Self(XChaCha20Poly1305::new(&mac.finalize_fixed())))
    }

    /// Encrypts a secret for `bound`, which must be told again to read it.
    pub fn close(&self, random: &dyn Randomness, bound: &str, secret: &[u8]) -> Result<Vec<u8>, Fault> {
        let mut sealed = vec![0; NONCE_BYTES];
        random.fill(&mut sealed);
        let payload = Payload { msg: secret, aad: bound.as_bytes() };
        let text = self.0.encrypt(XNonce::from_slice(&sealed), payload).map_err(|_| broken())?;
        sealed.extend(text);
        Ok(sealed)
    }

    /// Reads a secret. A fault: it was sealed under another key, or for something else, or changed.
    pub fn open(&self, bound: &str, sealed: &[u8]) -> Result<Vec<u8>, Fault> {
        let (nonce, text) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(broken)?;
        let payload = Payload { msg: text, aad: bound.as_bytes() };
        self.0.decrypt(XNonce::from_slice(nonce), payload).map_err(|_| broken())
    }

    /// Reads a secret that is a text.
    pub fn open_text(&self, bound: &str, sealed: &[u8]) -> Result<String, Fault> {
        String::from_utf8(self.open(bound, sealed)?).map_err(|_| broken())
    }
}

fn broken() -> Fault {
    Fault::outside("sealed secret", "cannot be opened; was SECRET_KEY changed?")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::random::SystemRandomness;

    fn seal(key: &str) -> Seal {
        let settings = Settings::read(|name| (name == "SECRET_KEY").then(|| key.to_owned())).unwrap();
        Seal::of(&settings).unwrap()
    }

    #[test]
    fn a_secret_is_read_under_the_same_key_for_the_same_thing_alone() {
        let (key, other) = ("0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdeX");
        let sealed = seal(key).close(&SystemRandomness, "producer:1:sepay", b"mgExMrjj4i7a1p8C").unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"mgExMr"));
        assert_eq!(seal(key).open_text("producer:1:sepay", &sealed).unwrap(), "mgExMrjj4i7a1p8C");
        assert!(seal(other).open("producer:1:sepay", &sealed).is_err());
        assert!(seal(key).open("producer:2:sepay", &sealed).is_err());
        let again = seal(key).close(&SystemRandomness, "producer:1:sepay", b"mgExMrjj4i7a1p8C").unwrap();
        assert_ne!(sealed, again, "nobody sees that two secrets are the same");
        let mut changed = sealed.clone();
        changed[30] ^= 1;
        assert!(seal(key).open("producer:1:sepay", &changed).is_err());
        assert!(seal(key).open("producer:1:sepay", &sealed[..20]).is_err());
        assert!(Seal::of(&Settings::read(|_| None).unwrap()).is_err(), "no key, no secrets");
    }
}
