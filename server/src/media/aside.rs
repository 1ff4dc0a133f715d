//! Where photos are read: off the threads that answer requests, and one at a time, since a large one takes 300 MB.

use bytes::Bytes;
use darkroom::{Canvas, DarkroomFault, Undeveloped, develop};
use shop::media::photo::PhotoRefusal;
use tokio::{sync::Semaphore, task::spawn_blocking};

use crate::fault::{Fault, Halt};

static ROOM: Semaphore = Semaphore::const_new(1);

/// Reads a photo and makes of it what `then` says.
pub async fn developed<T: Send + 'static>(
    file: Bytes,
    then: impl FnOnce(Canvas) -> Result<T, DarkroomFault> + Send + 'static,
) -> Result<T, Halt<PhotoRefusal>> {
    let place = ROOM.acquire().await.map_err(|error| Fault::outside("reading a photo", error))?;
    let work = move || {
        // Whoever asked may be gone; the place is free only when the work ends.
        let _place = place;
        Ok(then(develop(&file)?)?)
    };
    let done: Result<T, Undeveloped> =
        spawn_blocking(work).await.map_err(|error| Fault::outside("reading a photo", error))?;
    done.map_err(|undeveloped| match undeveloped {
        Undeveloped::Refused(refusal) => Halt::Refused(refusal),
        Undeveloped::Broke(fault) => Halt::Fault(fault.into()),
    })
}

/// Does other heavy work off the threads that answer requests.
pub async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DarkroomFault> + Send + 'static,
) -> Result<T, Fault> {
    let done = spawn_blocking(work).await.map_err(|error| Fault::outside("making files of a picture", error))?;
    Ok(done?)
}

impl From<DarkroomFault> for Fault {
    fn from(fault: DarkroomFault) -> Self {
        Self::outside("making files of a picture", fault)
    }
}
