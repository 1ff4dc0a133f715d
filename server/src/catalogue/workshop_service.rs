//! A producer's own place.

use async_trait::async_trait;
use shop::catalogue::workshop_service::Workshops;

use crate::state::Parts;

pub struct WorkshopsService {
    parts: Parts,
}

impl WorkshopsService {
    pub fn new(parts: Parts) -> Self {
        Self { parts }
    }
}

#[async_trait]
impl Workshops for WorkshopsService {}
