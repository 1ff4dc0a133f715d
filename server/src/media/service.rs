//! Taking pictures in.

use async_trait::async_trait;
use shop::media::service::Media;

use crate::state::Parts;

pub struct MediaService {
    parts: Parts,
}

impl MediaService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Media for MediaService {}
