//! Randomness, so that tests can choose it; and secrets made from it.

use data_encoding::{BASE32_NOPAD, HEXLOWER};
use rand::RngCore;
use sha2::{Digest, Sha256};

/// Gives random bytes fit for secrets.
pub trait Randomness: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}

/// Randomness seeded by the operating system.
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[allow(clippy::disallowed_methods, reason = "the one place where the machine’s randomness is read")]
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// A token of 160 random bits, in lower-case letters and digits.
pub fn token(random: &dyn Randomness) -> String {
    let mut bytes = [0; 20];
    random.fill(&mut bytes);
    BASE32_NOPAD.encode(&bytes).to_lowercase()
}

/// What the database may know of a token: its SHA-256.
pub fn hashed(token: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(token.as_bytes()))
}
