//! Taking pictures in.

use std::convert::Infallible;

use async_trait::async_trait;
use bytes::Bytes;
use darkroom::{Quality, jpeg};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use shop::{
    failure::Failure,
    identity::party::{KeyHolder, ProducerStaff},
    media::{
        photo::{BYTES_MAX, PhotoRefusal, PictureState},
        picture::WIDTHS,
        service::{Media, Taken},
    },
};

use super::{
    aside::developed,
    blobs, queue,
    store::{self, NewPicture, Owner},
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

    async fn take_in(&self, owner: Owner, file: Bytes) -> Result<Taken, Halt<PhotoRefusal>> {
        if file.len() > BYTES_MAX {
            return Err(Halt::Refused(PhotoRefusal::TooLarge));
        }
        let hash = HEXLOWER.encode(&Sha256::digest(&file));
        let known = store::known(&self.parts.database, owner, &hash).await?;
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
        let taken = store::keep(&self.parts.database, owner, &new, self.parts.clock.now()).await?;
        queue::wake();
        Ok(taken)
    }
}

#[async_trait]
impl Media for MediaService {
    async fn take(&self, who: &ProducerStaff, file: Vec<u8>) -> Result<Taken, Failure<PhotoRefusal>> {
        Ok(self.take_in(store::of_producer(who), file.into()).await?)
    }

    async fn own(&self, who: &ProducerStaff, hashes: &[String]) -> Result<Vec<Taken>, Failure<Infallible>> {
        store::own(&self.parts.database, who, hashes).await.map_err(failed)
    }

    async fn take_for_order(&self, who: &KeyHolder, code: &str, file: Vec<u8>) -> Result<Taken, Failure<PhotoRefusal>> {
        let owner = store::of_returns(&self.parts.database, who, code).await.map_err(failed)?;
        Ok(self.take_in(owner.ok_or(Failure::Refused(PhotoRefusal::Closed))?, file.into()).await?)
    }

    async fn of_order(
        &self,
        who: &KeyHolder,
        code: &str,
        hashes: &[String],
    ) -> Result<Vec<Taken>, Failure<Infallible>> {
        store::of_order(&self.parts.database, who, code, hashes).await.map_err(failed)
    }
}
