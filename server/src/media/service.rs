//! Taking pictures in.

use std::convert::Infallible;

use async_trait::async_trait;
use bytes::Bytes;
use darkroom::{Quality, jpeg};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use shop::{
    failure::Failure,
    identity::party::ProducerStaff,
    media::{
        photo::{BYTES_MAX, PhotoRefusal, PictureState},
        picture::WIDTHS,
        service::{Media, Taken},
    },
};

use super::{
    aside::developed,
    blobs, queue,
    store::{self, NewPicture},
};
use crate::{
    fault::{Halt, failed},
    state::Parts,
};

pub struct MediaService {
    parts: Parts,
}

impl MediaService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }

    async fn take_in(&self, who: &ProducerStaff, file: Bytes) -> Result<Taken, Halt<PhotoRefusal>> {
        if file.len() > BYTES_MAX {
            return Err(Halt::Refused(PhotoRefusal::TooLarge));
        }
        let hash = HEXLOWER.encode(&Sha256::digest(&file));
        let known = store::own(&self.parts.database, who, std::slice::from_ref(&hash)).await?.pop();
        if let Some(known) = known.filter(|known| known.state != PictureState::Failed) {
            return Ok(known);
        }
        let (width, height, small) = developed(file.clone(), |canvas| {
            let small = jpeg(&canvas.smallest()?, Quality::PHOTO)?;
            Ok((canvas.width, canvas.height, small))
        })
        .await?;
        let blobs = &*self.parts.blobs;
        blobs.put(&blobs::original(&hash), &file).await?;
        // A form that comes back shows it by its hash alone: there is a file of the smallest width for every picture.
        blobs.put(&blobs::shown(&hash, WIDTHS[0], "jpg"), &small).await?;
        let new = NewPicture { hash, width, height };
        let taken = store::keep(&self.parts.database, who, &new, self.parts.clock.now()).await?;
        queue::wake();
        Ok(taken)
    }
}

#[async_trait]
impl Media for MediaService {
    async fn take(&self, who: &ProducerStaff, file: Vec<u8>) -> Result<Taken, Failure<PhotoRefusal>> {
        Ok(self.take_in(who, file.into()).await?)
    }

    async fn own(&self, who: &ProducerStaff, hashes: &[String]) -> Result<Vec<Taken>, Failure<Infallible>> {
        store::own(&self.parts.database, who, hashes).await.map_err(failed)
    }
}
