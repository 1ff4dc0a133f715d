//! A form with photos, as it arrives.

use app::{form::Fault, words::Words};
use axum::{
    extract::{FromRequest, Multipart, Request},
    http::header,
    response::{IntoResponse, Response},
};
use shop::{id::PictureId, identity::party::ProducerStaff};

use crate::{http::form::Sent, state::Market};

/// A photo that was not taken.
pub enum PhotoFault {}

/// What came with a form.
pub struct Received {
    /// What was typed, pictures by their hashes included.
    pub sent: Sent,
    /// The pictures that came.
    pub pictures: Vec<PictureId>,
    /// The photos that were not taken.
    pub faults: Vec<PhotoFault>,
}

impl Received {
    /// What to say beside the field of photos.
    pub fn told(&self, _: &Words) -> Vec<Fault> {
        self.faults.iter().map(|fault| match *fault {}).collect()
    }
}

/// Reads what was typed into a form; files are passed over.
pub async fn receive(_: &Market, _: &ProducerStaff, request: Request) -> Result<Received, Response> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let sent = if kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        let mut form = Multipart::from_request(request, &()).await.map_err(IntoResponse::into_response)?;
        let mut typed = Vec::new();
        while let Some(field) = form.next_field().await.map_err(IntoResponse::into_response)? {
            let name = field.name().unwrap_or_default().to_owned();
            if field.file_name().is_none() {
                typed.push((name, field.text().await.map_err(IntoResponse::into_response)?));
            }
        }
        Sent(typed)
    } else {
        Sent::from_request(request, &()).await?
    };
    Ok(Received { sent, pictures: Vec::new(), faults: Vec::new() })
}
