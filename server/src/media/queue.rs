//! Makes the files of pictures, one picture at a time, in the background. What is to be done stands in the rows, so that
//! a restart loses nothing; the files are the same however often they are made.

use std::time::Duration;

use darkroom::{DarkroomFault, Quality, RgbImage, avif, jpeg};
use shop::media::photo::PictureState;
use tokio::sync::Notify;

use super::{
    aside::{aside, developed},
    blobs,
    store::{self, Due},
};
use crate::{
    fault::{Fault, Halt},
    state::Market,
};

/// How often the rows are looked at without being woken: for another process' pictures, and after a fault.
const POLL: Duration = Duration::from_secs(30);

static WAITING: Notify = Notify::const_new();

/// There is a picture to be made into files.
pub fn wake() {
    WAITING.notify_one();
}

/// Works until the market closes.
pub async fn run(market: Market) {
    while !market.stopping.is_cancelled() {
        let round = market.clone();
        // In a task of its own, so that a panic ends this round and not the job.
        let woken = match tokio::spawn(async move { drain(&round).await }).await {
            Ok(Ok(())) => true,
            // What broke stays due: it is tried again a few times, not at once.
            Ok(Err(fault)) => report(&fault),
            Err(panic) => report(&Fault::outside("making files of pictures", panic)),
        };
        tokio::select! {
            () = WAITING.notified(), if woken => {}
            () = tokio::time::sleep(POLL) => {}
            () = market.stopping.cancelled() => {}
        }
    }
}

fn report(fault: &Fault) -> bool {
    fault.report();
    false
}

/// Makes all files that are due.
pub async fn drain(market: &Market) -> Result<(), Fault> {
    while let Some(due) = store::begin_next(&market.database).await? {
        match make(market, &due).await {
            Ok(state) => store::advance(&market.database, &due, state).await?,
            Err(Halt::Refused(why)) => store::give_up(&market.database, &due, &why).await?,
            Err(Halt::Fault(fault)) => return Err(fault),
        }
    }
    Ok(())
}

/// Writes a picture of one width in one format.
type Encode = fn(&RgbImage, Quality) -> Result<Vec<u8>, DarkroomFault>;

/// Makes the next files of a picture and tells how far it is then; refuses with what the operator may want to know.
async fn make(market: &Market, due: &Due) -> Result<PictureState, Halt<String>> {
    let original = market.blobs.get(&blobs::original(&due.hash)).await?;
    let original = original.ok_or_else(|| Halt::Refused("the original is gone".to_owned()))?;
    let rungs = developed(original.into(), |canvas| canvas.rungs()).await.map_err(|halt| match halt {
        Halt::Refused(refusal) => Halt::Refused(refusal.to_string()),
        Halt::Fault(fault) => Halt::Fault(fault),
    })?;
    let (ending, encode, done): (_, Encode, _) = match due.state {
        PictureState::Received | PictureState::Failed => ("jpg", jpeg, PictureState::Jpeg),
        PictureState::Jpeg | PictureState::Ready => ("avif", avif, PictureState::Ready),
    };
    let files = aside(move || {
        let file = |rung: &RgbImage| Ok((rung.width(), encode(rung, Quality::PHOTO)?));
        rungs.iter().map(file).collect::<Result<Vec<_>, DarkroomFault>>()
    })
    .await?;
    for (width, bytes) in files {
        market.blobs.put(&blobs::shown(&due.hash, width, ending), &bytes).await?;
    }
    Ok(done)
}
