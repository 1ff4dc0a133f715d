//! Passwords: argon2id with the library's defaults (19 MiB, 2 passes), off the request path, and only so many at once:
//! a flood of sign-ins must fill neither the memory nor the processors.

use argon2::{
    Argon2, PasswordHash, PasswordHasher, PasswordVerifier,
    password_hash::{SaltString, rand_core::OsRng},
};
use shop::text::nfc;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::fault::{Fault, Halt};

/// How many are worked on at once.
const AT_WORK: usize = 2;
/// How many may wait; at some 50 ms each the last one waits two seconds.
const WAITING: usize = 64;

static DESK: Desk = Desk { place: Semaphore::const_new(AT_WORK + WAITING), turn: Semaphore::const_new(AT_WORK) };

/// Where people wait for their passwords to be worked on.
struct Desk {
    place: Semaphore,
    turn: Semaphore,
}

/// More people are signing in than the machine can serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

/// For those who have nobody to tell to come again, such as a command.
impl From<Halt<Busy>> for Fault {
    fn from(halt: Halt<Busy>) -> Self {
        match halt {
            Halt::Refused(Busy) => Self::outside("argon2", "too many at once"),
            Halt::Fault(fault) => fault,
        }
    }
}

/// The hash to keep of a new password.
pub async fn hash(password: String) -> Result<String, Halt<Busy>> {
    off_the_path(move || {
        let salt = SaltString::generate(&mut OsRng);
        Argon2::default().hash_password(nfc(&password).as_bytes(), &salt).map(|hash| hash.to_string())
    })
    .await
}

/// Whether the password is the one of the hash. Without a hash the same work is done for nothing, so that the time
/// does not tell which accounts exist.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Halt<Busy>> {
    off_the_path(move || {
        let password = nfc(&password);
        let Some(hash) = hash else {
            let salt = SaltString::generate(&mut OsRng);
            let _ = Argon2::default().hash_password(password.as_bytes(), &salt);
            return Ok(false);
        };
        let parsed = PasswordHash::new(&hash)?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

async fn off_the_path<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, argon2::password_hash::Error> + Send + 'static,
) -> Result<T, Halt<Busy>> {
    let _turn = DESK.wait().await?;
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Fault::outside("argon2", error).into()),
        Err(error) => Err(Fault::outside("argon2 task", error).into()),
    }
}

impl Desk {
    /// Waits for a turn, unless too many wait already.
    async fn wait(&self) -> Result<(SemaphorePermit<'_>, SemaphorePermit<'_>), Halt<Busy>> {
        let place = self.place.try_acquire().map_err(|_| Halt::Refused(Busy))?;
        let turn = self.turn.acquire().await.map_err(|error| Fault::outside("argon2 queue", error))?;
        Ok((place, turn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_typed_with_combining_marks_is_the_same_password() {
        let kept = hash("mắm ngon nhất".into()).await.expect("hashed");
        assert!(matches!(verify("ma\u{306}\u{301}m ngon nhất".into(), Some(kept.clone())).await, Ok(true)));
        assert!(matches!(verify("mam ngon nhat".into(), Some(kept)).await, Ok(false)));
        assert!(matches!(verify("mắm ngon nhất".into(), None).await, Ok(false)));
    }

    #[tokio::test]
    async fn a_flood_is_refused_rather_than_queued_without_end() {
        let desk = Desk { place: Semaphore::new(3), turn: Semaphore::new(1) };
        let first = desk.wait().await.expect("a free desk");
        let (second, third) = (desk.wait(), desk.wait());
        futures::pin_mut!(second, third);
        assert!(futures::poll!(&mut second).is_pending() && futures::poll!(&mut third).is_pending());
        assert!(matches!(desk.wait().await, Err(Halt::Refused(Busy))));
        drop(first);
        assert!(second.await.is_ok());
    }
}
