//! Where photos are read: off the threads that answer requests, and one at a time, since a large one takes 300 MB.

use bytes::Bytes;
use shop::media::photo::PhotoRefusal;
use tokio::{sync::Semaphore, task::spawn_blocking};

use super::encode::{Canvas, develop};
use crate::fault::{Fault, Halt};

static ROOM: Semaphore = Semaphore::const_new(1);

/// Reads a photo and makes of it what `then` says.
pub async fn developed<T: Send + 'static>(
    file: Bytes,
    then: impl FnOnce(Canvas) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Halt<PhotoRefusal>> {
    let place = ROOM.acquire().await.map_err(|error| Fault::outside("reading a photo", error))?;
    let work = move || {
        // Whoever asked may be gone; the place is free only when the work ends.
        let _place = place;
        Ok(then(develop(&file)?)?)
    };
    spawn_blocking(work).await.map_err(|error| Fault::outside("reading a photo", error))?
}

/// Does other heavy work off the threads that answer requests.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> Result<T, Fault> + Send + 'static) -> Result<T, Fault> {
    spawn_blocking(work).await.map_err(|error| Fault::outside("making files of a picture", error))?
}
