//! The port of pictures.

use std::convert::Infallible;

use async_trait::async_trait;

use super::photo::{PhotoRefusal, PictureState};
use crate::{
    failure::Failure,
    id::PictureId,
    identity::party::{KeyHolder, ProducerStaff},
};

/// A picture that was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub id: PictureId,
    /// SHA-256 of what was uploaded, lower-case hex: how forms name it.
    pub hash: String,
    /// How far its files are.
    pub state: PictureState,
}

/// Taking pictures in and telling which are there.
#[async_trait]
pub trait Media: Send + Sync {
    /// Takes in the file of one photo: it is read to its end before it is accepted, kept at once, and made into files
    /// for pages later. The same file from the same producer is the same picture.
    async fn take(&self, who: &ProducerStaff, file: Vec<u8>) -> Result<Taken, Failure<PhotoRefusal>>;

    /// The pictures of these hashes that the producer may show, in the order of the hashes, each once: its own, and our
    /// illustrations. What belongs to someone else is left out like what never was.
    async fn own(&self, who: &ProducerStaff, hashes: &[String]) -> Result<Vec<Taken>, Failure<Infallible>>;

    /// Takes in a photo of goods that shall be returned, like [`Media::take`]; it belongs to the order of that code.
    async fn take_for_order(&self, who: &KeyHolder, code: &str, file: Vec<u8>) -> Result<Taken, Failure<PhotoRefusal>>;

    /// The pictures of these hashes that were taken in for the order, in the order of the hashes, each once.
    async fn of_order(&self, who: &KeyHolder, code: &str, hashes: &[String])
    -> Result<Vec<Taken>, Failure<Infallible>>;
}
