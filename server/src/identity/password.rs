//! Passwords: argon2id with the library's defaults (19 MiB, 2 passes), off the request path.

use argon2::{
    Argon2, PasswordHash, PasswordHasher, PasswordVerifier,
    password_hash::{SaltString, rand_core::OsRng},
};

use crate::fault::Fault;

/// The hash to keep of a new password.
pub async fn hash(password: String) -> Result<String, Fault> {
    let hashed = tokio::task::spawn_blocking(move || {
        let salt = SaltString::generate(&mut OsRng);
        Argon2::default().hash_password(password.as_bytes(), &salt).map(|hash| hash.to_string())
    });
    match hashed.await {
        Ok(Ok(hash)) => Ok(hash),
        Ok(Err(error)) => Err(Fault::outside("argon2", error)),
        Err(error) => Err(Fault::outside("argon2 task", error)),
    }
}

/// Whether the password is the one of the hash. Without a hash the same work is done for nothing, so that the time
/// does not tell which accounts exist.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Fault> {
    let work = tokio::task::spawn_blocking(move || {
        let Some(hash) = hash else {
            let salt = SaltString::generate(&mut OsRng);
            let _ = Argon2::default().hash_password(password.as_bytes(), &salt);
            return Ok(false);
        };
        let parsed = PasswordHash::new(&hash)?;
        Ok::<_, argon2::password_hash::Error>(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    });
    match work.await {
        Ok(Ok(verified)) => Ok(verified),
        Ok(Err(error)) => Err(Fault::outside("argon2", error)),
        Err(error) => Err(Fault::outside("argon2 task", error)),
    }
}
